"""The budget as files: CSV, a workbook with real numbers, and a journal that hledger and ledger read."""

import csv
import io
import re
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from budget.models import Account, Entry
from budget.table import BudgetTable, Row
from seslip.spreadsheets import neutral
from workstreams.models import Plan
from workstreams.years import following

_ROOTS = {
    Account.Kind.HELD: "Assets",
    Account.Kind.INCOME: "Income",
    Account.Kind.LINE: "Expenses",
    Account.Kind.PROJECT: "Expenses",
    Account.Kind.FORWARD: "Equity",
}
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9]+")


def rows_of(table: BudgetTable) -> Iterator[tuple]:
    """(reference, name, three amounts in pence, note), with heads, totals and what is carried forward."""
    yield ("Plan ref", "Income", *table.heads, "Notes")
    yield from map(_cells, table.income)
    yield ("", "Total in", *table.total_in, "")
    yield ("Plan ref", "Spending", *table.heads, "Notes")
    yield from map(_cells, table.spending)
    yield ("", "Total out", *table.total_out, "")
    year = table.plan.year
    yield ("", f"Carried forward to {year}", *table.carried[:2], None, "")
    yield ("", f"Carried forward to {following(year)}", None, None, table.carried[2], "")


def _cells(row: Row) -> tuple:
    return row.ref, row.name, *row.amounts, row.note


def _word(cell):
    """Without what no cell of a workbook takes, and no formula."""
    return neutral(ILLEGAL_CHARACTERS_RE.sub("", cell)) if isinstance(cell, str) else cell


def as_csv(plan: Plan) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows_of(BudgetTable(plan)):
        writer.writerow([_pounds(cell) if isinstance(cell, int) else _word(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _pounds(pence: int) -> str:
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{whole}.{rest:02}"


def as_workbook(plan: Plan) -> bytes:
    """One sheet: numbers are numbers, the head stays in sight, and no cell is a formula."""
    book = Workbook()
    sheet = book.active
    sheet.title = f"Budget {plan.year}"
    for row in rows_of(BudgetTable(plan)):
        sheet.append([cell / 100 if isinstance(cell, int) else _word(cell) for cell in row])
    _dress(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet) -> None:
    sheet.freeze_panes = "C2"
    for column, width in enumerate((10, 48, 16, 16, 16, 80), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row in sheet.iter_rows():
        is_head = row[1].value in ("Income", "Spending")
        for cell in row:
            cell.font = Font(bold=is_head or str(row[1].value).startswith(("Total", "Carried")))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, int | float):
                cell.number_format = "#,##0.00"


def as_journal(plan: Plan, entries) -> str:
    """The entries of the plan's year and the one before, each book under a root of its own.

    `entries` are those the reader may see; each balances by itself.
    """
    found = entries.with_postings()
    written = [_entry(entry) for entry in found.order_by("day", "pk")]
    return "\n".join([f"; SESLIP budget {plan.year}: budget, forecast and actual never mix", *written])


def _entry(entry: Entry) -> str:
    lines = [f"{entry.day:%Y-%m-%d} ({entry.pk}) {_one_line(entry.words)}"]
    for posting in entry.postings.all():
        amount = _pounds(posting.pence)
        lines.append(f"    {account_name(entry, posting.target)}  {amount} GBP")
        lines.append(f"    {account_name(entry, posting.source)}  -{amount} GBP")
    return "\n".join([*lines, ""])


def account_name(entry: Entry, account: Account) -> str:
    """Such as Expenses:Budget:SESLIP-core:L6-Workforce-matters; the key keeps names apart."""
    parts = [
        _ROOTS[account.kind],
        entry.book_year.get_book_display().replace("Year-end forecast", "Forecast"),
    ]
    parts += [account.fund.name, _own_name(account)]
    return ":".join(_name(part) for part in parts)


def _own_name(account: Account) -> str:
    match account.kind:
        case Account.Kind.LINE:
            return f"L{account.line_id} {account.line.name}"
        case Account.Kind.PROJECT:
            return f"P{account.project_id} {account.project.reference} {account.line.name}"
        case Account.Kind.INCOME:
            return f"I{account.pk} {account.income.name}"
    return account.get_kind_display()


def _name(words: str) -> str:
    """Letters, figures and hyphens, beginning with a capital: what all three programs take."""
    name = _NOT_IN_NAMES.sub("-", words).strip("-")
    return name[:1].upper() + name[1:]


def _one_line(words: str) -> str:
    return " ".join(words.replace(";", ",").split())
