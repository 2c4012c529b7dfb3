"""The budget of a year in its three columns, from the postings and never from typed totals."""

from dataclasses import dataclass
from functools import cached_property

from budget import sums
from budget.copies import Amounts
from budget.models import Book, BookYear, Income, Line, Nought
from budget.money import pounds
from workstreams.models import Plan
from workstreams.years import before, following


@dataclass(frozen=True)
class Row:
    """A row with its three amounts in pence; None is a blank, which is not nought."""

    ref: str
    name: str
    amounts: Amounts
    note: str


class BudgetTable:
    """The rows, totals and what is carried forward."""

    def __init__(self, plan: Plan):
        self.plan = plan
        year = plan.year
        asked = [(Book.BUDGET, before(year)), (Book.FORECAST, before(year)), (Book.BUDGET, year)]
        known = {
            (each.book, each.year): each for each in BookYear.objects.filter(year__in=[before(year), year])
        }
        self.book_years = [known.get(each) for each in asked]
        self.columns = [sums.moved(book_year) for book_year in self.book_years]

    @property
    def heads(self) -> tuple[str, ...]:
        last, this = before(self.plan.year)[2:], self.plan.year[2:]
        return f"{last} budget", f"{last} year-end forecast", f"{this} budget"

    @cached_property
    def income(self) -> list[Row]:
        rows = Income.objects.filter(plan=self.plan)
        got = [sums.by_income(column) for column in self.columns]
        opened = [sums.brought_forward(column) for column in self.columns]
        return [
            Row("", row.name, self._opening(row, opened) if row.is_opening else self._of(row, got), row.note)
            for row in rows
        ]

    def _opening(self, row: Income, opened: list[int]) -> Amounts:
        return tuple(
            amount or self._blank_or_nought(book_year, "income", row)
            for amount, book_year in zip(opened, self.book_years, strict=True)
        )

    @cached_property
    def spending(self) -> list[Row]:
        rows = Line.objects.filter(plan=self.plan).prefetch_related("continues")
        spent = [sums.by_line(column) for column in self.columns]
        return [Row(row.ref, row.name, self._of(row, spent), row.note) for row in rows]

    def _of(self, row: Income | Line, sums_: list[dict[int, int]]) -> Amounts:
        """Its own amounts and those of the rows it goes on with; a blank where nothing was ever posted."""
        keys = [row.pk, *_continued(row)]
        name = "line" if isinstance(row, Line) else "income"
        return tuple(
            sum(column[key] for key in keys if key in column)
            if any(key in column for key in keys)
            else self._blank_or_nought(book_year, name, row)
            for column, book_year in zip(sums_, self.book_years, strict=True)
        )

    def _blank_or_nought(self, book_year: BookYear | None, name: str, row) -> int | None:
        stated = book_year and (book_year.pk, name, row.pk) in self._noughts
        return 0 if stated else None

    @cached_property
    def _noughts(self) -> set[tuple[int, str, int]]:
        noughts = Nought.objects.filter(book_year__in=[each for each in self.book_years if each])
        found = noughts.values_list("book_year", "income", "line")
        return {(book, "income", income) if income else (book, "line", line) for book, income, line in found}

    @property
    def total_in(self) -> Amounts:
        return _totals(self.income)

    @property
    def total_out(self) -> Amounts:
        return _totals(self.spending)

    @property
    def carried(self) -> Amounts:
        """What the funds hold at the end: income less spending."""
        return tuple(sum(sums.held_of(column).values()) for column in self.columns)


def _continued(row: Income | Line) -> list[int]:
    if isinstance(row, Line):
        return [other.pk for other in row.continues.all()]
    return [row.continues_id] if row.continues_id else []


def _totals(rows: list[Row]) -> Amounts:
    return tuple(sum(row.amounts[column] or 0 for row in rows) for column in range(3))


def cells_of(plan: Plan) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows as the plan's table has them; nothing where there is no budget yet."""
    table = BudgetTable(plan)
    if not table.spending and not table.income:
        return (), ()
    income = [_cells(row) for row in table.income]
    spending = [_cells(row) for row in table.spending]
    rows = [
        *income,
        ("", "Total In", *map(pounds, table.total_in), ""),
        ("Plan Ref", "Expenditure", *table.heads, "Notes"),
        *spending,
        ("", "Total Out", *map(pounds, table.total_out), ""),
        *_carried(plan, table),
    ]
    return ("", "Income", *table.heads, "Notes"), tuple(rows)


def _cells(row: Row) -> tuple[str, ...]:
    return row.ref, row.name, *map(pounds, row.amounts), row.note


def _carried(plan: Plan, table: BudgetTable) -> list[tuple[str, ...]]:
    """Last year's two columns carry to this year, this year's to the next."""
    budget, forecast, this = map(pounds, table.carried)
    return [
        ("", f"Carry forward to {_written(plan.year)}", budget, forecast, "", ""),
        ("", f"Carry forward to {_written(following(plan.year))}", "", "", this, ""),
    ]


def _written(year: str) -> str:
    return year[2:].replace("-", "/")
