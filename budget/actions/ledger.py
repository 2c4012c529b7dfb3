"""Entering in the ledger, and undoing by reversal. Nothing that was entered is ever changed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum

from budget import accounts
from budget.models import Account, Book, BookYear, Commitment, Entry, Income, Line, Nought, Posting, Project
from budget.money import words as money
from seslip.audit.actions import record
from seslip.people.models import Circle, Organisation, User
from seslip.refusals import Refused
from workstreams.years import first_day, last_day

WHY = "the ledger's own work, for whoever may enter"


@dataclass(frozen=True)
class Transfer:
    """So many pence from one account to another of the same fund."""

    source: Account
    target: Account
    pence: int


def book_year(book: str, year: str) -> BookYear:
    """The book, held until the end of the transaction: whoever enters at the same moment waits their turn."""
    found, _ = BookYear.objects.get_or_create(book=book, year=year)
    return BookYear.objects.select_for_update().get(pk=found.pk)


@transaction.atomic
def enter(
    *,
    book: str,
    year: str,
    sort: str,
    day: dt.date,
    words: str,
    transfers: Iterable[Transfer],
    by: User | None,
    audience: Circle | None = None,
    reverses: Entry | None = None,
    cites: Entry | None = None,
    import_hash: str = "",
) -> Entry:
    """An entry with its postings, all of them or nothing."""
    transfers = list(transfers)
    held = book_year(book, year)
    _allowed(held, day, transfers)
    entry = Entry.objects.create(
        book_year=held,
        sort=sort,
        day=day,
        words=words[:300],
        audience=audience or Circle.objects.members(),
        reverses=reverses,
        cites=cites,
        import_hash=import_hash,
        by=by,
    )
    Posting.objects.bulk_create(
        Posting(entry=entry, source=each.source, target=each.target, pence=each.pence) for each in transfers
    )
    if book == Book.ACTUAL:
        _nothing_restricted_is_overdrawn(held, transfers)
    record("entered in the ledger", by=by, on=entry, book=book, year=year, sort=sort)
    return entry


def _allowed(held: BookYear, day: dt.date, transfers: list[Transfer]) -> None:
    if held.closed_on:
        raise Refused(f"{held} was closed on {held.closed_on:%-d %B %Y}. Enter it in the year that is open.")
    if not first_day(held.year) <= day <= last_day(held.year):
        raise Refused(f"{day:%-d %B %Y} is not in {held.year}.")
    if not transfers:
        raise Refused("An entry moves some money.")
    for each in transfers:
        if each.pence <= 0:
            raise Refused("An amount is above nought. To undo an entry, reverse it.")
        if each.source.fund_id != each.target.fund_id:
            raise Refused(f"Money of {each.source.fund} stays in that fund.")
        if each.source == each.target:
            raise Refused("Money moves from one account to another.")


def _nothing_restricted_is_overdrawn(held: BookYear, transfers: list[Transfer]) -> None:
    """Money that was given for a purpose cannot be spent before it is there."""
    for fund in {each.source.fund for each in transfers if each.source.fund.is_restricted}:
        left = balance(accounts.held(fund), held)
        if left < 0:
            raise Refused(f"{fund} would be overdrawn by {money(-left)}. Enter what came in first.")


def balance(account: Account, held: BookYear) -> int:
    """What an account has in a book of a year: into it less out of it."""
    postings = Posting.objects.filter(entry__book_year=held)
    into, out = (
        postings.filter(**{side: account}).aggregate(sum=Sum("pence"))["sum"] or 0
        for side in ("target", "source")
    )
    return into - out


def reverse(*, entry: Entry, reason: str, by: User | None, day: dt.date | None = None) -> Entry:
    """The same postings the other way round, in the same book; once."""
    if Entry.objects.unscoped(WHY).filter(reverses=entry).exists():
        raise Refused("This entry has been reversed already.")
    if entry.sort in (Entry.Sort.CLOSING, Entry.Sort.REVERSAL):
        raise Refused("A closing or a reversal is not reversed. Enter what is right instead.")
    if not reason.strip():
        raise Refused("Say why it is reversed.")
    return enter(
        book=entry.book_year.book,
        year=entry.book_year.year,
        sort=Entry.Sort.REVERSAL,
        day=day or entry.day,
        words=f"Reversed: {reason}",
        transfers=[
            Transfer(each.target, each.source, each.pence)
            for each in entry.postings.select_related("source__fund", "target__fund")
        ],
        audience=entry.audience,
        reverses=entry,
        by=by,
    )


def receive(
    *,
    book: str,
    year: str,
    income: Income,
    pence: int,
    day: dt.date,
    words: str,
    by: User | None,
    council: Organisation | None = None,
    audience: Circle | None = None,
    import_hash: str = "",
) -> Entry:
    """Money comes in, of a council's subscription or of another source."""
    transfer = Transfer(accounts.of_income(income, council), accounts.held(income.fund), pence)
    return enter(
        book=book,
        year=year,
        sort=Entry.Sort.INCOME,
        day=day,
        words=words,
        transfers=[transfer],
        audience=audience,
        import_hash=import_hash,
        by=by,
    )


@transaction.atomic
def spend(
    *,
    book: str,
    year: str,
    line: Line,
    pence: int,
    day: dt.date,
    words: str,
    by: User | None,
    project: Project | None = None,
    settles: Commitment | None = None,
    audience: Circle | None = None,
    import_hash: str = "",
) -> Entry:
    """Money goes out: of the programme's own fund, or of the fund of a project on that line.

    `settles` is what was promised and is paid with it.
    """
    if project and project.line_id != line.pk:
        raise Refused(f"Project {project} is on {project.line}, and not on {line}.")
    target = accounts.of_project(project) if project else accounts.of_line(line)
    if settles and settles.account_id != target.pk:
        raise Refused(f"“{settles}” was promised on {settles.account}, and not on {target}.")
    entry = enter(
        book=book,
        year=year,
        sort=Entry.Sort.SPENDING,
        day=day,
        words=words,
        transfers=[Transfer(accounts.held(target.fund), target, pence)],
        audience=audience,
        import_hash=import_hash,
        by=by,
    )
    if settles:
        settles.settled_by = entry
        settles.save(update_fields=["settled_by"])
    return entry


def state_nought(*, book: str, year: str, row: Income | Line) -> None:
    """The plan states £0 for a row, which is not the same as saying nothing."""
    name = "line" if isinstance(row, Line) else "income"
    Nought.objects.get_or_create(book_year=book_year(book, year), **{name: row})
