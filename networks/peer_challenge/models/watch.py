import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from seslip.people.access import Permission, Post
from seslip.people.models import User
from seslip.times import moment

AT_MOST = dt.timedelta(hours=1)


class EmergencyQuerySet(models.QuerySet):
    def open(self):
        now = timezone.now()
        return self.filter(ends_at__gt=now).filter(Q(closed_at=None) | Q(closed_at__gt=now))

    def shown_to(self, user):
        """Who entered in an emergency, and why: every director sees it, and whoever may enter so."""
        from networks.peer_challenge.wall import insider

        if insider(user).at(Post.DCS) or user.may(Permission.ENTER_IN_AN_EMERGENCY):
            return self.select_related("by__person")
        return self.none()


class EmergencyAccess(models.Model):
    """The portal's administrator inside the room: for a reason, for an hour, for the directors to see."""

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    opened_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = EmergencyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="peer_challenge_emergency_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="peer_challenge_emergency_is_short",
                condition=Q(ends_at__lte=F("opened_at") + AT_MOST + dt.timedelta(minutes=1)),
            ),
        ]

    def __str__(self):
        return f"{self.by}, {moment(self.opened_at)}"
