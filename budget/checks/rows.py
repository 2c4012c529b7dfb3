"""Does every line of the plan stand in the budget, once, under its own name?"""

import re
from collections import Counter

from budget.checks.seen import Seen
from budget.copies import Row
from workstreams.checks.findings import Finding, Looked, count
from workstreams.checks.names import stems
from workstreams.years import before

_WAY = re.compile(r"\bline\s+(\d+)\s+(above|below)\b", re.I)
_CARRIED_TO = re.compile(r"(\d\d)\s*[-/]\s*(\d\d)")


def references(seen: Seen) -> Looked:
    """Each line has a row that pays for it, or one that says under which line it is paid for."""
    numbers = {line.number for line in seen.plan.lines}
    findings = [
        _row(row, f"There is no line {number}.")
        for rows in (seen.paying, seen.sending)
        for number in rows
        if number not in numbers
        for row in rows[number]
    ]
    for number in sorted(numbers):
        findings += _of_line(seen, number)
    return Looked(f"{count(len(numbers), 'line')} and {count(len(seen.budget.spending), 'row')}.", findings)


def _of_line(seen: Seen, number: int) -> list[Finding]:
    paying, sending = seen.paying.get(number, []), seen.sending.get(number, [])
    if not paying and not sending:
        words = "No row of the budget pays for it, and none says where it is paid for."
        return [Finding(code="budget-reference", place=f"Line {number}", words=words)]
    findings = []
    if len(paying) > 1 or len(sending) > 1:
        rows = paying if len(paying) > 1 else sending
        findings.append(_row(rows[-1], f"Line {number} stands in {len(rows)} rows."))
    findings += [found for row in sending for found in _sent(seen, row)]
    merged = [row for row in paying if len(row.numbers) > 1 and row.numbers[0] != number]
    if merged and not sending:
        findings.append(
            _row(merged[0], f"Line {number} has no row that sends to line {merged[0].numbers[0]}.")
        )
    return findings


def _sent(seen: Seen, row: Row) -> list[Finding]:
    target = seen.paying.get(row.note.see, [])
    if not target:
        return [_row(row, f"It sends to line {row.note.see}, for which no row pays.")]
    if wrong := [match for match in _WAY.finditer(row.note.words) if _looks_wrong(row, match)]:
        return [_row(row, f"“{wrong[0][0]}” looks the wrong way.")]
    if any(row.amounts):
        return [_row(row, f"It sends to line {row.note.see} and has money of its own.")]
    elsewhere = [other for other in seen.paying.get(row.numbers[0], []) if other not in target]
    if elsewhere:
        return [_row(row, f"It sends to line {row.note.see}; {elsewhere[0].ref} is the row that names it.")]
    return []


def _looks_wrong(row: Row, match: re.Match) -> bool:
    return (int(match[1]) < row.numbers[0]) != (match[2].lower() == "above")


def _row(row: Row, words: str) -> Finding:
    return Finding(code="budget-reference", place=row.place, words=words)


def names(seen: Seen) -> Looked:
    """A row is called like the line it pays for, and no two rows are called alike."""
    titles = {line.number: line.title for line in seen.plan.lines}
    findings, looked = [], 0
    for row in seen.budget.spending:
        known = [titles[number] for number in row.numbers if number in titles]
        looked += bool(known)
        if known and not any(stems(row.name) & stems(title) for title in known):
            words = f"The row is called “{row.name}”, and the line “{known[0]}”."
            findings.append(Finding(code="row-name", place=row.place, words=words))
    times = Counter((row.ref, row.name) for row in seen.budget.spending)
    findings += [
        Finding(
            code="row-twice", place=f"Table 3, {ref} {name}", words=f"The row stands there {often} times."
        )
        for (ref, name), often in times.items()
        if often > 1
    ]
    return Looked(f"{count(looked, 'row')} with the number of a line.", findings)


def leads(seen: Seen) -> Looked:
    """Whoever a note says leads is the programme, or a council that the plan knows."""
    plan = seen.plan
    known = {council for line in plan.lines for sponsor in line.sponsors for council in sponsor.councils}
    text = " ".join(line.text for line in plan.lines)
    said = [row for row in seen.budget.spending if row.note.lead]
    findings = [
        Finding(
            code="lead", place=row.place, words=f"“{row.note.lead}” leads; the plan knows no such council."
        )
        for row in said
        if row.note.lead not in known | {"SESLIP"} and not _names(text, row.note.lead)
    ]
    return Looked(f"{count(len(said), 'row')} that say who leads.", findings)


def _names(text: str, council: str) -> bool:
    """ "East Sussex" does not name Sussex."""
    return bool(re.search(rf"(?<!East )(?<!West )(?<!North )(?<!South )\b{re.escape(council)}\b", text))


def years(seen: Seen) -> Looked:
    """Columns are of the plan's year and the one before; what is left is carried to the year after each."""
    plan, budget = seen.plan.year, seen.budget
    findings = []
    for index, column in enumerate(budget.columns):
        expected = plan if index == len(budget.columns) - 1 else before(plan)
        if column.year != expected:
            words = f"“{column.head}” should be of {expected}."
            findings.append(Finding(code="column-year", place="Table 3", words=words))
        findings += [
            Finding(
                code="column-year", place=f"Table 3, {column.head}", words=f"It is carried forward to {to}."
            )
            for to, amounts in budget.carried
            if index < len(amounts) and amounts[index] is not None and _year_before(to) not in ("", expected)
        ]
    return Looked("; ".join(column.head for column in budget.columns) + ".", findings)


def _year_before(to: str) -> str:
    """Of "21/22" the year before, 2020-21."""
    found = _CARRIED_TO.search(to)
    return before(f"20{found[1]}-{found[2]}") if found else ""
