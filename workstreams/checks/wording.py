"""Years, abbreviations and percentages that the words get wrong."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from workstreams.checks.findings import Finding, Looked, count
from workstreams.copies import PlanCopy
from workstreams.figures import figure

_YEAR = re.compile(r"\b(?:20)?(\d\d)\s*[-/–]\s*(?:20)?(\d\d)\b")
_ABBREVIATION = re.compile(r"\b[A-Z]{4,6}\b")
_CHANGE = re.compile(
    r"\b(?P<way>increas|ris|rose|grew|drop|decreas|fell|fall)\w*\b"
    r".*?(?P<stated>\d+(?:\.\d+)?)\s*(?P<unit>%|percentage points)",
    re.I,
)
_DOWN = ("drop", "decreas", "fell", "fall")
# What a cell may not end with: the words after it are missing.
_UNFINISHED = re.compile(r"(?:\b(?:the|a|an|of|to|and|or|between|their|its)|[,(–-])$", re.I)


def years(copy: PlanCopy) -> Looked:
    """Captions and heads are of the plan's year; the region's figures are of the two years before."""
    own = int(copy.year[2:4])
    findings, places = [], 0
    for paragraph in copy.paragraphs:
        if table := paragraph.table:
            expected = {own - 2, own - 1} if table.name == "region" else {own}
            heads = table.heads if table.name != "budget" else ()
            repeated = [head for row in table.rows for head in row] if table.name == "workstreams" else []
            texts = [table.caption, table.source, *heads, *repeated]
            for text in texts:
                said = [
                    int(first)
                    for first, second in _YEAR.findall(text)
                    if int(second) == (int(first) + 1) % 100
                ]
                places += bool(said)
                findings += [
                    _year(table.number, text, year, copy.year) for year in said if year not in expected
                ]
    return Looked(
        f"{count(places, 'caption or head', 'captions and heads')} with a year; the plan is {copy.year}.",
        findings,
    )


def _year(number: int, text: str, year: int, expected: str) -> Finding:
    words = f"“{text}” is of 20{year:02}-{(year + 1) % 100:02}; the plan is of {expected}."
    return Finding(code="year", place=f"Table {number}", words=words)


def abbreviations(copy: PlanCopy) -> Looked:
    """The same letters in another order are one abbreviation, spelt in two ways."""
    places = defaultdict(list)
    for place, text in _texts(copy):
        for found in _ABBREVIATION.findall(text):
            places[found].append(place)
    findings = [
        Finding(
            code="abbreviation",
            place=places[rarer][0],
            words=f"“{rarer}” is “{usual}” in {places[usual][0].lower()}.",
        )
        for one, other in combinations(sorted(places), 2)
        if sorted(one) == sorted(other)
        for rarer, usual in [sorted((one, other), key=lambda each: len(places[each]))]
    ]
    return Looked(f"{count(len(places), 'abbreviation')}.", findings)


def _texts(copy: PlanCopy) -> Iterator[tuple[str, str]]:
    yield from ((f"Paragraph {paragraph.number}", paragraph.text) for paragraph in copy.paragraphs)
    yield from ((f"Table 2, {group.title}", group.introduction) for group in copy.groups)
    yield from ((f"Line {line.number}", f"{line.title}\n{line.text}") for line in copy.lines)


def percentages(copy: PlanCopy) -> Looked:
    """The change that a row of the region's figures states, against its two figures."""
    table = copy.table("region")
    rows = list(_changes(table.rows if table else ()))
    findings = [found for row in rows for found in _change(*row)]
    decimals = {len(stated.partition(".")[2]) for _, _, stated, *_ in rows}
    if len(decimals) > 1:
        words = "Some changes are rounded to whole per cent and others to a tenth of one."
        findings.append(Finding(code="mixed-rounding", place="Table 1", words=words))
    return Looked(f"{count(len(rows), 'row')} that state a change.", findings)


def _changes(rows) -> Iterator[tuple]:
    """(words, is down, stated, unit, earlier, later, figures are percentages)"""
    for words, *cells in rows:
        match = _CHANGE.search(words)
        try:
            (earlier, is_percentage), (later, _) = figure(cells[0]), figure(cells[1])
        except (ValueError, IndexError):
            continue
        if match and earlier and later is not None:
            is_down = match["way"].lower() in _DOWN
            yield words, is_down, match["stated"], match["unit"], earlier, later, is_percentage


def _change(words, is_down, stated, unit, earlier, later, is_percentage) -> Iterator[Finding]:
    points, decimals = later - earlier, len(stated.partition(".")[2])
    change = points if is_percentage else points / earlier * 100
    shown = f"{abs(change):.{decimals}f}"
    place = f"Table 1, {words.split(' increas')[0].split(' have ')[0].split(' dropped')[0]}"
    if (change < 0) != is_down or shown != f"{float(stated):.{decimals}f}":
        way = "fell" if change < 0 else "rose"
        said = f"It says {'down' if is_down else 'up'} {stated}%"
        said += f"; from {earlier:,} to {later:,} it {way} by {shown}%."
        yield Finding(code="stated-change", place=place, words=said, stated=stated, found=shown)
    elif is_percentage and unit == "%":
        said = f"From {earlier}% to {later}% is {shown} percentage points, not {shown}%."
        yield Finding(code="percentage-points", place=place, words=said)


def broken_off(copy: PlanCopy) -> Looked:
    """No text ends in the middle of a sentence."""
    texts = [(place, text) for place, text in _texts(copy) if text.strip()]
    findings = [
        Finding(code="breaks-off", place=place, words=f"It breaks off: “…{part.strip()[-40:]}”.")
        for place, text in texts
        for part in text.splitlines()
        if _UNFINISHED.search(part.strip())
    ]
    return Looked(f"{count(len(texts), 'text')}.", findings)
