"""Bringing in the budget of a plan's document: funds, rows and projects, and its figures as postings."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from budget import accounts
from budget.actions.closing import close_year
from budget.actions.ledger import Transfer, enter, state_nought
from budget.copies import BudgetCopy, Column, Row, is_opening
from budget.funding import CORE, fund_of_income, fund_of_project, funds_of, shares_of
from budget.importing import read_table
from budget.models import Award, Book, Entry, Fund, Income, Line, Project
from seslip.people.models import Circle, Organisation, User
from workstreams import copies
from workstreams.models import Plan, Workstream
from workstreams.years import first_day, following

_ALLOCATED = re.compile(r"\ballocated|awarded\b", re.I)
_APPLIED = re.compile(r"\bapplied for\b", re.I)


@dataclass
class _Brought:
    """The rows of the database beside those of the document."""

    plan: Plan
    budget: BudgetCopy
    funds: dict[str, Fund]
    income: list[tuple[Row, Income]]
    lines: list[tuple[Row, Line]]
    projects: dict[tuple[str, str], Project]
    by: User | None


def brought_in(*, plan: Plan, copy: copies.PlanCopy, by: User | None) -> None:
    """What follows when a plan is brought in: its table of the budget, where it has one."""
    table = copy.table("budget")
    if table and table.rows:
        bring_in_table(plan=plan, budget=read_table(table), by=by)


@transaction.atomic
def bring_in_table(*, plan: Plan, budget: BudgetCopy, by: User | None) -> None:
    """Its amounts as stated, slips and all, each as postings in the book of its column."""
    funds = {name: _fund(place, name) for place, name in enumerate(funds_of(budget))}
    lines = [(row, _line(plan, place, row)) for place, row in enumerate(budget.spending)]
    brought = _Brought(
        plan,
        budget,
        funds,
        [(row, _income(plan, place, row, funds)) for place, row in enumerate(budget.income)],
        lines,
        _projects(budget, lines, funds),
        by,
    )
    _send(lines)
    for index, column in enumerate(budget.columns):
        if column.year and column.book in (Book.BUDGET, Book.FORECAST):
            _post(brought, index, column)
    _lead(lines)


def _fund(position: int, name: str) -> Fund:
    defaults = {"slug": slugify(name)[:60], "is_restricted": name != CORE, "position": position}
    return Fund.objects.get_or_create(name=name, defaults=defaults)[0]


def _income(plan: Plan, position: int, row: Row, funds: dict[str, Fund]) -> Income:
    fund, amount = funds[fund_of_income(row)], row.amounts[-1]
    if amount and fund.is_restricted:
        _award(fund, plan.year, row, amount)
    about = {"fund": fund, "position": position, "note": row.note.words}
    return Income.objects.create(plan=plan, name=row.name, is_opening=is_opening(row.name), **about)


def _award(fund: Fund, year: str, row: Row, amount: int) -> None:
    """What is allocated was applied for first; a note that says nothing says nothing of either."""
    states = []
    if _ALLOCATED.search(row.note.words):
        states = [Award.State.AWARDED]
    elif _APPLIED.search(row.note.words):
        states = [Award.State.APPLIED_FOR]
    for state in states:
        Award.objects.update_or_create(fund=fund, year=year, state=state, defaults={"pence": amount})


def _line(plan: Plan, position: int, row: Row) -> Line:
    line = Line.objects.create(
        plan=plan,
        position=position,
        ref=row.ref,
        name=row.name,
        note=row.note.words,
        lead_council=_council(row.note.lead),
        is_closed=row.note.words.strip().lower() == "closed",
    )
    line.workstreams.add(*_workstreams(plan, row))
    return line


def _workstreams(plan: Plan, row: Row):
    lines = Workstream.objects.unscoped("the rows of the plan that is brought in")
    return lines.filter(plan=plan, number__in=row.numbers)


def _council(name: str) -> Organisation | None:
    return Organisation.objects.councils().filter(name=name).first() if name else None


def _send(lines: list[tuple[Row, Line]]) -> None:
    """ "See line 5": the row that pays for line 5."""
    paying = {number: line for row, line in lines if row.note.see is None for number in row.numbers}
    for row, line in lines:
        if row.note.see in paying:
            line.sends_to = paying[row.note.see]
            line.save(update_fields=["sends_to"])


def _projects(budget: BudgetCopy, lines, funds: dict[str, Fund]) -> dict[tuple[str, str], Project]:
    """By line's reference and their own; a grant without references has one, called like its row."""
    projects = {}
    for row, line in lines:
        shares = [share for column in range(len(budget.columns)) for share in shares_of(row, column, budget)]
        leads = {part.project: part.lead for part in row.note.projects}
        named = {share.project: share.fund for share in shares if share.project}
        named |= {reference: fund_of_project(reference, list(funds)) for reference in leads}
        for reference, fund in named.items():
            if fund in funds:
                lead = _council(leads.get(reference, "")) or line.lead_council
                about = {"fund": funds[fund], "line": line, "lead_council": lead}
                projects[line.pk, reference] = Project.objects.create(reference=reference, **about)
    return projects


