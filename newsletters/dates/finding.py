import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice, pairwise

from .cues import (
    SAVE_THE_DATE,
    TO_BE_ANNOUNCED,
    Kind,
    kind_by_nouns,
    kind_by_words,
    sentence_around,
    settled_kind,
)
from .forms import written_dates
from .partial import PartialDate, Precision

MOST = 500  # dates in one text: more are no news
RANGE = re.compile(r"[^\S\n]*(?:–|—|-|to|until|till)[^\S\n]*")
SHARED_YEAR = re.compile(r"[^\S\n]*(?:–|—|-|to|until|till|and|or|&|,)[^\S\n]*(?:on[^\S\n]+)?")

LISTED = re.compile(r"[\s,;&/•–-]*(?:(?:and|or)\s+)?(?:on\s+)?")


@dataclass(frozen=True)
class FoundDate:
    """A date in a text. Of several days ("5–6 June") `partial` is the last and `first` the beginning."""

    start: int
    end: int
    words: str
    partial: PartialDate
    weekday: int | None = None  # as `date.weekday()` counts
    is_tba: bool = False
    is_save_the_date: bool = False
    kind: Kind = "event"
    is_said: bool = False  # whether words around it say its kind
    exists: bool = True  # False for "31 June", which is taken as June
    first: "FoundDate | None" = field(default=None, compare=False)

    @property
    def day(self) -> date | None:
        return self.partial.last_day() if self.partial.day else None

    @property
    def year(self) -> int:
        return self.partial.year

    @property
    def month(self) -> int | None:
        return self.partial.month

    @property
    def precision(self) -> Precision:
        return self.partial.precision

    @property
    def last_day(self) -> date:
        return self.partial.last_day()

    @property
    def is_to_come(self) -> bool:
        """Whether the text speaks of something to attend or to do, whatever the day."""
        return self.kind in ("event", "deadline")

    @property
    def weekday_disagrees(self) -> bool:
        return self.weekday is not None and self.day is not None and self.day.weekday() != self.weekday


def find_dates(text: str, reference: date) -> list[FoundDate]:
    """The dates in `text`, in its order, as a reader on `reference` understands them.

    `text` has one paragraph or list item a line, list items marked "• ", "- " or "1. ". A date without a
    year is in the year that fits best, and the words around it say what kind of date it is.
    """
    written = list(islice(written_dates(text), MOST))
    _share_years(text, written)
    found: list[FoundDate] = []
    for parts in written:
        each = _found(text, parts, reference)
        if each:
            goes_on = found and "year" not in parts and _goes_on(text, found[-1], each, reference)
            found.append(_a_year_later(each) if goes_on else each)
    found = _joined(text, found)
    begin_next = [*(each.start for each in found[1:]), len(text)]
    return [_judged(text, each, until, reference) for each, until in zip(found, begin_next, strict=False)]


def expiry(found: Iterable[FoundDate]) -> date | None:
    """The last day of the last thing to come; None when the dates only say when something was."""
    return max((each.last_day for each in found if each.is_to_come), default=None)


def _share_years(text: str, written: list[dict]) -> None:
    """In "5 March and 9 June 2015" the first has the year of the second, or over New Year the one before."""
    for parts, following in reversed(list(pairwise(written))):
        between = text[parts["end"] : following["start"]]
        is_shared = "year" not in parts and {"year", "month"} <= following.keys()
        if is_shared and SHARED_YEAR.fullmatch(between):
            parts["year"] = following["year"] - (parts["month"] > following["month"])


def _goes_on(text: str, before: FoundDate, each: FoundDate, reference: date) -> bool:
    """In a list of days to come ("10 November, 19 January") the days go on into the next year."""
    is_list = LISTED.fullmatch(text, before.end, each.start)
    if not is_list or not each.day or not each.last_day < reference <= before.last_day:
        return False
    return _a_year_later(each).last_day - before.last_day < timedelta(days=150)


def _a_year_later(found: FoundDate) -> FoundDate:
    try:
        later = replace(found.partial, year=found.year + 1)
    except ValueError:  # 29 February
        return found
    return replace(found, partial=later, first=found.first and _a_year_later(found.first))


