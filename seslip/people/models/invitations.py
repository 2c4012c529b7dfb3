import datetime as dt

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from seslip.people.access import Post
from seslip.people.models.kept import KeptQuerySet
from seslip.people.models.organisations import Organisation
from seslip.people.models.people import Appointment, User
from seslip.people.models.periods import PeriodModel

LASTS = dt.timedelta(days=14)
_signer = signing.Signer(sep=".", salt="seslip.people.invitation")


class InvitationQuerySet(KeptQuerySet):
    def pending(self):
        """Neither accepted nor cancelled; the letter may have run out, and can be sent again."""
        return self.filter(state__in=(Invitation.State.WAITING, Invitation.State.SENT))

    def of_link(self, token: str) -> "Invitation | None":
        """Whose newest letter carries this link; an older letter's link names nothing any more."""
        try:
            pk, letter = map(int, _signer.unsign(token).split("-"))
        except (signing.BadSignature, ValueError):
            return None
        whoever = self.unscoped("the link is the proof")
        found = whoever.select_related("organisation", "made_by__person").filter(pk=pk, letters=letter)
        return found.first()


class Invitation(PeriodModel):
    """Somebody is asked to take up a post. The letter's link works once, for two weeks.

    Nothing is given before it is accepted, so cancelling leaves nothing behind; once accepted it never
    changes: the post is ended instead.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a second person to agree"
        SENT = "sent", "Sent"
        ACCEPTED = "accepted", "Accepted"
        CANCELLED = "cancelled", "Cancelled"

    name = models.CharField(max_length=120)
    email = models.EmailField("work e-mail address")
    post = models.CharField(max_length=24, choices=Post)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=10, choices=State)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    letters = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    appointment = models.OneToOneField(Appointment, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        ordering = ["organisation__name", "name"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                name="people_invitation_accepted_says_when",
                condition=Q(state="accepted", accepted_at__isnull=False)
                | (~Q(state="accepted") & Q(accepted_at__isnull=True, appointment__isnull=True)),
            ),
            models.CheckConstraint(
                name="people_invitation_sent_runs_out",
                condition=Q(state__in=["waiting", "cancelled"]) | Q(expires_at__isnull=False),
            ),
            models.UniqueConstraint(
                Lower("email"),
                "post",
                "organisation",
                condition=Q(state__in=["waiting", "sent"]),
                name="people_invitation_one_pending",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_post_display()}, {self.organisation}"

    @property
    def is_pending(self) -> bool:
        return self.state in (self.State.WAITING, self.State.SENT)

    @property
    def has_run_out(self) -> bool:
        return self.state == self.State.SENT and self.expires_at <= timezone.now()

    @property
    def link(self) -> str:
        token = _signer.sign(f"{self.pk}-{self.letters}")
        return settings.SITE_ADDRESS + reverse("invitation", args=[token])

    def why_over(self) -> str:
        """Why it can no longer be accepted, for the person who opens the link; empty while it can."""
        if self.state == self.State.ACCEPTED:
            return "This invitation has been accepted."
        if self.state != self.State.SENT:
            return "This invitation has been cancelled."
        if self.has_run_out:
            return f"This invitation ran out on {timezone.localtime(self.expires_at):%-d %B %Y}."
        if self.ends and self.ends < timezone.localdate():
            return f"The post was to end on {self.ends:%-d %B %Y}, and that day has passed."
        return ""


class AccessRequest(models.Model):
    """Somebody asks to come in. The address is proved by the invitation's link, if one follows."""

    class State(models.TextChoices):
        OPEN = "open", "Waits for an answer"
        APPROVED = "approved", "Invited"
        REFUSED = "refused", "Refused"

    name = models.CharField("your name", max_length=120)
    email = models.EmailField("work e-mail address")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="requests", verbose_name="council or partner"
    )
    post = models.CharField(max_length=24, choices=Post)
    why = models.CharField("why you need to come in", max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    invitation = models.OneToOneField(
        Invitation, null=True, on_delete=models.SET_NULL, related_name="request"
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                name="people_accessrequest_decided_says_when",
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
            ),
            models.UniqueConstraint(
                Lower("email"),
                "post",
                "organisation",
                condition=Q(state="open"),
                name="people_accessrequest_one_open",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_post_display()}, {self.organisation}"
