"""A table of figures in parts, for page and PDF: where new heads begin, which rows are totals."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from workstreams.copies import Table

TOTALS = ("total", "carry forward to", "carried forward to")


@dataclass(frozen=True)
class Row:
    """`name` heads the row, after a reference where the table has them; figures are as written, "" blank."""

    reference: str
    name: str
    figures: tuple[str, ...]
    note: str

    @property
    def is_total(self) -> bool:
        return self.name.lower().startswith(TOTALS)


@dataclass
class Part:
    """Rows under the same heads, such as income."""

    heads: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.heads[1]


def parts_of(table: Table) -> list[Part]:
    """The table of the budget in its parts: a row that repeats the heads of the figures begins the next."""
    return list(_parts(table)) if len(table.heads) > 3 else []


def _parts(table: Table) -> Iterator[Part]:
    part = Part(table.heads)
    for cells in table.rows:
        if cells[2:-1] == table.heads[2:-1]:
            yield part
            part = Part(cells)
        else:
            part.rows.append(Row(cells[0], cells[1], cells[2:-1], cells[-1]))
    yield part
