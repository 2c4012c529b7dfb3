"""The table of the budget as a document states it: rows, columns, totals and notes, in pence."""

from dataclasses import dataclass, field

Amounts = tuple[int | None, ...]


@dataclass(frozen=True)
class Column:
    """A column of figures: of which year and which book (budget, forecast or actual)."""

    head: str
    year: str
    book: str


@dataclass(frozen=True)
class Part:
    """What a note says of a row's money: from `source` or a project, how much (None: it does not say)."""

    source: str
    project: str
    amount: int | None
    lead: str = ""


@dataclass(frozen=True)
class Note:
    """A note as read. `see` is the line it sends to; `sum` an amount after "="."""

    words: str
    parts: tuple[Part, ...] = ()
    lead: str = ""
    see: int | None = None
    sum: int | None = None

    @property
    def projects(self) -> list[Part]:
        return [part for part in self.parts if part.project]


@dataclass(frozen=True)
class Row:
    """A row of income (without a reference) or of spending."""

    ref: str
    name: str
    amounts: Amounts
    note: Note

    @property
    def numbers(self) -> list[int]:
        """The lines of the plan it pays for: 3 and 14 of "3 & 14"; none of "-" and "other"."""
        return [
            int(each) for each in self.ref.replace("&", " ").replace(",", " ").split() if each.isdecimal()
        ]

    @property
    def place(self) -> str:
        return f"Table 3, {self.ref} {self.name}".replace("  ", " ")


@dataclass(frozen=True)
class BudgetCopy:
    """`carried` has the year it is carried to, with its amounts."""

    columns: tuple[Column, ...]
    income: tuple[Row, ...]
    spending: tuple[Row, ...]
    total_in: Amounts = ()
    total_out: Amounts = ()
    carried: tuple[tuple[str, Amounts], ...] = ()
    troubles: tuple[str, ...] = field(default=())

    @property
    def opening(self) -> Row | None:
        """What was carried forward from the year before."""
        return next((row for row in self.income if is_opening(row.name)), None)


def is_opening(name: str) -> bool:
    return name.lower().startswith(("carry forward from", "carried forward from", "brought forward"))
