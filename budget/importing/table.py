"""The table of the budget, from its cells as written."""

import re

from budget.copies import Amounts, BudgetCopy, Column, Note, Row
from budget.importing.notes import read_note
from budget.money import pence
from workstreams.copies import Table
from workstreams.years import named

_YEAR = re.compile(r"\b(?:20)?(\d\d)\s*[-/]\s*(?:20)?(\d\d)\b")
_CARRY = re.compile(r"carr(?:y|ied)\s+forward\s+to\s+(.*)", re.I)


def read_table(table: Table) -> BudgetCopy:
    """What the table states. A cell that is no amount is told in `troubles`, and stands as a blank."""
    columns = tuple(_column(head) for head in table.heads[2:-1])
    read = _Reader(len(columns))
    for cells in table.rows:
        read.take(cells)
    return BudgetCopy(
        columns,
        tuple(read.income),
        tuple(read.spending),
        read.totals.get("in", ()),
        read.totals.get("out", ()),
        tuple(read.carried),
        tuple(read.troubles),
    )


def _column(head: str) -> Column:
    year = _YEAR.search(head)
    lowered = head.lower()
    book = "forecast" if "forecast" in lowered else "actual" if "actual" in lowered else "budget"
    return Column(head, named(2000 + int(year[1])) if year else "", book)


class _Reader:
    """Takes row by row: income until the heads come again, then spending."""

    def __init__(self, width: int):
        self.width = width
        self.income: list[Row] = []
        self.spending: list[Row] = []
        self.rows = self.income
        self.totals: dict[str, Amounts] = {}
        self.carried: list[tuple[str, Amounts]] = []
        self.troubles: list[str] = []

    def take(self, cells: tuple[str, ...]) -> None:
        ref, name, *rest = cells
        if name.lower() in ("expenditure", "spending"):
            self.rows = self.spending
            return
        amounts = tuple(self.amount(name, cell) for cell in rest[: self.width])
        lowered = name.lower()
        if lowered.startswith("total"):
            self.totals["in" if self.rows is self.income else "out"] = amounts
        elif found := _CARRY.match(name):
            self.carried.append((found[1].strip(), amounts))
        else:
            note = read_note(rest[-1]) if rest[-1] else Note("")
            self.rows.append(Row(ref, name, amounts, note))

    def amount(self, name: str, cell: str) -> int | None:
        try:
            return pence(cell)
        except ValueError as error:
            self.troubles.append(f"{name}: {error}")
            return None
