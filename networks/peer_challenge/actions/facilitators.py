"""Naming and ending the facilitators of a round."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.models import Facilitator, Place, Round
from networks.peer_challenge.running import require_team
from seslip.audit.actions import record
from seslip.people.models import Appointment, Person, User
from seslip.refusals import Refused


@transaction.atomic
def name_facilitator(
    *, round_: Round, person: Person, by: User, starts: dt.date | None = None, ends: dt.date | None = None
) -> Facilitator:
    """The team names somebody else, who holds no post at a council of the round."""
    require_team(by)
    if person.user_id == by.pk:
        raise Refused("Nobody names themselves. Somebody else of the programme team has to do it.")
    round_ = lock(round_)
    if posts := conflicts(round_, [person.pk]):
        raise Refused(f"{person} holds a post at {posts[0].organisation}, which takes part in this round.")
    starts = starts or timezone.localdate()
    if ends and ends < max(starts, timezone.localdate()):
        raise Refused("The last day is before the first, or has passed.")
    if Facilitator.objects.filter(round=round_, person=person).exclude(ends__lt=starts).exists():
        raise Refused(f"{person} is named for this time already.")
    named = Facilitator.objects.create(round=round_, person=person, starts=starts, ends=ends, named_by=by)
    record("facilitator named", by=by, on=named, round=round_.pk, person=person.pk)
    return named


@transaction.atomic
def end_facilitator(*, facilitator: Facilitator, by: User) -> None:
    """At once: yesterday was the last day. Whoever was named today leaves only the record."""
    require_team(by)
    record(
        "facilitator ended", by=by, on=facilitator, round=facilitator.round_id, person=facilitator.person_id
    )
    today = timezone.localdate()
    if facilitator.starts >= today:
        facilitator.delete()
        return
    facilitator.ends = today - dt.timedelta(days=1)
    facilitator.save(update_fields=["ends"])


def conflicts(round_: Round, people: Collection[int]) -> list[Appointment]:
    """The posts that these people hold, today or later, at councils of the round."""
    councils = Place.objects.unscoped("conflicts of facilitators").filter(round=round_).values("council")
    posts = Appointment.objects.exclude(ends__lt=timezone.localdate())
    return list(
        posts.filter(person__in=people, organisation__in=councils).select_related("organisation", "person")
    )
