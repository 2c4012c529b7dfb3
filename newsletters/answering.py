"""What a person may answer, and what was answered, ready for a page."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from newsletters.actions.answers import ANSWERS_WANTED, councils_of, has_passed, may_answer
from newsletters.copies import ActionCopy, AnyUser, Showing
from newsletters.models import Answer, EditionAction
from seslip.people.models import Circle, Organisation


@dataclass(frozen=True, slots=True)
class Row:
    """An action on the page, with what the reader's council said to it and may say."""

    action: EditionAction
    copy: ActionCopy
    headline: str
    circles: list[Circle]
    answer: Answer | None
    choices: tuple[Answer.Says, ...]


class Answering:
    """Somebody who may answer for one council or several; one of them is chosen at a time."""

    def __init__(self, user: AnyUser, chosen: str = ""):
        self.councils = councils_of(user)
        named = [council for council in self.councils if council.slug == chosen]
        self.council: Organisation | None = next(iter(named + self.councils), None)

    @property
    def others(self) -> list[Organisation]:
        return [council for council in self.councils if council != self.council]

    @cached_property
    def _members(self) -> set[Organisation]:
        return set(Organisation.objects.members())

    def may_answer(self, action: EditionAction) -> bool:
        return self.council is not None and may_answer(action, self.council, self._members)

    def rows(self, actions: list[EditionAction], showing: Showing) -> list[Row]:
        given = self._given(actions)
        return [
            Row(
                action=action,
                copy=showing.action(action),
                headline=showing.words(action.edition_item.programme),
                circles=_circles_of(action),
                answer=given.get(action.origin_id),
                choices=self._choices(action, showing.day),
            )
            for action in actions
        ]

    def _choices(self, action: EditionAction, day: dt.date) -> tuple[Answer.Says, ...]:
        open_to_answer = self.may_answer(action) and not has_passed(action, day)
        return ANSWERS_WANTED[action.wants] if open_to_answer else ()

    def _given(self, actions: list[EditionAction]) -> dict[int, Answer]:
        if self.council is None:
            return {}
        given = Answer.objects.filter(
            council=self.council, action__in=[action.origin_id for action in actions]
        )
        return {answer.action_id: answer for answer in given}


def _circles_of(action: EditionAction) -> list[Circle]:
    """Whoever sees an action is in the circle of its Update and in that of its item."""
    holders = (action.edition_item.edition.update, action.edition_item.item)
    return list({holder.audience_id: holder.audience for holder in holders}.values())


def answers_to(action: EditionAction) -> dict:
    """Each council asked, with its answer: those who were members on that day, or those named.

    The day is the action's own once it has passed, today until then.
    """
    today = timezone.localdate()
    day = min(action.by_when or today, today)
    given = {answer.council_id: answer for answer in _given_by_all(action)}
    asked = _asked(action, day)
    silent = [council for council in asked if council.pk not in given]
    return {
        "asked": [(council, given.pop(council.pk, None)) for council in asked],
        "silent": silent,
        "answered": len(asked) - len(silent),
        "others": list(given.values()),
    }


def _given_by_all(action: EditionAction):
    return Answer.objects.filter(action=action.origin_id).select_related("council", "by__person")


def _asked(action: EditionAction, day: dt.date) -> list[Organisation]:
    if action.who == action.origin.Who.NAMED:
        return list(action.origin.councils.all())
    return list(Organisation.objects.members(day))
