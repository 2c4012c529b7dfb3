"""HTML into lines: a saved page of the old site, or a piece pasted from Word or a mail."""

import re
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from . import tables
from .furniture import Site
from .labels import label_of
from .lines import Line, Run, is_bold, tidy, words
from .parsed import ParsedMedia, UnreadableFile
from .text import BULLET, NUMBERED, lines_of_text

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
UNREAD = frozenset({
    "script", "style", "head", "template", "svg", "math", "object", "embed", "select", "textarea", "noscript",
    "title", "meta", "link",
})  # fmt: skip
BOLD_STYLE = re.compile(r"font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
PLAIN_STYLE = re.compile(r"font-weight:\s*(normal|[1-4]00)", re.IGNORECASE)
WORD_LIST = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
WORD_NUMBER = re.compile(r"\(?\w{1,3}[.)]\Z")
FILE_LINK = re.compile(
    r"/wp-content/uploads/|\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|mp4)(?:[?#]|\Z)", re.IGNORECASE
)


@dataclass(frozen=True)
class Style:
    strong: bool = False
    em: bool = False
    href: str = ""


@dataclass(eq=False)
class Block:
    """The paragraph, entry or heading being read, and how many lines it has given so far."""

    number: int = 1
    kind: str = "p"
    depth: int = 0
    ordered: bool = False
    start: int = 1
    level: int = 0
    furniture: str = ""
    given: int = 0


@dataclass
class Page:
    """Walks the tree of a page once, in order, giving a line for each block of text."""

    site: Site
    offset: int = 0
    lines: list[Line] = field(default_factory=list)
    media: list[ParsedMedia] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    breaks: int = 0
    tables_seen: int = 0

    def read(self, node: Tag, style: Style, block: Block, entries: tuple[int, bool] = (-1, False)) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                self.read_tag(child, style, block, entries)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.runs.append(Run(str(child), style.strong, style.em, style.href))

    def read_tag(self, tag: Tag, style: Style, block: Block, entries: tuple[int, bool]) -> None:
        name = tag.name.lower()
        if name in UNREAD or tag.get("mso-ignored"):
            return
        if name == "br":
            self.flush(block)
            self.breaks += 1
            block.number = max(block.number, (tag.sourceline or 1) + self.offset)
        elif name == "pre":
            self.flush(block)
            self.typed(tag, block)
        elif name in ("img", "iframe", "video"):
            self.picture(tag, block)
        elif name == "table" and (rows := tables.rows_of(tag)):
            self.flush(block)
            self.table(rows, tag, block)
        elif name in BLOCKS:
            self.block(tag, style, block, entries)
        else:
            self.phrase(tag, style, block, entries)

    def phrase(self, tag: Tag, style: Style, block: Block, entries: tuple[int, bool]) -> None:
        styled = _style(tag, style)
        if (
            styled.strong
            and not style.strong
            and block.level == 0
            and _is_label(tag)
            and words(self.runs).strip()
        ):
            self.flush(block)
        if styled.href != style.href and FILE_LINK.search(styled.href):
            self.media.append(ParsedMedia(styled.href, tag.get_text(" ", strip=True)))
        self.read(tag, styled, block, entries)

    def block(self, tag: Tag, style: Style, block: Block, entries: tuple[int, bool]) -> None:
        self.flush(block)
        self.breaks = 0
        name = tag.name.lower()
        inner = self.shape(tag, block, entries)
        if name in ("ul", "ol"):
            entries = (min(entries[0] + 1, 8), name == "ol")
        self.read(tag, replace(style, strong=False) if inner.level else style, inner, entries)
        self.flush(inner)
        self.breaks = 0
        block.number = max(block.number, inner.number)

    def typed(self, tag: Tag, block: Block) -> None:
        """Text laid out by its own line ends."""
        number = (tag.sourceline or 1) + self.offset - 1
        for line in lines_of_text(tag.get_text()):
            self.lines.append(replace(line, number=number + line.number, furniture=block.furniture))

    def shape(self, tag: Tag, block: Block, entries: tuple[int, bool]) -> Block:
        name = tag.name.lower()
        why = block.furniture or self.site.why_outside(tag)
        number = (tag.sourceline or 1) + self.offset
        if name == "li":
            depth, ordered = max(entries[0], 0), entries[1]
            return Block(number, "li", depth, ordered, _start(tag) if ordered else 1, furniture=why)
        if word_list := WORD_LIST.search(tag.get("style", "")):
            return Block(number, "li", int(word_list[1]) - 1, _take_word_marker(tag), furniture=why)
        if block.kind == "li" and name not in ("ul", "ol"):
            return block
        level = int(name[1]) if re.fullmatch(r"h[1-6]", name) else 0
        return Block(number, level=level, furniture=why)

    def picture(self, tag: Tag, block: Block) -> None:
        source = str(tag.get("src") or tag.get("data-src") or "")
        title = str(tag.get("alt") or tag.get("title") or "").strip()
        if source and not source.startswith("data:"):
            self.media.append(ParsedMedia(source, title))
        if title:
            number = (tag.sourceline or block.number) + self.offset
            self.lines.append(Line(number, tidy([Run(title)]), furniture="the words of a picture"))

    def table(self, rows: tables.Rows, tag: Tag, block: Block) -> None:
        self.tables_seen += 1
        why = block.furniture or self.site.why_outside(tag)
        for row in rows.rows:
            cells = tuple(self.cell(cell) for cell in row.cells)
            number = row.number + self.offset
            if rows.labels and row is not rows.rows[0]:
                self.lines.extend(tables.item_lines(number, cells, rows.labels))
            elif rows.labels:
                self.lines.append(
                    Line(
                        number, kind="row", cells=cells, table=self.tables_seen, furniture="labels of a table"
                    )
                )
            elif any(cells):
                self.lines.append(
                    Line(number, kind="row", cells=cells, table=self.tables_seen, furniture=why)
                )

    def cell(self, cell: Tag) -> tuple[Run, ...]:
        part = Page(self.site)
        part.read(cell, Style(), Block())
        part.flush(Block())
        self.media.extend(part.media)
        texts = [line for line in part.lines if not line.furniture.startswith("the words of a pic")]
        return tidy(run for line in texts for run in (*line.runs, Run(" ")))

    def flush(self, block: Block) -> None:
        """The words gathered so far become a line of this block."""
        runs, self.runs = tidy(self.runs), []
        if not runs:
            return
        joined = block.given > 0 and (self.breaks == 1 or block.kind == "li")
        level = block.level or (7 if block.kind == "p" and is_bold(runs) else 0)
        line = Line(block.number, runs, block.kind, block.depth, block.ordered, block.start, level=level,
                    joined=joined, furniture=block.furniture, blanks=int(not joined))  # fmt: skip
        block.given += 1
        self.breaks = 0
        self.lines.append(_typed_bullet(line))


def lines_of_html(html: str, offset: int = 0) -> tuple[list[Line], list[ParsedMedia], BeautifulSoup]:
    """The lines of a page, the media it points at, and its tree for the title and address in its head."""
    soup = BeautifulSoup(html, "html.parser")
    page = Page(Site(soup), offset)
    try:
        page.read(soup, Style(), Block())
    except RecursionError as error:
        raise UnreadableFile("The page is nested too deeply to be read.") from error
    page.flush(Block())
    return page.lines, page.media, soup


def _style(tag: Tag, style: Style) -> Style:
    name, css = tag.name.lower(), str(tag.get("style", ""))
    strong = style.strong or name in ("strong", "b") or bool(BOLD_STYLE.search(css))
    return Style(
        strong and not PLAIN_STYLE.search(css),
        style.em or name in ("em", "i", "cite"),
        _link(tag) if name == "a" else style.href,
    )


def _link(tag: Tag) -> str:
    href = str(tag.get("href") or "").strip()
    return "" if re.match(r"#|(?:javascript|data|vbscript|file|tel|about):", href, re.IGNORECASE) else href


def _is_label(tag: Tag) -> bool:
    text = " ".join(tag.get_text().split())
    label = label_of(text)
    return bool(label and not label.weak and (text.endswith(":") or label.end < len(text)))


def _start(tag: Tag) -> int:
    start = str(tag.parent.get("start", "1")) if tag.parent else "1"
    return int(start) if re.fullmatch(r"\d{1,3}", start) else 1


def _take_word_marker(tag: Tag) -> bool:
    """Word writes the bullet or number of an entry as text: marked, to be passed over. Is it a number?"""
    marker = tag.find(style=re.compile(r"mso-list:\s*Ignore", re.IGNORECASE))
    if not marker:
        return False
    marker["mso-ignored"] = "1"
    return bool(WORD_NUMBER.match("".join(marker.get_text().split())))


def _typed_bullet(line: Line) -> Line:
    """A paragraph that begins with a typed bullet, or a number, is a list entry."""
    if line.kind == "li" and (marker := BULLET.match(line.text)):
        return replace(line.split(marker.end())[1], blanks=line.blanks, joined=line.joined)
    if line.kind != "p" or line.level:
        return line
    marker = BULLET.match(line.text) or NUMBERED.match(line.text)
    if not marker:
        return line
    numbered = marker.re is NUMBERED
    rest = line.split(marker.end())[1]
    return replace(rest, kind="li", ordered=numbered, start=int(marker[1]) if numbered else 1, joined=False)
