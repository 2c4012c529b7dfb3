"""Ending a post, and handing it over to whoever comes next."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from seslip import registry
from seslip.audit.actions import record
from seslip.people.access import POST_MAY, Permission, Post
from seslip.people.actions.delegations import end_all
from seslip.people.giving import may_end
from seslip.people.models import Appointment, Delegation, User
from seslip.refusals import Refused

HANDED_OVER = "post handed over"


@transaction.atomic
def end_post(*, appointment: Appointment, by: User) -> None:
    """From the next request on it gives nothing. The person's other posts stay as they are."""
    if not may_end(by, appointment):
        raise Refused("You cannot end this post.")
    if _is_last_who_gives_posts(appointment):
        raise Refused("Nobody else could give posts then. Invite a successor first.")
    _end(appointment, by)


def _end(appointment: Appointment, by: User) -> None:
    appointment.end_at_once()
    acting_for = by.acting_for(Permission.KEEP_COUNCIL, appointment.organisation)
    record("post ended", by=by, on=appointment, acting_for=acting_for)
    ended_with_it = Q(appointment=appointment)
    if not _still_there(appointment):
        ended_with_it |= Q(to=appointment.person, appointment__organisation=appointment.organisation)
    end_all(Delegation.objects.filter(ended_with_it), by=by)
    for holder in _directors_today().filter(organisation=appointment.organisation_id):
        succeed(new=holder, by=by)


def _still_there(appointment: Appointment) -> bool:
    """Whether they hold another post at the same council."""
    held = Appointment.objects.current().filter(
        person=appointment.person_id, organisation=appointment.organisation_id
    )
    return held.exists()


def _is_last_who_gives_posts(appointment: Appointment) -> bool:
    givers = [post for post, may in POST_MAY.items() if Permission.GIVE_POSTS in may]
    if appointment.post not in givers:
        return False
    # Held until the post has ended: two who end each other's at once are one after the other.
    held = Appointment.objects.filter(post__in=givers).order_by("pk").select_for_update(of=("self",))
    everybody = set(held.values_list("pk", flat=True))
    others = Appointment.objects.current().filter(pk__in=everybody).exclude(pk=appointment.pk)
    return not others.filter(person__user__is_active=True).exists()


@transaction.atomic
def hand_over(*, old: Appointment, new: Appointment, by: User | None) -> None:
    """What the post owned, rather than the person, goes to whoever holds it next; areas bring theirs.

    Invitations, requests and reviews are the council's and need no handing over.
    """
    if (old.post, old.organisation_id) != (new.post, new.organisation_id) or old.person_id == new.person_id:
        raise Refused("A post is handed over to somebody else who holds the same post there.")
    new.took_over_from = old
    new.save(update_fields=["took_over_from"])
    record(HANDED_OVER, by=by, on=new, old=old.pk)
    end_all(Delegation.objects.filter(appointment=old), by=by)
    for bring in registry.offered(HANDED_OVER):
        bring(old=old, new=new, by=by)


def _directors_today():
    return Appointment.objects.current().filter(post=Post.DCS).select_related("person", "organisation")


def hand_over_to_new_directors() -> int:
    """For the clock: once the last director has gone and the new one's post has begun. Twice is once."""
    return sum(succeed(new=holder, by=None) for holder in _directors_today())


def succeed(*, new: Appointment, by: User | None) -> bool:
    """A new director takes over from the last, once: when that one has gone and the post has begun."""
    today = timezone.localdate()
    if new.post != Post.DCS or new.starts > today or new.took_over_from_id:
        return False
    others = Appointment.objects.filter(post=new.post, organisation=new.organisation).exclude(
        person=new.person
    )
    old = others.filter(ends__lt=today).order_by("-ends").first()
    if old is None or others.current().exists():
        return False
    hand_over(old=old, new=new, by=by)
    return True
