from django.conf import settings
from django.db import models


class AppendOnly(models.QuerySet):
    """Events are written by actions, never edited; retention removes whole spans, by its own command."""

    def update(self, **kwargs):
        raise TypeError("An audit event is never edited.")

    bulk_update = update

    def delete(self):
        raise TypeError("Audit events are not deleted one by one.")


class Event(models.Model):
    """What was done, by whom, to what. Identifiers, not names."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=True
    )
    verb = models.CharField(max_length=60, db_index=True)
    kind = models.CharField("kind of thing", max_length=60)
    object_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self):
        return f"{self.verb} ({self.kind} {self.object_id})"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An audit event is never edited.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An audit event is never deleted by hand.")
