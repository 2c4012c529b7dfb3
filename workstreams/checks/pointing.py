"""Does what the plan points to exist, stand where it says, and point back?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workstreams.checks.findings import Finding, Looked, count
from workstreams.checks.names import stems
from workstreams.copies import PlanCopy
from workstreams.pointing import Pointing, pointings_in

# "the Placement Sufficiency project (line 8)": up to four words that go with the number.
_NAMED = re.compile(r"(?P<words>(?:[\w’'–-]+\s+){1,4})\(line (?P<number>\d+)\)")


@dataclass(frozen=True)
class _From:
    """A place that points somewhere; `line` is its number where it is a line."""

    place: str
    to: Pointing
    line: int | None = None


def resolved(copy: PlanCopy) -> Looked:
    """Every line, paragraph, table and project that is pointed to is there."""
    there = _there(copy)
    found = list(_all(copy))
    findings = [
        Finding(
            code="reference-resolves",
            place=each.place,
            words=f"“{each.to.words}” points to a {each.to.kind} that is not there.",
            stated=each.to.target,
        )
        for each in found
        if each.to.target not in there[each.to.kind]
    ]
    return Looked(f"{count(len(found), 'reference')} to lines, paragraphs, tables and projects.", findings)


def _there(copy: PlanCopy) -> dict[str, set[str]]:
    """What can be pointed to, by kind. A project is named like 1:6f, so a bare number names none."""
    paragraphs = {paragraph.number for paragraph in copy.paragraphs}
    return {
        "line": {str(line.number) for line in copy.lines},
        "paragraph": paragraphs | {section.number for section in copy.sections},
        "table": {str(paragraph.table.number) for paragraph in copy.paragraphs if paragraph.table},
        "project": set(),
    }


def _all(copy: PlanCopy) -> Iterator[_From]:
    for section in copy.sections:
        yield from (_From(f"Section {section.number}", to) for to in pointings_in(section.title))
        for paragraph in section.paragraphs:
            yield from (_From(f"Paragraph {paragraph.number}", to) for to in pointings_in(paragraph.text))
    for group in copy.groups:
        yield from (_From(f"Table 2, {group.title}", to) for to in pointings_in(group.introduction))
    for line in copy.lines:
        place = f"Line {line.number}"
        yield from (_From(place, to, line.number) for to in pointings_in(line.text))
        yield from (_From(place, to, line.number) for to in _formal(line))


def _formal(line) -> Iterator[Pointing]:
    for statement in dict.fromkeys(reference.words for reference in line.references):
        yield from pointings_in(statement)


def returned(copy: PlanCopy) -> Looked:
    """Where a line ends with "See line 9", line 9 points back, at its end or in a sentence."""
    lines = {str(line.number): line for line in copy.lines}
    points = {
        number: {to.target for to in [*_formal(line), *pointings_in(line.text)] if to.kind == "line"}
        for number, line in lines.items()
    }
    pairs = [
        (number, to.target) for number, line in lines.items() for to in _formal(line) if to.kind == "line"
    ]
    findings = [
        Finding(
            code="reference-returned",
            place=f"Line {number}",
            words=f"It points to line {target}, and line {target} does not point back.",
            stated=target,
        )
        for number, target in pairs
        if target in lines and number not in points[target]
    ]
    return Looked(f"{count(len(pairs), 'reference')} from line to line.", findings)


def named(copy: PlanCopy) -> Looked:
    """ "Mockingbird (line 18)": the words before the number are those of that line, and of no other."""
    titles = {str(line.number): stems(line.title) for line in copy.lines}
    found = [(line, match) for line in copy.lines for match in _NAMED.finditer(line.text)]
    findings = [
        Finding(
            code="reference-name",
            place=f"Line {line.number}",
            words=f"“{match['words'].strip()}” stands beside line {match['number']}, which has another name.",
            stated=match["number"],
        )
        for line, match in found
        if match["number"] in titles and _names_another(stems(match["words"]), match["number"], titles)
    ]
    return Looked(f"{count(len(found), 'line')} named beside their number.", findings)


def _names_another(said: set[str], number: str, titles: dict[str, set[str]]) -> bool:
    others = (title for other, title in titles.items() if other != number)
    return not said & titles[number] and any(said & title for title in others)


def direction(copy: PlanCopy) -> Looked:
    """ "Above" is a lower number, "below" a higher one."""
    found = [each for each in _all(copy) if each.to.way and each.line and each.to.target.isdecimal()]
    findings = [
        Finding(
            code="reference-direction",
            place=each.place,
            words=f"“{each.to.words}” looks the wrong way.",
        )
        for each in found
        if each.to.kind == "line" and (int(each.to.target) < each.line) != (each.to.way == "above")
    ]
    return Looked(f"{count(len(found), 'reference')} that say above or below.", findings)
