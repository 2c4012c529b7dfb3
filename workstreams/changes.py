"""Two copies of a plan side by side, of one year or of two: what came, what went, what is different."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from workstreams.copies import Line, Paragraph, PlanCopy, Table


@dataclass(frozen=True)
class Change:
    """One difference: where, in a sentence, and the words before and after where both are there."""

    kind: str
    place: str
    words: str
    before: str = ""
    after: str = ""


def changes(before: PlanCopy, after: PlanCopy) -> list[Change]:
    """In the order of the plan: the text, the lines, the tables."""
    return [*_text(before, after), *_lines(before, after), *_tables(before, after)]


def _text(before: PlanCopy, after: PlanCopy) -> Iterator[Change]:
    if before.opening != after.opening:
        yield Change("text", "Opening", "The opening is different.", before.opening, after.opening)
    old, new = _by_number(before), _by_number(after)
    for number in {**old, **new}:
        place = f"Paragraph {number}"
        if number not in old:
            yield Change("paragraph-added", place, "It is new.", after=_words(new[number]))
        elif number not in new:
            yield Change("paragraph-dropped", place, "It is gone.", before=_words(old[number]))
        elif _words(old[number]) != _words(new[number]):
            yield Change("text", place, "Its words are different.", _words(old[number]), _words(new[number]))


def _by_number(copy: PlanCopy) -> dict[str, Paragraph]:
    return {paragraph.number: paragraph for paragraph in copy.paragraphs if paragraph.number}


def _words(paragraph: Paragraph) -> str:
    return "\n".join([paragraph.text, *paragraph.footnotes])


@dataclass(frozen=True)
class _Placed:
    line: Line
    group: str


def _placed(copy: PlanCopy) -> list[_Placed]:
    return [_Placed(line, group.title) for group in copy.groups for line in group.lines]


def _lines(before: PlanCopy, after: PlanCopy) -> Iterator[Change]:
    """Lines belong together by their title; where that changed, by their number, in the same year."""
    old, new = _placed(before), _placed(after)
    pairs = _pairs(old, new, same_year=before.year == after.year)
    for placed in new:
        if placed.line.number not in pairs:
            yield Change("line-added", _place(placed.line), "The line is new.")
        else:
            yield from _line(pairs[placed.line.number], placed)
    kept = {placed.line.number for placed in pairs.values()}
    for placed in old:
        if placed.line.number not in kept:
            yield from _gone(placed.line, after)


def _pairs(old: list[_Placed], new: list[_Placed], *, same_year: bool) -> dict[int, _Placed]:
    """The old line for the number of each new one that has one."""
    by_title = {_key(placed.line.title): placed for placed in old}
    pairs = {p.line.number: by_title[_key(p.line.title)] for p in new if _key(p.line.title) in by_title}
    if same_year:
        taken = {placed.line.number for placed in pairs.values()}
        free = {placed.line.number: placed for placed in old if placed.line.number not in taken}
        for placed in new:
            if placed.line.number not in pairs and placed.line.number in free:
                pairs[placed.line.number] = free[placed.line.number]
    return pairs


def _key(title: str) -> str:
    return "".join(each for each in title.lower() if each.isalnum())


def _gone(line: Line, after: PlanCopy) -> Iterator[Change]:
    """A line is dropped, or merged where a new one names it."""
    into = [other for other in after.lines if _key(line.title) in _key(other.title)]
    if into:
        words = f"The line is merged into line {into[0].number}, {into[0].title}."
        yield Change("lines-merged", _place(line), words)
    else:
        yield Change("line-dropped", _place(line), "The line is gone.")


def _line(old: _Placed, new: _Placed) -> Iterator[Change]:
    place = _place(new.line)
    if old.line.number != new.line.number:
        yield Change("line-renumbered", place, f"It was line {old.line.number}.")
    if old.group != new.group:
        yield Change("line-moved", place, f"It was in the group {old.group}, and is in {new.group}.")
    if old.line.title != new.line.title:
        yield Change("title", place, "Its title is different.", old.line.title, new.line.title)
    if _sponsors(old.line) != _sponsors(new.line):
        words = "Its sponsor is different."
        yield Change("sponsor", place, words, _sponsors(old.line), _sponsors(new.line))
    for kind, name in (("purpose", "purpose"), ("outputs", "outputs"), ("references", "references")):
        then, now = _plain(getattr(old.line, name)), _plain(getattr(new.line, name))
        if then != now:
            verb = "is" if name == "purpose" else "are"
            yield Change(kind, place, f"Its {name} {verb} different.", then, now)


def _plain(value) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(dict.fromkeys(getattr(each, "words", each) for each in value))


def _sponsors(line: Line) -> str:
    return "\n".join(line.sponsor_statements)


def _place(line: Line) -> str:
    return f"Line {line.number}, {line.title}"


def _tables(before: PlanCopy, after: PlanCopy) -> Iterator[Change]:
    old = {p.table.number: p.table for p in before.paragraphs if p.table}
    new = {p.table.number: p.table for p in after.paragraphs if p.table}
    for number in old.keys() & new.keys():
        if old[number].caption != new[number].caption:
            words = "Its caption is different."
            yield Change("table", f"Table {number}", words, old[number].caption, new[number].caption)
        yield from _rows(old[number], new[number])


def _rows(old: Table, new: Table) -> Iterator[Change]:
    """Rows belong together by their first two cells; money moved shows as two rows with other figures."""
    then, now = _by_name(old), _by_name(new)
    for name in {**then, **now}:
        place = f"Table {new.number}, {' '.join(name).strip()}"
        if name not in then:
            yield Change("row-added", place, "The row is new.", after=_figures(now[name]))
        elif name not in now:
            yield Change("row-dropped", place, "The row is gone.", before=_figures(then[name]))
        elif then[name] != now[name]:
            yield Change(
                "row", place, "Its figures or notes are different.", *_different(then[name], now[name])
            )


def _by_name(table: Table) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Cells by the words that head the row: the measure, or in the budget the reference and the name."""
    heads = 1 if table.name == "region" else 2
    return {row[:heads]: row[heads:] for row in table.rows}


def _figures(cells: tuple[str, ...]) -> str:
    return "; ".join(cell for cell in cells if cell)


def _different(then: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, str]:
    pairs = [pair for pair in zip_longest(then, now, fillvalue="") if pair[0] != pair[1]]
    return tuple("; ".join(pair[side] or "blank" for pair in pairs) for side in (0, 1))
