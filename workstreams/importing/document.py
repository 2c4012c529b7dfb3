"""The plan's document as text: numbered sections and paragraphs, tables in between."""

import re
from dataclasses import dataclass, field

from workstreams.copies import Paragraph, PlanCopy, Section, Table
from workstreams.importing.lines import groups_of

_YEAR = re.compile(r"\b(20\d\d)\s*[-–/]\s*(?:20)?(\d\d)\b")
_SECTION = re.compile(r"(?P<number>\d+|Annex [A-Z])\.?\s+(?P<title>\S.*)")
_PARAGRAPH = re.compile(r"-?\s*(?P<number>\d+\.\d+)\.?\s+(?P<text>\S.*)")
_TABLE = re.compile(r"Table (?P<number>\d+)\s*[:.]\s*(?P<caption>.+)")
_FOOTNOTE = re.compile(r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹])\s*(?P<text>\S.*)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ENTRY = re.compile(r"(?:[-•]\s+)+")
_HEAD_OF_LINES = re.compile(r"Workstreams\b")
# The author's own line has an address and a telephone number; neither is the plan's.
_AUTHOR = "Author:"


class Unreadable(ValueError):
    """The text is no plan; the sentence says what is missing."""


@dataclass
class _Open:
    """What has been read so far, and where in it the next line belongs."""

    sections: list[dict] = field(default_factory=list)
    lines: list[tuple[str, ...]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    table: dict | None = None

    @property
    def paragraphs(self) -> list[dict]:
        return self.sections[-1]["paragraphs"]


def read_plan(text: str) -> PlanCopy:
    """The plan of a text; raises Unreadable, with a sentence, for anything that is none."""
    lines = [_tidy(line) for line in text.removeprefix("\ufeff").splitlines()]
    filled = [line for line in lines if line.strip()]
    if not filled or not (year := _YEAR.search(filled[0])) or "plan" not in filled[0].lower():
        raise Unreadable(
            "The first line is not the title of a plan, such as “Regional Improvement Plan 2021-22”."
        )
    opening, rest = _opening(filled[1:])
    read = _Open()
    for line in rest:
        _take(read, line)
    if not read.sections:
        raise Unreadable("There is no numbered section, such as “1. Introduction”.")
    if not read.lines:
        raise Unreadable(
            "There is no table of workstreams: a caption, then rows of two cells with a tab between."
        )
    return PlanCopy(
        title=filled[0].strip(),
        year=f"{year[1]}-{year[2]}",
        opening="\n".join(opening),
        sections=tuple(_section(each) for each in read.sections),
        groups=groups_of(read.lines),
    )


def _tidy(line: str) -> str:
    """Without the spaces of word processors; tabs stay, for they part cells."""
    return _LINK.sub(r"\1", line.replace("\u00a0", " ").replace("\u200b", "")).rstrip(" ")


def _opening(lines: list[str]) -> tuple[list[str], list[str]]:
    for place, line in enumerate(lines):
        if _is_section(line, 1):
            return [each.strip() for each in lines[:place] if not each.startswith(_AUTHOR)], lines[place:]
    raise Unreadable("There is no numbered section, such as “1. Introduction”.")


def _is_section(line: str, number: int) -> bool:
    found = None if "\t" in line else _SECTION.match(line)
    return bool(found) and (found["number"] == str(number) or found["number"].startswith("Annex"))


def _take(read: _Open, line: str) -> None:
    """Put a line where it belongs: the first that knows it takes it."""
    if _is_section(line, _next_number(read)):
        found = _SECTION.match(line)
        read.sections.append({"number": found["number"], "title": found["title"].strip(), "paragraphs": []})
        read.table = None
    elif found := _TABLE.match(line):
        read.table = {"number": int(found["number"]), "caption": found["caption"].strip(), "rows": []}
        if not read.paragraphs or "table" in read.paragraphs[-1]:
            read.paragraphs.append({})
        read.paragraphs[-1]["table"] = read.table
    elif read.table is not None and _table_takes(read, line):
        pass
    else:
        read.table = None
        _text(read, line)


def _next_number(read: _Open) -> int:
    return 1 + sum(section["number"].isdecimal() for section in read.sections)


def _table_takes(read: _Open, line: str) -> bool:
    table, cells = read.table, tuple(cell.strip() for cell in line.split("\t"))
    if _HEAD_OF_LINES.match(cells[0]) and len(cells) == 2:
        table["name"] = "workstreams"
        table.setdefault("all_heads", []).append(cells)
        return True
    if table.get("name") == "workstreams":
        read.lines.append(cells if len(cells) > 1 else (cells[0],))
        return True
    if len(cells) > 1:
        table["rows"].append(cells)
        return True
    if line.startswith("Source:"):
        table["source"] = line.removeprefix("Source:").strip()
        return True
    return False


def _text(read: _Open, line: str) -> None:
    if found := _FOOTNOTE.match(line):
        marked = [each for each in read.paragraphs if found["mark"] in each.get("text", "")]
        if marked:
            marked[0].setdefault("footnotes", []).append(found["text"].strip())
            return
    if found := _PARAGRAPH.match(line):
        read.paragraphs.append({"number": found["number"], "text": found["text"].strip()})
    elif read.paragraphs and read.paragraphs[-1].get("text") and "table" not in read.paragraphs[-1]:
        read.paragraphs[-1]["text"] += f"\n{_entry(line)}"
    else:
        read.paragraphs.append({"text": _entry(line)})


def _entry(line: str) -> str:
    """An entry of a list, however many dashes it came with."""
    stripped = line.strip()
    return _ENTRY.sub("- ", stripped, count=1) if _ENTRY.match(stripped) else stripped


def _section(section: dict) -> Section:
    paragraphs = tuple(_paragraph(each) for each in section["paragraphs"])
    return Section(number=section["number"], title=section["title"], paragraphs=paragraphs)


def _paragraph(read: dict) -> Paragraph:
    return Paragraph(
        number=read.get("number", ""),
        text=read.get("text", ""),
        footnotes=tuple(read.get("footnotes", [])),
        table=_table(read["table"]) if "table" in read else None,
    )


def _table(read: dict) -> Table:
    """Heads and rows; of the workstreams' table the rows are heads of later pages that differ."""
    rows, source = read["rows"], read.get("source", "")
    if read.get("name") == "workstreams":
        heads, *repeated = read["all_heads"]
        others = tuple(each for each in repeated if each != heads)
        about = {"number": read["number"], "name": "workstreams", "caption": read["caption"]}
        return Table(**about, heads=heads, rows=others)
    wide = max((len(row) for row in rows), default=0)
    padded = [row + ("",) * (wide - len(row)) for row in rows]
    is_budget = any("income" in cell.lower() for row in padded[:3] for cell in row[:2])
    while is_budget and padded and len([cell for cell in padded[0] if cell]) == 1:
        source = padded.pop(0)[0]
    name = "budget" if is_budget else "region"
    heads, *rest = padded or [()]
    return Table(
        number=read["number"],
        name=name,
        caption=read["caption"],
        heads=heads,
        rows=tuple(rest),
        source=source,
    )
