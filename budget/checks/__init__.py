"""The checks of the plan's budget, over its table as a document states it or as our postings make it."""

from budget.checks import columns, notes, rows
from budget.checks.seen import Seen
from budget.importing import read_table
from workstreams.checks.findings import Check, Checked, run
from workstreams.copies import PlanCopy

CHECKS = [
    Check("amount", "Every figure of the budget is an amount", columns.amounts),
    Check("column-total", "Columns add up to their totals", columns.totals),
    Check("carried-forward", "Income less spending is carried forward", columns.carried),
    Check("opening", "The year opens with what the forecast carries forward", columns.opening),
    Check("fund-closes", "Every restricted fund closes at £0", columns.funds),
    Check("column-year", "Columns and what is carried forward are of the right years", rows.years),
    Check("note-amount", "Notes sum to the amounts of their rows", notes.amounts),
    Check("strand-total", "Every strand is the sum of its projects", notes.strands),
    Check("project", "Projects stand in one row each, without a gap", notes.projects),
    Check("budget-reference", "Every line of the plan has its row", rows.references),
    Check("row-name", "Rows are called like their lines", rows.names),
    Check("lead", "Whoever leads is known to the plan", rows.leads),
    Check("text-amount", "Amounts in the plan’s text stand in the budget", notes.text_amounts),
]


def check_budget(copy: PlanCopy) -> list[Checked]:
    """Nothing where the plan has no budget."""
    table = copy.table("budget")
    if table is None or not table.rows:
        return []
    return run(CHECKS, Seen(copy, read_table(table)))
