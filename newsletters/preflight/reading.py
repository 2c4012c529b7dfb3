"""Rich text as a reader meets it: lines of words, with list items marked and the links remembered."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

BLOCKS = {
    "p",
    "li",
    "ul",
    "ol",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "table",
    "caption",
    "tr",
    "td",
    "th",
    "div",
    "br",
}
LIST_MARK = re.compile(r"(?:[•–*-]|\d+[.)])\s+(?=\S)")


@dataclass(frozen=True)
class Link:
    start: int
    end: int
    text: str
    href: str | None


@dataclass(frozen=True)
class Reading:
    text: str
    links: tuple[Link, ...] = ()

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n") if self.text else []

    def link_at(self, offset: int) -> Link | None:
        return next((link for link in self.links if link.start <= offset < link.end), None)


def read(html: str) -> Reading:
    """One line a paragraph or list item ("• " before it, or its number), a list in a list set in."""
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    return Reading("".join(reader.parts).rstrip(), tuple(reader.links))


def read_plain(words: str) -> Reading:
    return Reading(" ".join((words or "").split()))


def is_list_item(line: str) -> bool:
    return bool(LIST_MARK.match(line.lstrip()))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.length = 0
        self.links: list[Link] = []
        self.open_link: tuple[int, int, str | None] | None = None
        self.numbers: list[int | None] = []

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self._new_line()
        if tag in ("ul", "ol"):
            self.numbers.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._mark_list_item()
        elif tag == "a":
            self.open_link = (self.length, len(self.parts), dict(attrs).get("href"))

    def handle_endtag(self, tag):
        if tag == "a" and self.open_link:
            self._end_link()
        if tag in ("ul", "ol") and self.numbers:
            self.numbers.pop()
        if tag in BLOCKS:
            self._new_line()

    def handle_data(self, data):
        text = re.sub(r"\s+", " ", data)
        if self._at_line_start() or self.parts[-1].endswith(" "):
            text = text.lstrip()
        self._add(text)

    def _mark_list_item(self):
        number = self.numbers[-1] if self.numbers else None
        inset = "  " * (len(self.numbers) - 1)
        self._add(inset + ("• " if number is None else f"{number}. "))
        if number is not None:
            self.numbers[-1] = number + 1

    def _end_link(self):
        start, part, href = self.open_link
        self.open_link = None
        text = "".join(self.parts[part:])
        begin = start + len(text) - len(text.lstrip())
        self.links.append(Link(begin, start + len(text.rstrip()), text.strip(), href))

    def _add(self, text: str):
        if text:
            self.parts.append(text)
            self.length += len(text)

    def _at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

    def _new_line(self):
        if not self._at_line_start() and not self._is_bare_mark():
            self._add("\n")

    def _is_bare_mark(self) -> bool:
        return bool(re.fullmatch(r" *(?:•|\d+\.) ", self.parts[-1]))
