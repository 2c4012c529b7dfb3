import calendar
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Literal

Precision = Literal["day", "month", "year"]


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year, with what is said of it: "May 2019, to be announced".

    It sorts by the last day it can mean, so a month comes after the days in it.
    """

    year: int
    month: int | None = None
    day: int | None = None
    note: str = ""

    def __post_init__(self):
        if self.day is not None and not self.month:
            raise ValueError("A day needs its month.")
        if self.day == 0 or self.month == 0:
            raise ValueError("Days and months are counted from one.")
        self.last_day()  # raises for a day that does not exist

    def __str__(self) -> str:
        parts = [self.day and str(self.day), self.month and calendar.month_name[self.month], str(self.year)]
        written = " ".join(part for part in parts if part)
        return f"{written}, {self.note}" if self.note else written

    def __lt__(self, other) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def _order(self):
        return (self.last_day(), not self.day, not self.month, self.note)

    @property
    def precision(self) -> Precision:
        if self.day:
            return "day"
        return "month" if self.month else "year"

    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
