"""A line of the source, whatever it came from, and the way back from lines to HTML."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from itertools import groupby, pairwise

from seslip.private import INVISIBLE
from seslip.richtext import clean

SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Run:
    """Some words in one style."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


@dataclass(frozen=True, eq=False)
class Line:
    """One paragraph, list entry, heading or table row of the source.

    `level` is 1 to 6 for a heading, 7 for a line that is bold from end to end, 0 otherwise.
    `blanks` above it: 0 for none, 1 for the usual gap between paragraphs, 2 for a wider one.
    `joined` continues the paragraph above after a line break.
    `place` is where it stood in the source: which line, which part of a line that was cut.
    `implied` stands for a label the source gives otherwise (a table's heading row): no line of its own.
    """

    number: int
    runs: tuple[Run, ...] = ()
    kind: str = "p"
    depth: int = 0
    ordered: bool = False
    start: int = 1
    level: int = 0
    blanks: int = 1
    joined: bool = False
    furniture: str = ""
    implied: bool = False
    cells: tuple[tuple[Run, ...], ...] = field(default=())
    table: int = 0
    place: tuple[int, int] = (0, 0)

    @cached_property
    def text(self) -> str:
        if self.cells:
            return " ".join(filter(None, (words(cell) for cell in self.cells)))
        return words(self.runs)

    @property
    def after_blank(self) -> bool:
        return self.blanks > 0

    @property
    def is_list(self) -> bool:
        return self.kind == "li"

    def split(self, length: int) -> tuple["Line", "Line"]:
        """The first `length` characters of the text, and the rest, as two lines."""
        left, right = [], []
        for run in self.runs:
            left.append(replace(run, text=run.text[:length]))
            right.append(replace(run, text=run.text[length:]))
            length = max(0, length - len(run.text))
        place = (self.place[0], self.place[1] + 1)
        rest = replace(self, runs=tidy(right), level=0, blanks=0, place=place)
        return replace(self, runs=tidy(left)), rest


def wideness(lines: list[Line]) -> float:
    """How many of the paragraphs that follow one another have a gap between them, from 0 to 1."""
    gaps = [below.after_blank for above, below in pairwise(lines) if above.kind == below.kind == "p"]
    return sum(gaps) / len(gaps) if gaps else 0


def words(runs) -> str:
    return "".join(run.text for run in runs)


def tidy(runs) -> tuple[Run, ...]:
    """Runs with white space collapsed across them, equal neighbours joined, none empty."""
    kept, space = [], True
    for run in runs:
        text = SPACES.sub(" ", INVISIBLE.sub("", run.text))
        if space:
            text = text.lstrip(" ")
        if not text:
            continue
        space = text.endswith(" ")
        kept.append(replace(run, text=text))
    if kept and kept[-1].text.endswith(" "):
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    joined = []
    for style, group in groupby(
        (run for run in kept if run.text), key=lambda run: (run.strong, run.em, run.href)
    ):
        joined.append(Run("".join(run.text for run in group), *style))
    return tuple(joined)


def is_bold(runs) -> bool:
    """Bold from end to end; punctuation and spaces may be plain."""
    lettered = [run for run in runs if any(map(str.isalnum, run.text))]
    return bool(lettered) and all(run.strong for run in lettered)


def inline(runs, bold: bool = True) -> str:
    """Runs as inline HTML; with bold=False the emphasis a heading has anyway is left away."""
    return "".join(
        f'<a href="{escape(href)}">{inner}</a>' if href else inner
        for href, inner in (
            (href, "".join(_styled(run, bold) for run in group))
            for href, group in groupby(runs, key=lambda run: run.href)
        )
    )


def _styled(run: Run, bold: bool) -> str:
    text = escape(run.text, quote=False)
    if run.em:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.strong and bold else text


def as_html(lines: list[Line]) -> str:
    """Paragraphs, nested lists and tables, in order, sanitised."""
    parts = []
    for (kind, _), group in groupby(lines, key=lambda line: (line.kind, line.table)):
        block = list(group)
        if kind == "li":
            parts.append(_lists(block))
        elif kind == "row":
            parts.append(_table(block))
        else:
            parts.extend(_paragraphs(block))
    return clean("".join(parts))


def _paragraphs(lines: list[Line]) -> list[str]:
    parts: list[str] = []
    for line in lines:
        if 1 <= line.level <= 6:
            parts.append(f"<h4>{inline(line.runs, bold=False)}</h4>")
        elif line.joined and parts and parts[-1].endswith("</p>"):
            parts[-1] = f"{parts[-1][:-4]}<br>{inline(line.runs)}</p>"
        else:
            parts.append(f"<p>{inline(line.runs)}</p>")
    return parts


def _table(lines: list[Line]) -> str:
    rows = ("".join(f"<td>{inline(cell)}</td>" for cell in line.cells) for line in lines)
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


def _lists(lines: list[Line]) -> str:
    """Lists of one depth side by side; deeper entries inside the entry above them."""
    out, place = [], 0
    while place < len(lines):
        first = lines[place]
        tag = "ol" if first.ordered else "ul"
        entries = []
        while place < len(lines) and (lines[place].depth, lines[place].ordered) == (
            first.depth,
            first.ordered,
        ):
            entry, place = _entry(lines, place)
            entries.append(entry)
        start = f' start="{first.start}"' if first.ordered and first.start != 1 else ""
        out.append(f"<{tag}{start}>{''.join(entries)}</{tag}>")
    return "".join(out)


def _entry(lines: list[Line], place: int) -> tuple[str, int]:
    line, inner = lines[place], inline(lines[place].runs)
    after = place + 1
    while after < len(lines) and lines[after].joined:
        inner += f"<br>{inline(lines[after].runs)}"
        after += 1
    end = after
    while end < len(lines) and lines[end].depth > line.depth:
        end += 1
    deeper = _lists(lines[after:end]) if end > after else ""
    return f"<li>{inner}{deeper}</li>", end
