from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from networks.peer_challenge.access import Switch
from networks.peer_challenge.wall_of_memoranda import MemorandumQuerySet
from seslip.people.access import Post
from seslip.people.models import Organisation, Person, User

SIGNS = {
    Post.DCS.value: Post.DCS.label,
    Post.CHIEF_EXECUTIVE.value: Post.CHIEF_EXECUTIVE.label,
    Post.LEAD_MEMBER.value: Post.LEAD_MEMBER.label,
}


def _switch(switch: Switch) -> models.BooleanField:
    """No, until a memorandum says yes."""
    return models.BooleanField(switch.label, default=False)


class Memorandum(models.Model):
    """A year's memorandum: of understanding for peer challenge, or of cooperation on agency staff."""

    class Kind(models.TextChoices):
        PEER_CHALLENGE = "peer-challenge", "Memorandum of understanding on peer challenge"
        AGENCY = "agency", "Memorandum of cooperation on agency staff"

    kind = models.CharField(max_length=14, choices=Kind)
    year = models.CharField(max_length=7, help_text='Such as "2019-20".')
    issued_on = models.DateField("issued on", null=True, blank=True)
    summary = models.TextField("what it says, in short", blank=True)
    file = models.FileField("the blank", upload_to="peer-challenge/memoranda", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    advisers_read_assessments = _switch(Switch.ADVISERS_READ_ASSESSMENTS)
    deputies_read_their_group = _switch(Switch.DEPUTIES_READ_THEIR_GROUP)
    leaders_read_each_other = _switch(Switch.LEADERS_READ_EACH_OTHER)

    objects = MemorandumQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "kind"]
        verbose_name_plural = "memoranda"
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="peer_challenge_memorandum_once_a_year")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.year}"

    def get_absolute_url(self):
        return reverse("peer_challenge:memorandum", args=[self.pk])


class Signature(models.Model):
    """Who signed a memorandum for a council: its director, chief executive and Lead Member, once each."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="signatures")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=24, choices=SIGNS)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("name, as signed", max_length=120)
    signed_on = models.DateField()
    recorded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["council__name", "post"]
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "council", "post"], name="peer_challenge_signature_once_a_post"
            ),
            models.CheckConstraint(
                name="peer_challenge_signature_by_a_signing_post", condition=Q(post__in=list(SIGNS))
            ),
        ]

    def __str__(self):
        return f"{self.name} for {self.council}"


class Commitment(models.Model):
    """A council's commitment to the memorandum on agency staff, until it withdraws."""

    memorandum = models.ForeignKey(Memorandum, on_delete=models.PROTECT, related_name="commitments")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    committed_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    reason = models.CharField("why it withdrew", max_length=300, blank=True)

    class Meta:
        ordering = ["council__name", "committed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["memorandum", "council"],
                condition=Q(withdrawn_on=None),
                name="peer_challenge_commitment_one_in_force",
            ),
            models.CheckConstraint(
                name="peer_challenge_withdrawn_after_committed",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("committed_on")),
            ),
        ]

    def __str__(self):
        return f"{self.council}, {self.memorandum}"


class Undertaking(models.Model):
    """What each person accepts, once a round, before the first document opens."""

    round = models.ForeignKey("peer_challenge.Round", on_delete=models.CASCADE, related_name="undertakings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="peer_challenge_undertaking_once")
        ]

    def __str__(self):
        return f"{self.person}, {self.round}"
