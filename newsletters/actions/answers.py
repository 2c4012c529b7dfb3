"""A council's answer to what an Update asks: one a council, changeable until the day."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from newsletters.models import Action, Answer, EditionAction
from seslip.audit.actions import record
from seslip.people.access import Permission
from seslip.people.models import Organisation, User
from seslip.refusals import Refused

Says = Answer.Says

ANSWERS_WANTED = {
    Action.Wants.NOTHING: (),
    Action.Wants.DONE: (Says.DONE, Says.NOT_FOR_US),
    Action.Wants.INTEREST: (Says.TAKING_PART, Says.NOT_FOR_US),
}


def councils_of(user) -> list[Organisation]:
    """The councils this person may answer for, by the posts held or acted for today."""
    if not user.is_authenticated:
        return []
    places = user.organisations_where_may(Permission.ANSWER_FOR_COUNCIL)
    return [place for place in places if place.kind == Organisation.Kind.COUNCIL]


def may_answer(action: EditionAction, council: Organisation, members: Collection[Organisation]) -> bool:
    """Whether an answer of this council is wanted: of those named, of each member, or of whoever it concerns.

    `members` are today's members of the alliance, asked for once by the caller.
    """
    if action.origin is None or action.wants == Action.Wants.NOTHING:
        return False
    if action.who == Action.Who.NAMED:
        return council in action.origin.councils.all()
    return action.who == Action.Who.READERS or council in members


def has_passed(action: EditionAction, day: dt.date | None = None) -> bool:
    return action.by_when is not None and action.by_when < (day or timezone.localdate())


@transaction.atomic
def answer(*, action: EditionAction, council: Organisation, says: Says, note: str, by: User) -> Answer:
    """Say for a council what it makes of an action that `by` may see; a second answer replaces the first."""
    members = Organisation.objects.members()
    if council not in councils_of(by) or not may_answer(action, council, members):
        raise Refused(f"You cannot answer this for {council}.")
    if has_passed(action):
        raise Refused(
            f"The day for this, {action.by_when:%-d %B %Y}, has passed. Please write to us instead."
        )
    if says not in ANSWERS_WANTED[action.wants]:
        raise Refused("Choose one of the answers offered.")
    given, _ = Answer.objects.update_or_create(
        action_id=action.origin_id, council=council, defaults={"says": says, "note": note, "by": by}
    )
    acting_for = by.acting_for(Permission.ANSWER_FOR_COUNCIL, council)
    record("action answered", by=by, on=action.origin, acting_for=acting_for, council=council.pk, says=says)
    return given
