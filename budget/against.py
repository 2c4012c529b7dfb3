"""Budget against what was spent and what is promised, by line, fund, group of workstreams or council."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Sum

from budget import sums
from budget.models import Account, Book, BookYear, Commitment, Entry, Line
from budget.money import words
from workstreams.models import Plan

NOBODY = "No council or several"
NO_GROUP = "No workstream"


@dataclass(frozen=True)
class Row:
    """Pence: what the budget has, what was spent, what is promised; `left` may be below nought."""

    name: str
    budget: int
    spent: int
    promised: int

    @property
    def left(self) -> int:
        return self.budget - self.spent - self.promised

    @property
    def is_over(self) -> bool:
        return self.left < 0


class Against:
    """The figures of a plan's year as one person may see them: the entries and promises for their circles."""

    def __init__(self, plan: Plan, user):
        self.plan = plan
        books = {each.book: each for each in BookYear.objects.filter(year=plan.year)}
        actual = books.get(Book.ACTUAL)
        self._budget = _spent(sums.moved(books.get(Book.BUDGET)))
        self._actual = _spent(sums.moved(actual, Entry.objects.visible_to(user)))
        self._promised = _promises(actual, user)
        self._accounts = Account.objects.select_related("fund", "line__lead_council", "project").in_bulk(
            {*self._budget, *self._actual, *self._promised}
        )
        self._groups = _groups(plan)

    def by_line(self) -> list[Row]:
        return self._rows(lambda account: (account.line.position, str(account.line)))

    def by_fund(self) -> list[Row]:
        return self._rows(lambda account: (account.fund.position, account.fund.name))

    def by_group(self) -> list[Row]:
        return self._rows(lambda account: self._groups.get(account.line_id, (999, NO_GROUP)))

    def by_council(self) -> list[Row]:
        return self._rows(_lead)

    def totals(self) -> Row:
        return Row("Total", *(sum(each.values()) for each in (self._budget, self._actual, self._promised)))

    def _rows(self, key: Callable[[Account], tuple]) -> list[Row]:
        figures: dict[tuple, list[int]] = defaultdict(lambda: [0, 0, 0])
        for place, side in enumerate((self._budget, self._actual, self._promised)):
            for pk, amount in side.items():
                figures[key(self._accounts[pk])][place] += amount
        return [Row(name, *figures[place, name]) for place, name in sorted(figures)]


def _spent(moves: list[sums.Moved]) -> dict[int, int]:
    return {move.account.pk: move.net for move in moves if move.account.line_id}


def _promises(book_year: BookYear | None, user) -> dict[int, int]:
    """What is promised and not paid yet, by account."""
    if book_year is None:
        return {}
    open_ones = Commitment.objects.visible_to(user).filter(book_year=book_year, settled_by=None)
    return dict(open_ones.order_by().values_list("account").annotate(sum=Sum("pence")))


def _groups(plan: Plan) -> dict[int, tuple[int, str]]:
    """The group of each row: that of the first workstream it pays for."""
    through = Line.workstreams.through.objects.filter(line__plan=plan).order_by("-workstream__number")
    rows = through.values_list("line", "workstream__group__position", "workstream__group__title")
    return {line: (position, title) for line, position, title in rows}


def _lead(account: Account) -> tuple[str, str]:
    council = (account.project and account.project.lead_council) or account.line.lead_council
    return ("0", council.name) if council else ("1", NOBODY)


def warnings_of(*, account: Account, year: str, pence: int, user) -> list[str]:
    """What an entry of so much would take over its budget: the line, and the whole fund."""
    plan = account.line.plan if account.line_id else None
    if plan is None or plan.year != year:
        return []
    against = Against(plan, user)
    names = {str(account.line): against.by_line(), account.fund.name: against.by_fund()}
    return [
        f"{name} would be {words(pence - row.left)} over its budget of {words(row.budget)}."
        for name, rows in names.items()
        for row in rows
        if row.name == name and pence > row.left
    ]
