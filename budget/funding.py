"""Which fund pays for what, as the table and its notes say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from budget.copies import BudgetCopy, Row, is_opening

CORE = "SESLIP core"
# Income that comes with no purpose but the programme's own.
_OWN = re.compile(r"carr(?:y|ied) forward|brought forward|\bsubs\b|subscription|contribution", re.I)
_STRAND = re.compile(r"Strand (?P<number>\d+)\s*(?P<name>.*)", re.I)
_REFERENCE = re.compile(r"(?P<strand>\d+):(?P<number>\d+)(?P<letter>[a-z]?)", re.I)
_SMALL = {"the", "of", "and", "to", "for", "dfe", "project", "funding"}


@dataclass(frozen=True)
class Share:
    """What a fund gives to a row, through a project where it is a restricted one."""

    fund: str
    project: str
    amount: int
    lead: str = ""


def fund_of_income(row: Row) -> str:
    """The programme's own fund, or one named like the grant."""
    return CORE if is_opening(row.name) or _OWN.search(row.name) else row.name.removeprefix("DfE ").strip()


def funds_of(budget: BudgetCopy) -> list[str]:
    """Every fund of the table, the programme's own first."""
    return list(dict.fromkeys([CORE, *(fund_of_income(row) for row in budget.income)]))


def fund_of_project(reference: str, funds: list[str]) -> str:
    """Of 1:6a the fund of strand 1; where a strand has two, a letter after the number is of the options."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return ""
    strands = [
        fund for fund in funds if (found := _STRAND.search(fund)) and found["number"] == match["strand"]
    ]
    if len(strands) < 2:
        return strands[0] if strands else ""
    is_option = bool(match["letter"])
    return next((fund for fund in strands if ("option" in fund.lower()) == is_option), "")


def shares_of(row: Row, column: int, budget: BudgetCopy) -> list[Share]:
    """What each fund gives to a row of spending in a column; the shares sum to the row's amount."""
    amount, funds = row.amounts[column], funds_of(budget)
    if not amount:
        return []
    if column == len(budget.columns) - 1 and row.note.projects:
        return list(_by_note(row, amount, funds))
    return list(_by_grant(row, amount, column, budget))


def _by_note(row: Row, amount: int, funds: list[str]) -> Iterator[Share]:
    """As the note parts it; what it leaves unsaid, or says wrongly, falls to the last project."""
    left = amount
    own = next((part for part in row.note.parts if not part.project), None)
    if own and own.amount:
        fund = own_fund(row, funds)
        yield Share(fund, "" if fund == CORE else row.name, min(own.amount, left))
        left -= min(own.amount, left)
    *first, last = row.note.projects
    for part in first:
        given = min(part.amount or 0, left)
        yield Share(fund_of_project(part.project, funds), part.project, given, part.lead)
        left -= given
    if left:
        yield Share(fund_of_project(last.project, funds), last.project, left, last.lead)


def own_fund(row: Row, funds: list[str]) -> str:
    """Whose money the part without a project is: a grant the note or the row's name speaks of, or our own."""
    own = next((part for part in row.note.parts if not part.project), None)
    if own is None or own.source.upper() == "SESLIP":
        return CORE
    said = _words(f"{own.source} {row.name}")
    named = [fund for fund in funds if fund != CORE and not _STRAND.search(fund) and _words(fund) & said]
    return named[0] if named else CORE


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if word not in _SMALL}


def _by_grant(row: Row, amount: int, column: int, budget: BudgetCopy) -> Iterator[Share]:
    """A column without notes of its own: a grant goes first to the row that its note names today."""
    fund = own_fund(row, funds_of(budget))
    grants = [income.amounts[column] or 0 for income in budget.income if fund_of_income(income) == fund]
    given = 0 if fund == CORE else min(amount, sum(grants))
    if given:
        yield Share(fund, row.name, given)
    if amount > given:
        yield Share(CORE, "", amount - given)