def _found(text: str, parts: dict, reference: date) -> FoundDate | None:
    place = (parts["start"], parts["end"], text[parts["start"] : parts["end"]])
    stated = parts.get("last_weekday", parts.get("weekday_after", parts.get("weekday")))
    try:
        last = _partial(parts, parts.get("day"), stated, reference)
        if parts["is_week"]:
            monday = FoundDate(*place, last, parts.get("weekday"))
            return FoundDate(*place, _whole(last.last_day() + timedelta(days=6)), first=monday)
        if "first_day" in parts:
            first = FoundDate(*place, replace(last, day=parts["first_day"]), parts.get("weekday"))
            return FoundDate(*place, last, parts.get("last_weekday"), first=first)
    except ValueError:
        return _no_such_day(place, parts, reference)
    return FoundDate(*place, last, stated)


def _no_such_day(place: tuple, parts: dict, reference: date) -> FoundDate | None:
    """ "31 June" is understood as June and known to be wrong; "19/30/2023" is no date at all."""
    if not 1 <= parts["month"] <= 12 or not 1 <= parts["day"] <= 31:
        return None
    return FoundDate(*place, _partial(parts, None, None, reference), exists=False)


def _whole(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _partial(parts: dict, day: int | None, weekday: int | None, reference: date) -> PartialDate:
    if "year" in parts:
        return PartialDate(parts["year"], parts.get("month"), day)
    return _in_likely_year(parts["month"], day, weekday, reference)


def _in_likely_year(month: int, day: int | None, weekday: int | None, reference: date) -> PartialDate:
    """The year nearest the reference. An Update speaks of what is to come, so a day gone counts double;
    and a day gone whose weekday is only right next year is next year's."""
    choices = _years_around(month, day, reference)
    nearest = min(choices, key=lambda choice: _distance(choice.last_day(), reference))
    if day is None or weekday is None or nearest.last_day() >= reference:
        return nearest
    right = [each for each in choices if each >= nearest and each.last_day().weekday() == weekday]
    return right[0] if right else nearest


def _years_around(month: int, day: int | None, reference: date) -> list[PartialDate]:
    choices = []
    for year in range(reference.year - 1, reference.year + 2):
        with suppress(ValueError):  # 29 February is not in every year
            choices.append(PartialDate(year, month, day))
    if not choices:
        raise ValueError("No such day.")
    return choices


def _distance(day: date, reference: date) -> int:
    days = (day - reference).days
    return days if days >= 0 else -2 * days


def _joined(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Two dates that are the ends of one span ("30 May – 2 June", "between … and …") are one."""
    joined: list[FoundDate] = []
    for each in found:
        if joined and _is_span(text, joined[-1], each):
            begins = joined.pop()
            words = text[begins.start : each.end]
            each = replace(each, start=begins.start, words=words, first=begins.first or begins)
        joined.append(each)
    return joined


def _is_span(text: str, begins: FoundDate, ends: FoundDate) -> bool:
    between = text[begins.end : ends.start]
    if begins.last_day > ends.last_day:
        return False
    opened = re.search(r"\bbetween\s+$", text[: begins.start], re.IGNORECASE)
    return bool(RANGE.fullmatch(between) or (opened and between.strip() == "and"))


def _judged(text: str, found: FoundDate, until: int, reference: date) -> FoundDate:
    """The date with what is said of it; what follows the next date is said of that one."""
    before, after = sentence_around(text[:until], found.start, found.end)
    if SAVE_THE_DATE.search(before) or SAVE_THE_DATE.search(after):
        found = replace(found, is_save_the_date=True, is_said=True)
    if later := TO_BE_ANNOUNCED.match(text, found.end):
        found = _announced_later(text, found, later.end())
    if found.is_tba or found.is_save_the_date:
        return found
    said = kind_by_words(before, after) or kind_by_nouns(before, found.last_day, reference)
    kind = settled_kind(said, found.last_day, reference, found.precision, before)
    return replace(found, kind=kind, is_said=said is not None)


def _announced_later(text: str, found: FoundDate, end: int) -> FoundDate:
    words = text[found.start : end]
    if words.count("(") > words.count(")") and text[end : end + 1] == ")":
        end, words = end + 1, words + ")"
    partial = replace(found.partial, note="to be announced")
    return replace(found, end=end, words=words, partial=partial, is_tba=True)
