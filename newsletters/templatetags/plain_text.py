"""Rich text as a letter's plain-text part carries it."""

import textwrap
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby

from django import template
from django.conf import settings

register = template.Library()
WIDTH = 72
_RULES = {"h1": "=", "h2": "=", "h3": "-"}
_HEADINGS = {*_RULES, "h4", "caption"}
_BLOCKS = {"p", "blockquote", "tr", *_HEADINGS}
_CELLS = {"td", "th"}


@register.filter
@lru_cache(maxsize=32)
def as_text(html: str) -> str:
    """Paragraphs, nested lists, headings, table rows, and links as words (address), wrapped at 72.

    Most readers of an Update get the same words, so the last answers are kept.
    """
    writer = _Writer()
    writer.feed(html or "")
    writer.close()
    return writer.text()


@register.filter
def wrapped(words: str, indent: str = "") -> str:
    return _fill(" ".join(str(words).split()), indent, indent)


def _fill(words: str, first: str, following: str) -> str:
    return textwrap.fill(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )


class _Writer(HTMLParser):
    """Gathers the words of a block; a block that ends is wrapped and set down."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, int]] = []
        self.words = ""
        self.lists: list[int | None] = []
        self.group, self.in_group = 0, False
        self.mark = ""
        self.link: tuple[str, int] | None = None

    def text(self) -> str:
        """Blocks with an empty line between them, but none within a list or a table."""
        self._end_block()
        groups = [list(blocks) for _, blocks in groupby(self.blocks, key=lambda block: block[1])]
        return "\n\n".join("\n".join(words for words, _ in blocks) for blocks in groups)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in _BLOCKS and not (tag == "p" and self.mark):
            self._end_block()
        if tag in ("ul", "ol", "table") and not self.lists:
            self._end_block()
            self.in_group = False
        if tag in ("ul", "ol"):
            self._end_block()
            self.lists.append(int(attributes.get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            self._end_block()
            self.mark = self._next_mark()
        elif tag == "a":
            self.link = (attributes.get("href") or "", len(self.words))
        elif tag == "br":
            self.words += "\n"
        elif tag in _CELLS and self.words.strip():
            self.words = self.words.rstrip() + " | "

    def handle_endtag(self, tag):
        if tag == "a":
            self._end_link()
        elif tag in _HEADINGS:
            self._end_block(rule=_RULES.get(tag, ""))
        elif tag in _BLOCKS or tag == "li":
            self._end_block(row=tag == "tr")
        elif tag in ("ul", "ol") and self.lists:
            self._end_block()
            self.lists.pop()

    def handle_data(self, data):
        self.words += data.replace("\n", " ").replace("\r", " ")

    def _next_mark(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1] - 1}. "

    def _end_link(self):
        if self.link is None:
            return
        href, start = self.link
        self.link = None
        shown = self.words[start:].strip()
        address = href.removeprefix("mailto:")
        address = f"{settings.SITE_ADDRESS}{address}" if address.startswith("/") else address
        if address and shown != address:
            self.words += f" ({address})" if shown else address

    def _end_block(self, *, row: bool = False, rule: str = ""):
        lines = [" ".join(line.split()) for line in self.words.split("\n")]
        self.words = ""
        if not any(lines):
            return
        indent = "  " * max(len(self.lists) - 1, 0)
        hanging = indent + "  " * bool(self.lists) if not self.mark else indent + " " * len(self.mark)
        filled = [
            _fill(line, indent + self.mark if not place and self.mark else hanging, hanging)
            for place, line in enumerate(line for line in lines if line)
        ]
        together, self.mark = bool(self.lists) or row, ""
        block = "\n".join(filled)
        if rule:
            block += "\n" + rule * max(len(line) for line in block.splitlines())
        if not together or not self.in_group:
            self.group += 1
        self.in_group = together
        self.blocks.append((block, self.group))
