"""What the checks of the budget look at: the plan's copy, and its table as read."""

from dataclasses import dataclass
from functools import cached_property

from budget.copies import BudgetCopy, Row
from workstreams.copies import PlanCopy


@dataclass
class Seen:
    plan: PlanCopy
    budget: BudgetCopy

    @cached_property
    def halves(self):
        """(in words, rows, totals as stated)"""
        budget = self.budget
        return [("Income", budget.income, budget.total_in), ("Spending", budget.spending, budget.total_out)]

    @cached_property
    def paying(self) -> dict[int, list[Row]]:
        """Rows by the lines they pay for; one that only says "see line 5" pays for none."""
        rows: dict[int, list[Row]] = {}
        for row in self.budget.spending:
            if row.note.see is None:
                for number in row.numbers:
                    rows.setdefault(number, []).append(row)
        return rows

    @cached_property
    def sending(self) -> dict[int, list[Row]]:
        """Rows that only send to another line, by their own."""
        rows: dict[int, list[Row]] = {}
        for row in self.budget.spending:
            if row.note.see is not None:
                for number in row.numbers:
                    rows.setdefault(number, []).append(row)
        return rows
