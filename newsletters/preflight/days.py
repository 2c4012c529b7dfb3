"""Days in the text: passed, with the wrong weekday, still to be announced, a deadline nobody watches."""

import re
from collections.abc import Iterator
from datetime import timedelta

from newsletters.dates import FoundDate

from .copy import ItemCopy, Passage, UpdateCopy
from .findings import Finding, FindingKind

LATER = re.compile(
    r"\b(?:(?:tba|tbc|tbd)\b|t\.b\.[acd]\.?|(?<!need )(?<!needs )(?<!have )(?<!has )"
    r"to be (?:announced|confirmed|advised)\b(?! (?:on|in|by|at|as)\b))",
    re.IGNORECASE,
)
WORDS_BEFORE = re.compile(r"(?:[\w’'&-]+[ ,–-]+){0,2}$")
BY = r"(?:[Bb]y|[Bb]efore|[Dd]eadline(?: is|:)?|[Nn]o later than)"
HOUR = r"(?: (?:noon|midday|close of play|\d{1,2} ?[ap]m))?"
WHEN = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Easter|Christmas|half[- ]term|week|month|term)\b"
UNDATED_DEADLINE = re.compile(
    rf"\b{BY}{HOUR}(?: on)?(?: the)?(?: end of)?(?: the)?(?: next| this)? {WHEN}(?! \d)"
)
SOME_TIME_AGO = timedelta(days=60)
LONG_AGO = timedelta(days=300)


def passed(copy: UpdateCopy) -> Iterator[Finding]:
    """Days to come that have gone. What is marked as held, published or measured is history, and so is a
    bare date of long ago; among the tools only what the text calls an event or a deadline counts."""
    for passage in copy.passages:
        for found in copy.dates_in(passage):
            if found.is_to_come and found.last_day < copy.date and not _is_history(copy, passage, found):
                yield Finding(
                    FindingKind.PASSED,
                    passage.where,
                    found.words,
                    f"{found.words} has passed by the day of this Update.",
                    "Give the new date, say that it has been held, or take it out.",
                    (passage.order, found.start),
                )


def _is_history(copy: UpdateCopy, passage: Passage, found: FoundDate) -> bool:
    if found.is_said or found.is_tba:
        return False
    is_arranged = found.weekday is not None or passage.before(found.start).endswith("on ")
    ago = LONG_AGO if is_arranged else SOME_TIME_AGO
    return passage.is_of_tool or copy.date - found.last_day > ago


def wrong_weekday(copy: UpdateCopy) -> Iterator[Finding]:
    for passage in copy.passages:
        for found in copy.dates_in(passage):
            message = _disagreement(found)
            if message:
                yield Finding(
                    FindingKind.WEEKDAY,
                    passage.where,
                    found.words,
                    message,
                    "Find out which of the two is right, and correct the other.",
                    (passage.order, found.start),
                )


def _disagreement(found: FoundDate) -> str | None:
    if not found.exists:
        return f"There is no such day as {found.words}."
    wrong = next((each for each in (found.first, found) if each and each.weekday_disagrees), None)
    if wrong is None:
        return None
    return f"“{found.words}”: {wrong.partial} is a {wrong.day:%A}."


def to_be_announced(copy: UpdateCopy) -> Iterator[Finding]:
    for passage in copy.passages:
        dates = [found for found in copy.dates_in(passage) if found.is_tba]
        for later in LATER.finditer(passage.text):
            found = next((each for each in dates if later.end() <= each.end <= later.end() + 1), None)
            words = found.words if found else _with_words_before(passage, later)
            yield Finding(
                FindingKind.TO_BE_ANNOUNCED,
                passage.where,
                words,
                f"“{words}” tells readers to wait.",
                "Fill it in if it is known by now, or say when it will be.",
                (passage.order, later.start()),
            )


def _with_words_before(passage: Passage, later: re.Match) -> str:
    return WORDS_BEFORE.search(passage.before(later.start()))[0] + later[0]


def unwatched_deadlines(copy: UpdateCopy) -> Iterator[Finding]:
    """The first deadline of each item that has no last day: one day given mends them all."""
    for item in copy.items:
        if item.expires_on is None:
            yield from list(_deadlines(copy, item))[:1]


def _deadlines(copy: UpdateCopy, item: ItemCopy) -> Iterator[Finding]:
    for passage in copy.of(item.key).values():
        dated = [
            (found.start, found.words)
            for found in copy.dates_in(passage)
            if found.kind == "deadline" and found.last_day >= copy.date
        ]
        undated = [(match.start(), match[0]) for match in UNDATED_DEADLINE.finditer(passage.text)]
        for start, words in sorted([*dated, *undated]):
            yield Finding(
                FindingKind.NO_EXPIRY,
                passage.where,
                words,
                f"The text names a deadline (“{words}”), and the item has no last day.",
                "Give the item its last day, so that it is not carried forward after it.",
                (passage.order, start),
            )
