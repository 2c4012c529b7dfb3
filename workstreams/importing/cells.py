"""The words of a table's cell: paragraphs, with "- " before the entries of a list."""

import re
from html import unescape

_BLOCK = re.compile(r"<(?P<tag>p|ul|ol)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
# What stands before an entry of a list once its tags are gone: •, a dash before a figure or a word, a).
_ENTRY = re.compile(r"(?:^|\s+)(?:•|-(?=\s+[\w(])|[a-z]\)(?=\s))\s*")
_SENTENCE = re.compile(r"(?<=[a-z)\d][.;])\s+(?=[A-Z“\"])|(?<=[a-z\d])\s+(?=To [a-z])")


def paragraphs_of(cell: str) -> list[str]:
    """A cell with tags by its tags; one without stays in one piece, for it has no marks to part it by."""
    if not _TAG.search(cell):
        return [plain] if (plain := _plain(cell)) else []
    parts = (part for tag, text in _blocks(cell) for part in _parts(tag, text))
    return [part for part in parts if part]


def _parts(tag: str, text: str) -> list[str]:
    return [_plain(text)] if tag == "p" else _entries(text)


def _blocks(cell: str) -> list[tuple[str, str]]:
    """(tag, inner text) one after another; a list that is never closed ends where the next block begins."""
    starts = list(_BLOCK.finditer(cell))
    if not starts:
        return [("p", cell)]
    ends = [start.start() for start in starts[1:]] + [len(cell)]
    spans = zip(starts, ends, strict=True)
    blocks = [(start["tag"].lower(), cell[start.end() : end]) for start, end in spans]
    return [("p", cell[: starts[0].start()]), *blocks]


def _entries(text: str) -> list[str]:
    """The entries of a list, by <li> or by the marks before them; words before the first stand alone."""
    marked = re.sub(r"<li\b[^>]*>", " • ", text, flags=re.IGNORECASE)
    first, *entries = _ENTRY.split(_plain(marked))
    return [first.strip(), *(f"- {entry.strip()}" for entry in entries if entry.strip())]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(_TAG.sub(" ", text))).strip()


def sentences_of(paragraph: str) -> list[str]:
    """Where a cell has no marks, each thing it promises: a sentence, a clause, or what begins with "To"."""
    if paragraph.startswith("- "):
        return [paragraph]
    first, *entries = _ENTRY.split(paragraph) if "•" in paragraph else [paragraph]
    pieces = [piece.strip().rstrip(";") for piece in _SENTENCE.split(first)]
    return [piece for piece in pieces if piece] + [f"- {entry.strip()}" for entry in entries if entry.strip()]


def joined(above: list[str], below: list[str]) -> list[str]:
    """A cell that a page's end cut in two: what breaks off goes on in the next row."""
    if not above or not below or _begins(above[-1], below[0]):
        return above + below
    return [*above[:-1], f"{above[-1]} {below[0]}", *below[1:]]


def _begins(last: str, first: str) -> bool:
    """Whether the first words of the next row begin something of their own."""
    if last.endswith((*".!?:;", "”", '"')) or first.startswith(("- ", "To ")):
        return True
    return last.startswith("- ") and first[:1].isupper()
