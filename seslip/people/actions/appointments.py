"""Ending a post, and handing it over to whoever comes next."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from seslip import registry
from seslip.audit.actions import record
from seslip.people.access import POST_MAY, Permission, Post
from seslip.people.actions.delegations import end_all
from seslip.people.giving import Refused, may_end
from seslip.people.models import Appointment, Delegation, User


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


def _still_there(appointment: Appointment) -> bool:
    """Whether they hold another post at the same council."""
    held = Appointment.objects.current().filter(
        person=appointment.person_id, organisation=appointment.organisation_id
    )
    return held.exists()


def _is_last_who_gives_posts(appointment: Appointment) -> bool:
    givers = [post for post, may in POST_MAY.items() if Permission.GIVE_POSTS in may]
    others = Appointment.objects.current().filter(post__in=givers).exclude(pk=appointment.pk)
    return appointment.post in givers and not others.filter(person__user__is_active=True).exists()


@transaction.atomic
def hand_over(*, old: Appointment, new: Appointment, by: User) -> None:
    """What the post owned, rather than the person, goes to whoever holds it next; areas bring theirs.

    Invitations, requests and reviews are the council's and need no handing over.
    """
    if (old.post, old.organisation_id) != (new.post, new.organisation_id) or old.person_id == new.person_id:
        raise Refused("A post is handed over to somebody else who holds the same post there.")
    record("post handed over", by=by, on=new, old=old.pk)
    end_all(Delegation.objects.filter(appointment=old), by=by)
    for bring in registry.offered("post handed over"):
        bring(old=old, new=new, by=by)


def succeed(*, new: Appointment, by: User) -> None:
    """A new director takes over from the last, once that one has gone; not while both hold the post."""
    if new.post != Post.DCS:
        return
    others = Appointment.objects.filter(post=new.post, organisation=new.organisation).exclude(
        person=new.person
    )
    if others.current().exists():
        return
    old = others.filter(ends__lt=timezone.localdate() + dt.timedelta(days=1)).order_by("-ends").first()
    if old:
        hand_over(old=old, new=new, by=by)
