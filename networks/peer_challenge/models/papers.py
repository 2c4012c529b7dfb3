from django.db import models
from django.db.models import Q
from django.urls import reverse

from networks.peer_challenge.models.rounds import Round
from networks.peer_challenge.wall import PaperQuerySet, VersionQuerySet
from seslip.people.models import Organisation, User


class Paper(models.Model):
    """A document that a council owns in a round. Its words are in its versions."""

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "Self-assessment"
        PROFILE = "profile", "Data profile"
        LETTER = "letter", "Annual conversation letter"
        NOTES = "notes", "Challenge notes"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="papers")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    shared_inside = models.BooleanField(
        "shared inside the council",
        default=False,
        help_text="Whether the chief executive and the Lead Member read the draft too.",
    )
    released_by_host = models.BooleanField(
        "released by the host", default=False, help_text="Whether every director reads the agreed notes."
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["council__name", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "council", "kind"], name="peer_challenge_paper_once_a_round"
            ),
            models.CheckConstraint(
                name="peer_challenge_only_notes_are_released_by_host",
                condition=Q(released_by_host=False) | Q(kind="notes"),
            ),
            models.CheckConstraint(
                name="peer_challenge_only_assessments_are_shared_as_drafts",
                condition=Q(shared_inside=False) | Q(kind="assessment"),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.council}, {self.round}"

    def get_absolute_url(self):
        return reverse("peer_challenge:paper", args=[self.pk])


class PaperVersion(models.Model):
    """One PDF of a paper. A self-assessment is a draft until it is signed off, notes until they are agreed.

    `is_newest_final` marks the one signed-off version that others read; profiles and letters are final
    from the day they come in.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to="peer-challenge")
    name = models.CharField("file name", max_length=200)
    size = models.PositiveBigIntegerField("size in bytes")
    pages = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    on_behalf = models.BooleanField("put in by the team for the council", default=False)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField("signed off or agreed", null=True)
    is_newest_final = models.BooleanField(default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="peer_challenge_version_number_once"),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(is_newest_final=True),
                name="peer_challenge_one_newest_final_a_paper",
            ),
            models.CheckConstraint(
                name="peer_challenge_newest_final_is_settled",
                condition=Q(is_newest_final=False) | Q(settled_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.paper}, version {self.number}"


class AgreedAction(models.Model):
    """What a council agreed to do on its challenge day; the next round opens with it."""

    class State(models.TextChoices):
        AGREED = "agreed", "Agreed"
        IN_HAND = "in-hand", "In hand"
        DONE = "done", "Done"
        DROPPED = "dropped", "No longer needed"

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=500)
    by_when = models.CharField("by when", max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.AGREED)

    class Meta:
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="peer_challenge_action_number_once")
        ]

    def __str__(self):
        return f"{self.paper}: action {self.number}"
