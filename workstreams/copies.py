"""The plan in one shape: as a document says it, as the database holds it, as a version was frozen.

Readers, checks, comparison, page and PDF all take a PlanCopy, wherever it comes from. Its texts are plain
words; where the plan is kept with headings, lists and links, the `html` beside a text has them.
"""

from dataclasses import asdict, dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """Who stands for a line: `stated` is the statement as written, the rest is what it says.

    `post` is as written too ("DCS", "Lead Member"); `through` a body that acts for the council;
    `on_behalf_of` the name of whoever they stand in for.
    """

    stated: str
    post: str
    name: str
    councils: tuple[str, ...] = ()
    through: str = ""
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """ "See line 9", standing by itself: `kind` is line or paragraph, `target` the number as written.

    `words` is the whole statement, such as "See lines 9 and 28". What a sentence points to in passing is
    found in its words, see pointing.py.
    """

    kind: str
    target: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A workstream of the plan; `purpose` has a line for each of its paragraphs."""

    number: int
    title: str
    purpose: str = ""
    purpose_html: str = ""
    sponsors: tuple[Sponsor, ...] = ()
    outputs: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def text(self) -> str:
        """All its words but the title."""
        return "\n".join([self.purpose, *self.outputs])

    @property
    def sponsor_statements(self) -> list[str]:
        """As the plan states them, each once: one statement may name two people."""
        return list(dict.fromkeys(sponsor.stated or sponsor.name for sponsor in self.sponsors))

    @property
    def points_to(self) -> str | None:
        """The line it only points to: nothing is said here but "See line 5"."""
        if self.purpose or self.sponsors or self.outputs or len(self.references) != 1:
            return None
        return self.references[0].target if self.references[0].kind == "line" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of lines; `stated` is how many the document says there are, None where it does not."""

    title: str
    note: str = ""
    stated: int | None = None
    introduction: str = ""
    introduction_html: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in the text. `name` is region, workstreams or budget; the lines of Table 2 stand in the groups.

    The cells are as written; the first row of `rows` is not special.
    """

    number: int
    name: str
    caption: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A numbered paragraph; one without a number only carries a table.

    List entries in `text` begin with "- "."""

    number: str = ""
    text: str = ""
    html: str = ""
    footnotes: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    number: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCopy:
    """A whole plan. `opening` is what stands before section 1: when it was agreed, what was revised."""

    title: str
    year: str
    opening: str = ""
    opening_html: str = ""
    sections: tuple[Section, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [paragraph for section in self.sections for paragraph in section.paragraphs]

    def table(self, name: str) -> Table | None:
        tables = (paragraph.table for paragraph in self.paragraphs if paragraph.table)
        return next((table for table in tables if table.name == name), None)


def as_json(copy: Any) -> dict:
    """What can be kept as JSON and read back with `from_json`."""
    return asdict(copy)


def from_json(kind: type, kept: dict) -> Any:
    """A copy of this kind, from what `as_json` made of one."""
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: _read(hints[field.name], kept[field.name])
            for field in fields(kind)
            if field.name in kept
        }
    )


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is UnionType:
        return _read(get_args(hint)[0], value)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], each) for each in value)
    return from_json(hint, value) if is_dataclass(hint) else value
