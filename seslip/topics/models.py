from django.db import models


class TopicQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed=False)


class Topic(models.Model):
    """Something the programme works on. Updates, documents, meetings and indicators cite topics."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    group = models.CharField(max_length=60, blank=True, help_text="The heading it stands under in lists.")
    closed = models.BooleanField(
        default=False, help_text="No longer offered for new things; old ones keep it."
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["group", "name"]

    def __str__(self):
        return self.name
