from urllib.parse import urlsplit

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
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


class FolderQuerySet(GuardedQuerySet):
    def with_counts(self, user):
        """Each with how many of its documents this person sees."""
        inside = Document.objects.visible_to(user).filter(folder=OuterRef("pk")).order_by()
        count = Subquery(inside.values("folder").annotate(count=Count("pk")).values("count"))
        return self.annotate(count=Coalesce(count, 0))


class Folder(AudienceModel):
    """A shelf of the library. Its name and description are for its own circle, whatever lies in it.

    A document keeps a circle of its own: whoever sees a document and not its folder sees it unfiled.
    """

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    objects = FolderQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("library:folder", args=[self.pk])


class DocumentQuerySet(GuardedQuerySet):
    def listed(self, day=None):
        """Still to be listed among the tools: no "list until", or not passed yet."""
        return self.filter(Q(list_until=None) | Q(list_until__gte=day or timezone.localdate()))

    def given_to(self, user):
        """Those this person sees and may open.

        What is on request is for its owner, the team, and whoever it was granted to, while that lasts.
        A grant opens nothing that its holder does not see: it narrows what `visible_to` gave, never adds.
        """
        visible = self.visible_to(user)
        if not user.is_authenticated:
            return visible.filter(on_request=False)
        if user.may(Permission.MANAGE_LIBRARY):
            return visible
        granted = Request.objects.in_force().filter(asked_by=user).values("document")
        return visible.filter(Q(on_request=False) | Q(owner__user=user) | Q(pk__in=granted))

    def due_for_review(self, day=None):
        return self.filter(review_on__lte=day or timezone.localdate())

    def decided_by(self, user):
        """Those whose requests this person grants or refuses: the owner's own; all, for the team."""
        visible = self.visible_to(user)
        return visible if user.may(Permission.MANAGE_LIBRARY) else visible.filter(owner__user=user)


class Document(AudienceModel):
    """A file, a link or a video that the programme points people to."""

    class Kind(models.TextChoices):
        FILE = "file", "File"
        LINK = "link", "Link"
        VIDEO = "video", "Video"

    title = models.CharField(max_length=300)
    folder = models.ForeignKey(
        Folder, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
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
    review_on = models.DateField(
        "review by", null=True, blank=True, help_text="When its owner is asked whether it is still right."
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
    def is_due(self) -> bool:
        return self.review_on is not None and self.review_on <= timezone.localdate()

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
        """Every version, the old ones too, of the documents this person may open.

        One that was taken back is for those who keep the library.
        """
        versions = self.filter(document__in=Document.objects.given_to(user)).scoped()
        keeps = user.is_authenticated and user.may(Permission.MANAGE_LIBRARY)
        return versions if keeps else versions.filter(taken_back_at=None)


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
    taken_back_at = models.DateTimeField(null=True, blank=True)

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


class RequestQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """One's own, and those one decides, of the documents one sees."""
        mine = Q(asked_by=user, document__in=Document.objects.visible_to(user))
        return self.filter(mine | Q(document__in=Document.objects.decided_by(user))).scoped()

    def decided_by(self, user):
        return self.filter(document__in=Document.objects.decided_by(user)).scoped()

    def waiting(self):
        return self.filter(state=Request.State.ASKED)

    def in_force(self, day=None):
        """Granted, and the last day has not passed."""
        lasts = Q(until=None) | Q(until__gte=day or timezone.localdate())
        return self.filter(lasts, state=Request.State.GRANTED)


class Request(models.Model):
    """Somebody asks for a document that is given on request; what was answered, and for how long it holds."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting"
        GRANTED = "granted", "Granted"
        REFUSED = "refused", "Refused"
        ENDED = "ended", "Ended"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="requests")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    why = models.CharField("what you need it for", max_length=300)
    conditions = models.TextField(blank=True, help_text="The conditions as they were accepted.")
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.TextField("what you say to it", blank=True)
    until = models.DateField("last day", null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "asked_by"],
                condition=Q(state__in=["asked", "granted"]),
                name="library_request_one_open_a_person",
            ),
            models.CheckConstraint(
                name="library_request_decided_when_answered",
                condition=Q(state="asked", decided_at=None)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.document}, asked for by {self.asked_by}"

    def get_absolute_url(self):
        return reverse("library:request", args=[self.pk])

    @property
    def asker(self) -> str:
        person = getattr(self.asked_by, "person", None)
        return person.name if person else self.asked_by.email

    @property
    def has_passed(self) -> bool:
        return (
            self.state == self.State.GRANTED and self.until is not None and self.until < timezone.localdate()
        )
