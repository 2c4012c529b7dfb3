"""What the budget knows of a workstream: its money by fund, for its page and for the list."""

from collections import defaultdict
from dataclasses import dataclass

from budget import sums
from budget.models import Account, Book, BookYear, Line
from budget.money import words
from seslip.registry import Part
from workstreams.models import Workstream


@dataclass(frozen=True)
class Row:
    """A row of the budget with what each fund gives, in pence; or the row its money stands on."""

    line: Line
    shares: list[tuple[str, int]]
    others: str

    @property
    def sends_to(self) -> Line | None:
        return self.line.sends_to

    @property
    def is_shared(self) -> bool:
        return bool(self.others)

    @property
    def total(self) -> int:
        return sum(amount for _, amount in self.shares)


def money_of(workstream: Workstream, user) -> Part:
    """For the workstream's own page."""
    lines = Line.objects.filter(workstreams=workstream).select_related("sends_to")
    lines = list(lines)
    shares = _shares(workstream.plan.year)
    rows = [Row(line, sorted(shares[line.pk]), _others(line, workstream)) for line in lines]
    return Part("budget/_money.html", {"rows": rows, "year": workstream.plan.year})


def _others(line: Line, workstream: Workstream) -> str:
    numbers = line.workstreams.through.objects.filter(line=line).exclude(workstream=workstream)
    found = numbers.order_by("workstream__number").values_list("workstream__number", flat=True)
    return " and ".join(f"line {number}" for number in found)


def _shares(year: str) -> defaultdict[int, list[tuple[str, int]]]:
    """By row of the budget: each fund or project with what it gives."""
    shares: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for move in sums.moved(BookYear.objects.filter(book=Book.BUDGET, year=year).first()):
        if move.account.line_id and move.net:
            shares[move.account.line_id].append((_name(move.account), move.net))
    return shares


def _name(account: Account) -> str:
    return f"{account.fund}, project {account.project}" if account.project_id else account.fund.name


def words_by_workstream(workstreams: list[Workstream], user) -> dict[int, str]:
    """For the list: what the budget has for each; nothing for one whose money stands on another line."""
    years = {workstream.plan.year for workstream in workstreams}
    spent: dict[int, int] = {}
    for book_year in BookYear.objects.filter(book=Book.BUDGET, year__in=years):
        spent |= sums.by_line(sums.moved(book_year))
    pairs = Line.workstreams.through.objects.filter(workstream__in=[each.pk for each in workstreams])
    elsewhere = pairs.filter(line__sends_to__isnull=False).values("workstream")
    totals: dict[int, int] = defaultdict(int)
    for line, workstream in pairs.exclude(workstream__in=elsewhere).values_list("line", "workstream"):
        totals[workstream] += spent.get(line, 0)
    return {workstream: words(amount) for workstream, amount in totals.items() if amount}
