"""Sums of the ledger, worked out in the database: as many queries for 100,000 postings as for one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum

from budget.models import Account, BookYear, Entry, Posting

WHY = "the totals of the budget are public, whoever may read its entries"


@dataclass(frozen=True)
class Moved:
    """What moved on an account, in pence: into it less out of it."""

    account: Account
    net: int


def moved(book_year: BookYear | None, entries=None) -> list[Moved]:
    """Every account with what its entries moved. Closings are left out: they end the year.

    `entries` narrows to those somebody may read; without it all count.
    """
    if book_year is None:
        return []
    counted = Q(entry__book_year=book_year) & ~Q(entry__sort=Entry.Sort.CLOSING)
    if entries is not None:
        counted &= Q(entry__in=entries)
    net: dict[int, int] = defaultdict(int)
    for side, sign in (("target", 1), ("source", -1)):
        sums = Posting.objects.filter(counted).order_by().values_list(side).annotate(sum=Sum("pence"))
        for account, amount in sums:
            net[account] += sign * amount
    accounts = Account.objects.select_related("fund", "income", "line", "project").in_bulk(net)
    return [Moved(accounts[pk], amount) for pk, amount in net.items()]


def held_of(moves: Iterable[Moved]) -> dict[int, int]:
    """What each fund holds, by its key: what came in less what was spent."""
    return {move.account.fund_id: move.net for move in moves if move.account.kind == Account.Kind.HELD}


def by_line(moves: Iterable[Moved]) -> dict[int, int]:
    """What was spent on each line, through projects and without, by its key."""
    spent: dict[int, int] = defaultdict(int)
    for move in moves:
        if move.account.line_id:
            spent[move.account.line_id] += move.net
    return dict(spent)


def by_income(moves: Iterable[Moved]) -> dict[int, int]:
    """What came in from each source, by its key."""
    got: dict[int, int] = defaultdict(int)
    for move in moves:
        if move.account.income_id:
            got[move.account.income_id] -= move.net
    return dict(got)


def brought_forward(moves: Iterable[Moved]) -> int:
    return -sum(move.net for move in moves if move.account.kind == Account.Kind.FORWARD)
