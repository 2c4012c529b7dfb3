"""Places a text points to: "line 9", "lines 13 and 23", "paragraph 6", "project 3 above", "Table 1"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"\d+(?:\.\d+)?|[xX]\b"
_PLACE = re.compile(
    rf"\b(?P<kind>line|workstream|paragraph|section|project|table)s?\s+"
    rf"(?P<numbers>(?:{_NUMBER})(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:{_NUMBER}))*)"
    rf"(?![:\d])(?P<way>\s+(?:above|below))?",
    re.IGNORECASE,
)
_KINDS = {"workstream": "line", "section": "paragraph"}


@dataclass(frozen=True)
class Pointing:
    """One place pointed to: `kind` is line, paragraph, project or table; `way` is above, below or empty."""

    kind: str
    target: str
    way: str
    words: str


def pointings_in(text: str) -> Iterator[Pointing]:
    for match in _PLACE.finditer(text):
        kind = match["kind"].lower()
        way = (match["way"] or "").strip().lower()
        for number in re.findall(_NUMBER, match["numbers"]):
            yield Pointing(_KINDS.get(kind, kind), number, way, match[0])
