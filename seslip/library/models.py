from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from seslip.library.wording import beyond_title
from seslip.people.access import Permission
from seslip.people.models import Person, User
from seslip.people.visibility import AudienceModel, GuardedQuerySet
from seslip.topics.models import Topic


class Tag(models.Model):
    """A word people look documents up by."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class DocumentQuerySet(GuardedQuerySet):
    def listed(self, day=None):
        """Still to be listed among the tools: no "list until", or not passed yet."""
        return self.filter(Q(list_until=None) | Q(list_until__gte=day or timezone.localdate()))

    def given_to(self, user):
        """Those this person sees and may open: what is on request goes to its owner and the team only."""
        visible = self.visible_to(user)
        if not user.is_authenticated:
            return visible.filter(on_request=False)
        if user.may(Permission.MANAGE_LIBRARY):
            return visible
        return visible.filter(Q(on_request=False) | Q(owner__user=user))


class Document(AudienceModel):
    """A file, a link or a video that the programme points people to."""

    class Kind(models.TextChoices):
        FILE = "file", "File"
        LINK = "link", "Link"
        VIDEO = "video", "Video"

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.LINK)
    url = models.URLField("address", max_length=600, blank=True)
    description = models.TextField(blank=True)
    cite_as = models.TextField("how it should be cited", blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.DateField("date published", null=True, blank=True)
    published_text = models.CharField(
        max_length=60, blank=True, help_text='When there is no exact day: "May 2019".'
    )
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="documents")
    tags = models.ManyToManyField(Tag, blank=True, related_name="documents")
    list_until = models.DateField(
        null=True, blank=True, help_text="The last day it stands among an Update's tools."
    )
    on_request = models.BooleanField(default=False, help_text="Shown, but given only to those who ask.")
    conditions = models.TextField(blank=True, help_text="On what conditions it is given to those who ask.")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:document", args=[self.pk])

    @property
    def published(self) -> str:
        """When it was published, as far as that is known: "7 February 2020", "May 2019" or nothing."""
        return self.published_text or (date_format(self.published_on, "j F Y") if self.published_on else "")

    @property
    def leads_somewhere(self) -> bool:
        """False for a link known by its name only: an old Update listed it and its address is lost."""
        return bool(self.kind == self.Kind.FILE or self.url or self.on_request)

    @property
    def words(self) -> str:
        """The description without the title it may open with."""
        return beyond_title(self.title, self.description)

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


class VersionQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Every version, the old ones too, of the documents this person may open."""
        return self.filter(document__in=Document.objects.given_to(user)).scoped()


class Version(models.Model):
    """One file of a document. The newest is the one people get; older ones stay with the document's rule."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="library")
    name = models.CharField("file name", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64, db_index=True)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="library_version_number_once")
        ]

    def __str__(self):
        return f"{self.name}, version {self.number}"

    def get_absolute_url(self):
        return reverse("library:version", args=[self.document_id, self.number])
