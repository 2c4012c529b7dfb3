"""The portal's administrator inside the room: with a reason, for an hour, for every director to see."""

from django.db import transaction
from django.utils import timezone

from networks.peer_challenge.models import EmergencyAccess
from networks.peer_challenge.models.watch import AT_MOST
from seslip import mail
from seslip.audit.actions import record
from seslip.people.access import Post
from seslip.people.models import Appointment, Organisation, User


@transaction.atomic
def enter(*, reason: str, by: User) -> EmergencyAccess:
    """Open the room for an hour. Every director of a member council is told by letter that it was done.

    One is open at a time: whoever enters again, or twice at once, leaves the earlier one.
    """
    User.objects.select_for_update().get(pk=by.pk)
    close(by=by)
    entry = EmergencyAccess.objects.create(by=by, reason=reason, ends_at=timezone.now() + AT_MOST)
    record("entered in an emergency", by=by, on=entry)
    for address in _directors():
        transaction.on_commit(mail.room_entered(to=address).send)
    return entry


@transaction.atomic
def close(*, by: User) -> None:
    """End it before the hour is over."""
    for entry in EmergencyAccess.objects.open().filter(by=by).select_for_update():
        entry.closed_at = timezone.now()
        entry.save(update_fields=["closed_at"])
        record("left after an emergency", by=by, on=entry)


def _directors() -> list[str]:
    posts = Appointment.objects.current().filter(
        post=Post.DCS,
        organisation__in=Organisation.objects.members().values("pk"),
        person__user__is_active=True,
    )
    return sorted(set(posts.values_list("person__user__email", flat=True)))
