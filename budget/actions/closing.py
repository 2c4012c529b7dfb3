"""Closing a year: what each fund has left is carried into the next, and the book takes nothing more."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from budget import accounts, sums
from budget.actions.ledger import Transfer, book_year, enter
from budget.models import Book, Entry, Fund
from seslip.audit.actions import record
from seslip.people.models import Circle, User
from seslip.refusals import Refused
from workstreams.years import first_day, following, last_day

# Which book of the next year opens with what this one has left.
OPENS = {Book.FORECAST: Book.BUDGET, Book.ACTUAL: Book.ACTUAL}


@transaction.atomic
def close_year(*, book: str, year: str, by: User | None, opens: bool = True) -> list[Entry]:
    """A closing entry, and the opening of the next year that cites it; each fund keeps its own."""
    held = book_year(book, year)
    if held.closed_on:
        raise Refused(f"{held} is closed already.")
    left = {fund: amount for fund, amount in sums.held_of(sums.moved(held)).items() if amount}
    funds = Fund.objects.in_bulk(left)
    entries = []
    if left:
        closing = _carry(book, year, Entry.Sort.CLOSING, last_day(year), left, funds, by)
        entries.append(closing)
        if opens and book in OPENS:
            entries.append(_open(OPENS[book], year, closing, left, funds, by))
    held.closed_on = timezone.localdate()
    held.save(update_fields=["closed_on"])
    record("year closed", by=by, on=held, book=book, year=year)
    return entries


def _open(book: str, year: str, closing: Entry, left: dict[int, int], funds, by: User | None) -> Entry:
    new = following(year)
    back = {fund: -amount for fund, amount in left.items()}
    return _carry(book, new, Entry.Sort.OPENING, first_day(new), back, funds, by, cites=closing)


def _carry(
    book: str, year: str, sort: str, day: dt.date, left: dict[int, int], funds, by, cites: Entry | None = None
) -> Entry:
    """Above nought: out of what is held, to be carried forward; below: back."""
    return enter(
        book=book,
        year=year,
        sort=sort,
        day=day,
        words=Entry.Sort(sort).label,
        transfers=[_transfer(funds[fund], amount) for fund, amount in left.items()],
        audience=Circle.objects.everyone(),
        cites=cites,
        by=by,
    )


def _transfer(fund: Fund, amount: int) -> Transfer:
    source, target = accounts.held(fund), accounts.forward(fund)
    return Transfer(source, target, amount) if amount > 0 else Transfer(target, source, -amount)
