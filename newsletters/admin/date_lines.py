"""The dates of an item as she types them: one a line, such as "Friday 5 June 2020 – meeting"."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from newsletters.dates import find_dates
from newsletters.models import ItemDate
from newsletters.proposals import item_date

EDGES = " \t,;:–—-()"
LEADING_BY = re.compile(r"\b(?:by|until|deadline|no later than|closes?|due)\W*$", re.IGNORECASE)
# "Triad 1 – Thursday 28 February": the number belongs to the triad, not to the days.
NUMBERED = re.compile(r"\d+\s*[–—-]\s*(?=Mon|Tue|Wed|Thu|Fri|Sat|Sun)")

YEAR_FIRST = re.compile(r"(?P<by>by\s+)?(?P<year>20\d\d)(?!\d)", re.IGNORECASE)


def read_line(line: str, reference: dt.date) -> ItemDate | None:
    """The date a line begins with or holds, and what the rest of the line says of it."""
    found = next((date for date in find_dates(line, reference) if date.exists), None)
    if found is None:
        return _year_alone(line)
    numbered = NUMBERED.match(found.words)
    start = found.start + (numbered.end() if numbered else 0)
    before, after = line[:start].strip(EDGES), line[found.end :].strip(EDGES)
    is_deadline = found.kind == "deadline" or bool(LEADING_BY.search(before))
    begins = f"from {found.first.partial}" if found.first and not numbered else ""
    parts = (begins, LEADING_BY.sub("", before).strip(EDGES), after)
    return item_date(found, is_deadline=is_deadline, about=", ".join(part for part in parts if part))


def _year_alone(line: str) -> ItemDate | None:
    """ "2027 – the review begins": a year by itself says little, but it is a value."""
    match = YEAR_FIRST.match(line)
    if not match:
        return None
    kind = ItemDate.Kind.DEADLINE if match["by"] else ItemDate.Kind.EVENT
    return ItemDate(kind=kind, year=int(match["year"]), about=line[match.end() :].strip(EDGES)[:200])


def written(date: ItemDate) -> str:
    """The line that `read_line` reads as this date."""
    weekday = f"{date.last_day:%A} " if date.day else ""
    by = "by " if date.kind == ItemDate.Kind.DEADLINE else ""
    about = f" – {date.about}" if date.about else ""
    return f"{by}{weekday}{date.partial}{about}"


class DateLinesField(forms.CharField):
    """Lines of dates; cleaned into ItemDates not yet saved. A line without a date is named, never dropped."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.reference = None

    def to_python(self, value) -> list[ItemDate]:
        lines = [line.strip() for line in (value or "").splitlines() if line.strip()]
        reference = self.reference or timezone.localdate()
        dates = [(line, read_line(line, reference)) for line in lines]
        wrong = [line for line, date in dates if date is None]
        if wrong:
            raise ValidationError(
                [f"There is no date in “{line}”. Write one such as 5 June 2020." for line in wrong]
            )
        return [date for _, date in dates]

    def validate(self, value):
        if len(value) > 60:
            raise ValidationError("These are more than 60 dates. Keep those that readers need.")

    def run_validators(self, value):
        """Nothing more: the lines have been read."""

    def has_changed(self, initial, data) -> bool:
        return (initial or "").splitlines() != (data or "").strip().splitlines()
