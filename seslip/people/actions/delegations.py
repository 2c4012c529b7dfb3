"""Letting somebody act for the holder of a post, for a time."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from seslip.audit.actions import record
from seslip.people.access import Post
from seslip.people.giving import is_themselves, may_delegate, may_end_delegation
from seslip.people.models import Appointment, Delegation, Person, User
from seslip.refusals import Refused

LONGEST = dt.timedelta(days=366)
SITS_IN_THE_ROOM = (Post.DCS, Post.CHIEF_EXECUTIVE, Post.LEAD_MEMBER)


@transaction.atomic
def delegate(
    *,
    appointment: Appointment,
    to: Person,
    starts: dt.date,
    ends: dt.date,
    by: User,
    in_the_room: bool = False,
) -> Delegation:
    """From one day to another `to` may do what the post may do; in the room only if the holder says so."""
    if why := _why_not(appointment, to, starts, ends, by):
        raise Refused(why)
    if in_the_room and not may_open_the_room(by, appointment):
        raise Refused("Who sits in the peer challenge room in somebody’s place, only they themselves say.")
    delegation = Delegation.objects.create(
        appointment=appointment, to=to, starts=starts, ends=ends, in_the_room=in_the_room, made_by=by
    )
    record("delegation made", by=by, on=delegation, post=appointment.pk, to=to.pk, in_the_room=in_the_room)
    return delegation


def _why_not(appointment: Appointment, to: Person, starts, ends, by) -> str:
    if not may_delegate(by, appointment):
        return "You cannot arrange who acts for this post."
    if to.pk == appointment.person_id or is_themselves(by, person=to):
        return "Name somebody else: nobody gives themselves a post."
    if not people_to_name(appointment).filter(pk=to.pk).exists():
        return f"Name somebody who holds a post at {appointment.organisation} today."
    if ends < max(starts, timezone.localdate()):
        return "The last day is before the first, or has passed."
    if ends - starts > LONGEST:
        return "The last day is more than twelve months after the first."
    return ""


def people_to_name(appointment: Appointment) -> QuerySet[Person]:
    """Whoever else holds a post at the same council today, and has an account."""
    held = Appointment.objects.current().filter(organisation=appointment.organisation_id)
    colleagues = Person.objects.unscoped("colleagues at the council know each other's names")
    return colleagues.filter(pk__in=held.values("person"), user__isnull=False).exclude(
        pk=appointment.person_id
    )


def may_open_the_room(user: User, appointment: Appointment) -> bool:
    """Who sits in the room in somebody's place only they themselves say."""
    return appointment.post in SITS_IN_THE_ROOM and appointment.person.user_id == user.pk


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: User) -> None:
    """From the next request on the delegate no longer acts for anybody."""
    if not may_end_delegation(by, delegation):
        raise Refused("You cannot end this.")
    end_all(Delegation.objects.filter(pk=delegation.pk), by=by)


def end_all(delegations: QuerySet[Delegation], *, by: User) -> None:
    """Those that still hold, or have yet to begin."""
    for delegation in delegations.filter(ends__gte=timezone.localdate()):
        delegation.end_at_once()
        record("delegation ended", by=by, on=delegation)
