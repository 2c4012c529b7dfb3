from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from newsletters.models.items import Item
from seslip.library.models import Document
from seslip.people.access import Permission
from seslip.people.models import Person, User
from seslip.people.visibility import AudienceModel, GuardedQuerySet, audience_q
from seslip.richtext import RichTextField


class UpdateQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Those who write Updates: all of them. Everybody else: published ones for their circles."""
        if user.is_authenticated and user.may(Permission.PUBLISH_UPDATES):
            return self.scoped()
        return self.published().filter(audience_q(user)).scoped()

    def published(self):
        return self.filter(state=Update.State.PUBLISHED)

    def due(self, now):
        return self.filter(state=Update.State.SCHEDULED, publish_at__lte=now)


class Update(AudienceModel):
    """The numbered news of a Friday: what stands in it now, before or after publication.

    Readers never see these rows: they see the Edition that publishing froze.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    number = models.PositiveIntegerField(unique=True)
    date = models.DateField(help_text="The Friday it belongs to.")
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    introduction = RichTextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Rises with every save.")
    proofed_version = models.PositiveIntegerField(null=True, editable=False)
    proofed_at = models.DateTimeField(null=True, editable=False)
    brought_hash = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of the text it was brought in from."
    )
    brought_version = models.PositiveIntegerField(null=True, editable=False)
    items = models.ManyToManyField(Item, through="Placement", related_name="updates")

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-number"]
        constraints = [
            models.CheckConstraint(
                name="newsletters_update_scheduled_has_a_time",
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
            ),
            models.CheckConstraint(
                name="newsletters_update_withdrawn_has_a_time",
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Update No {self.number}, {self.date:%-d %B %Y}"

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = slugify(f"update no {self.number} {self.date:%d %B %Y}")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("newsletters:update", args=[self.slug])


class Section(models.TextChoices):
    THIS_WEEK = "this-week", "This week"
    REMINDERS = "reminders", "Reminders from previous weeks"


class Placement(models.Model):
    """Where an item stands in an Update, and the words it carries there if not its own."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="placements")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="placements")
    section = models.CharField(max_length=9, choices=Section, default=Section.THIS_WEEK)
    position = models.PositiveSmallIntegerField(default=0)
    override = RichTextField(
        "words for this Update", blank=True, help_text="Shown here in place of the item's own update."
    )

    class Meta:
        ordering = ["-section", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["update", "item"], name="newsletters_placement_item_once")
        ]

    def __str__(self):
        return str(self.item)


class Tool(models.Model):
    """A document of the library, listed in an Update."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="tools")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="listed_in")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["update", "document"], name="newsletters_tool_document_once")
        ]

    def __str__(self):
        return str(self.document)


class Contact(models.Model):
    """A person readers are told to ask, with the responsibility they carry."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    responsibility = models.CharField(max_length=200)
    organisation = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.responsibility}: {self.person}"


class Dismissal(models.Model):
    """A finding of the pre-flight that the manager has looked at and let stand, with the reason."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="dismissals")
    kind = models.CharField(max_length=40)
    where = models.CharField(max_length=60)
    words = models.CharField(max_length=500)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["update", "kind", "where", "words"], name="newsletters_dismissal_once"
            )
        ]

    def __str__(self):
        return f"{self.kind}: {self.words}"


class OldAddress(models.Model):
    """Where the old site had an Update; links to it keep working."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="old_addresses")
    address = models.CharField(max_length=300, unique=True, help_text="A path, or ?p= and a number.")

    class Meta:
        verbose_name_plural = "old addresses"

    def __str__(self):
        return self.address
