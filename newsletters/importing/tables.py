"""Tables in a page: of figures, kept as tables; of items, read as items; for layout only, read as text."""

from dataclasses import dataclass, field

from bs4 import Tag

from .labels import FIELDS, label_of, section_of
from .lines import Line, Run
from .titles import title_line


@dataclass(frozen=True, eq=False)
class Row:
    number: int
    cells: list[Tag]


@dataclass(frozen=True)
class Rows:
    """The rows of a table; with `labels` where its first row names the fields of an item."""

    rows: list[Row]
    labels: list[str] = field(default_factory=list)


def rows_of(table: Tag) -> Rows | None:
    """The rows of a table that says something by its columns; None where it only lays out the page."""
    rows = [
        Row(tag.sourceline or 1, tag.find_all(["td", "th"], recursive=False)) for tag in table.find_all("tr")
    ]
    rows = [row for row in rows if row.cells]
    if table.find("table") or max((_filled(row) for row in rows), default=0) < 2:
        return None
    labels = [_label(cell) for cell in rows[0].cells]
    if len([label for label in labels if label]) >= 2 and len(rows) > 1:
        return Rows(rows, labels)
    if any(_lays_out(cell) for row in rows for cell in row.cells):
        return None
    return Rows(rows)


def item_lines(number: int, cells: tuple[tuple[Run, ...], ...], labels: list[str]) -> list[Line]:
    """One row of a table of items: each cell under its label, the labels implied."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return [Line(number, filled[0])]
    lines = []
    for label, cell in zip(labels + [""] * len(cells), cells, strict=False):
        if label in FIELDS:
            lines.append(Line(number, (Run(label.capitalize()),), implied=True))
        if cell:
            lines.append(Line(number, cell))
    return lines


def _filled(row: Row) -> int:
    return sum(bool(cell.get_text(strip=True)) for cell in row.cells)


def _text(cell: Tag) -> str:
    return " ".join(cell.get_text(" ").split())


def _label(cell: Tag) -> str:
    text = _text(cell)
    label = label_of(text)
    return label.kind if label and label.end == len(text) else ""


def _lays_out(cell: Tag) -> bool:
    text = _text(cell)
    label = label_of(text)
    return bool((label and not label.weak) or section_of(text) or title_line(text))
