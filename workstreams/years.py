"""Financial years, as the programme writes them: "2021-22" is 1 April 2021 to 31 March 2022."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils import timezone

FORM = re.compile(r"(?:19|20)\d\d-\d\d")


def financial_year(text: str) -> None:
    """Validator: a year and the two last digits of the next."""
    if not FORM.fullmatch(text) or text != named(int(text[:4])):
        raise ValidationError("Write a financial year such as 2021-22.", code="financial_year")


def named(first: int) -> str:
    return f"{first}-{(first + 1) % 100:02}"


def year_of(day: dt.date) -> str:
    return named(day.year if day.month >= 4 else day.year - 1)


def this_year() -> str:
    return year_of(timezone.localdate())


def first_day(year: str) -> dt.date:
    return dt.date(int(year[:4]), 4, 1)


def last_day(year: str) -> dt.date:
    return dt.date(int(year[:4]) + 1, 3, 31)


def before(year: str) -> str:
    return named(int(year[:4]) - 1)


def following(year: str) -> str:
    return named(int(year[:4]) + 1)


class YearConverter:
    """A financial year in an address; with any other there is no such address."""

    regex = r"(?:19|20)\d\d-\d\d"

    def to_python(self, value: str) -> str:
        try:
            financial_year(value)
        except ValidationError as error:
            raise ValueError(value) from error
        return value

    def to_url(self, value: str) -> str:
        return value