def _post(brought: _Brought, index: int, column: Column) -> None:
    """One entry for what comes in, one for what goes out; the forecast is closed into the next year."""
    _opening(brought, index, column)
    income = [
        Transfer(accounts.of_income(income), accounts.held(income.fund), row.amounts[index])
        for row, income in brought.income
        if row.amounts[index] and not income.is_opening
    ]
    spending = [transfer for row, line in brought.lines for transfer in _spent(brought, row, line, index)]
    _enter(brought, column, Entry.Sort.INCOME, f"Income as the plan of {brought.plan.year} states it", income)
    _enter(
        brought,
        column,
        Entry.Sort.SPENDING,
        f"Spending as the plan of {brought.plan.year} states it",
        spending,
    )
    for row, line in [*brought.income, *brought.lines]:
        if row.amounts[index] == 0:
            state_nought(book=column.book, year=column.year, row=line)
    if column.book == Book.FORECAST and _opens_with_it(brought, index):
        close_year(book=column.book, year=column.year, by=brought.by)


def _spent(brought: _Brought, row: Row, line: Line, index: int) -> list[Transfer]:
    transfers = []
    for share in shares_of(row, index, brought.budget):
        project = brought.projects.get((line.pk, share.project))
        target = accounts.of_project(project) if project else accounts.of_line(line)
        transfers.append(Transfer(accounts.held(target.fund), target, share.amount))
    return transfers


def _opening(brought: _Brought, index: int, column: Column) -> None:
    """As stated, unless the closing of the forecast has opened the year already."""
    for row, income in brought.income:
        amount = row.amounts[index]
        opened = Entry.objects.unscoped("bringing in a budget").filter(
            book_year__book=column.book, book_year__year=column.year, sort=Entry.Sort.OPENING
        )
        if income.is_opening and amount and not opened.exists():
            transfer = Transfer(accounts.forward(income.fund), accounts.held(income.fund), amount)
            _enter(brought, column, Entry.Sort.OPENING, row.name, [transfer])


def _opens_with_it(brought: _Brought, index: int) -> bool:
    """The forecast closes into the next year where the plan opens with just that."""
    budget, column = brought.budget, brought.budget.columns[index]
    opening = budget.opening.amounts[-1] if budget.opening else None
    left = sum(row.amounts[index] or 0 for row in budget.income)
    left -= sum(row.amounts[index] or 0 for row in budget.spending)
    return opening == left and following(column.year) == brought.plan.year


def _enter(brought: _Brought, column: Column, sort: str, words: str, transfers: list[Transfer]) -> None:
    if transfers:
        enter(
            book=column.book,
            year=column.year,
            sort=sort,
            day=first_day(column.year),
            words=words,
            transfers=transfers,
            audience=Circle.objects.everyone(),
            by=brought.by,
        )


def _lead(lines: list[tuple[Row, Line]]) -> None:
    """Whoever leads in the budget leads the workstreams the row pays for."""
    for _, line in lines:
        if line.lead_council_id:
            numbers = line.workstreams.through.objects.filter(line=line).values("workstream")
            Workstream.objects.filter(pk__in=numbers, lead_council=None).update(
                lead_council=line.lead_council_id
            )
