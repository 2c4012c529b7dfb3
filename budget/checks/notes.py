"""Do the notes say what the figures say?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from budget.checks.seen import Seen
from budget.copies import Row
from budget.funding import fund_of_income, fund_of_project, funds_of
from budget.money import pence, words
from workstreams.checks.findings import Finding, Looked, count

_TIMES = re.compile(r"(\d+)\s*[x×]\s*£([\d,]+)\s*=\s*£([\d,]+)")
_POUNDS = re.compile(r"£([\d,]*\d)")
_REFERENCE = re.compile(r"(\d+):(\d+)([a-z]?)", re.I)


def amounts(seen: Seen) -> Looked:
    """The amounts of a note sum to the amount of its row, this year."""
    findings, looked = [], 0
    for row in seen.budget.spending:
        if row.note.parts:
            looked += 1
            findings += _of_row(row)
    for row in (*seen.budget.income, *seen.budget.spending):
        findings += _sums(row)
    return Looked(f"{count(looked, 'note')} with amounts or projects.", findings)


def _of_row(row: Row) -> Iterator[Finding]:
    amount, parts = row.amounts[-1] or 0, row.note.parts
    said = [part.amount for part in parts]
    known, unknown = sum(each or 0 for each in said), [part for part in parts if part.amount is None]
    if not unknown and known != amount:
        text = f"The note’s amounts sum to {words(known)}; the row has {words(amount)}"
        text += f": {words(abs(amount - known))} apart."
        yield Finding(
            code="note-amount", place=row.place, words=text, stated=words(known), found=words(amount)
        )
    if unknown and len(parts) > 1:
        names = ", ".join(part.project for part in unknown)
        text = f"The note gives no amount for {names}; {words(amount - known)} is what the row leaves for it."
        yield Finding(code="note-no-amount", place=row.place, words=text, found=words(amount - known))


def _sums(row: Row) -> Iterator[Finding]:
    """ "8 x £10,000 = £80,000", and what stands after an equals sign."""
    for number, each, product in _TIMES.findall(row.note.words):
        if int(number) * pence(each) != pence(product):
            text = f"{number} times £{each} is {words(int(number) * pence(each))}, not £{product}."
            yield Finding(code="note-sum", place=row.place, words=text)
    if row.note.sum is not None and row.note.sum != row.amounts[-1]:
        text = f"The note comes to {words(row.note.sum)}; the row has {words(row.amounts[-1])}."
        yield Finding(code="note-sum", place=row.place, words=text)


def strands(seen: Seen) -> Looked:
    """What each strand brings in against the projects that name it, as stated."""
    budget, funds = seen.budget, funds_of(seen.budget)
    given: dict[str, int] = defaultdict(int)
    for row in budget.spending:
        for project, amount in _projects_of(row):
            given[fund_of_project(project, funds)] += amount
    incomes = [row for row in budget.income if fund_of_income(row) in given]
    findings = [found for row in incomes for found in _strand(row, given)]
    said = "; ".join(f"{fund_of_income(row)} {words(row.amounts[-1])}" for row in incomes)
    return Looked(f"{said}." if said else "No project is named.", findings)


def _projects_of(row: Row) -> Iterator[tuple[str, int]]:
    """A row's only project has the whole row; of several, one that has no amount gets what is left."""
    if len(row.note.parts) == 1:
        yield from ((part.project, row.amounts[-1] or 0) for part in row.note.projects)
        return
    left = (row.amounts[-1] or 0) - sum(part.amount or 0 for part in row.note.parts)
    for part in row.note.projects:
        yield part.project, left if part.amount is None else part.amount


def _strand(row: Row, given: dict[str, int]) -> Iterator[Finding]:
    brings, sum_ = row.amounts[-1] or 0, given[fund_of_income(row)]
    if brings != sum_:
        text = f"It brings in {words(brings)}, and its projects sum to {words(sum_)}."
        yield Finding(code="strand-total", place=row.place, words=text, found=words(sum_))


def projects(seen: Seen) -> Looked:
    """Each project stands in one row, under a fund that there is; and the series have no gap."""
    named = [(part.project, row) for row in seen.budget.spending for part in row.note.projects]
    times = Counter(project for project, _ in named)
    funds = funds_of(seen.budget)
    findings = [
        Finding(
            code="project-twice", place=row.place, words=f"Project {project} stands in {times[project]} rows."
        )
        for project, row in named
        if times[project] > 1
    ]
    findings += [
        Finding(
            code="project-fund",
            place=row.place,
            words=f"No fund of the table is the one of project {project}.",
        )
        for project, row in named
        if not fund_of_project(project, funds)
    ]
    findings += [
        Finding(code="project-gap", place="Table 3", words=f"There is no project {missing}.", stated=missing)
        for missing in _missing(list(times))
    ]
    return Looked(f"{count(len(times), 'project')}: {', '.join(sorted(times))}.", findings)


def _missing(projects: list[str]) -> list[str]:
    """Numbers and letters that are left out between the first and the last of a series."""
    numbers: dict[str, set[int]] = defaultdict(set)
    letters: dict[str, set[str]] = defaultdict(set)
    for strand, number, letter in (match.groups() for match in map(_REFERENCE.fullmatch, projects) if match):
        numbers[strand].add(int(number))
        if letter:
            letters[f"{strand}:{number}"].add(letter)
    missing = [
        f"{strand}:{n}" for strand, known in numbers.items() for n in range(1, max(known)) if n not in known
    ]
    for series, known in letters.items():
        missing += [f"{series}{chr(n)}" for n in range(ord("a"), ord(max(known))) if chr(n) not in known]
    return sorted(missing)


def text_amounts(seen: Seen) -> Looked:
    """An amount that a line's text names stands in the budget too: in its row, its note, or as income."""
    there = {amount for row in (*seen.budget.income, *seen.budget.spending) for amount in row.amounts}
    findings, looked = [], 0
    for line in seen.plan.lines:
        notes = " ".join(row.note.words for row in seen.paying.get(line.number, []))
        in_notes = {pence(each) for each in _POUNDS.findall(notes)}
        named = dict.fromkeys(pence(each) for each in _POUNDS.findall(line.text))
        looked += len(named)
        findings += [
            Finding(
                code="text-amount",
                place=f"Line {line.number}",
                words=f"The text speaks of {words(amount)}, which the budget does not have.",
                stated=words(amount),
            )
            for amount in named
            if amount not in there | in_notes
        ]
    return Looked(f"{count(looked, 'amount')} in the text of the lines.", findings)
