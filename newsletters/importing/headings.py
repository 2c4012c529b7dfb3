"""Which lines of an Update without labels are headings: first how this one sets its headings, then where."""

import re
from collections.abc import Callable
from itertools import pairwise

from .lines import Line, wideness
from .opening import PAGE_HEADING
from .shapes import LONGEST_HEADING, heading_like, loosely_heading, prose

BOLD = 7
WIDEST = 200
MOST = 0.7


class Headings:
    """How one Update sets its headings: by tag or bold type, by wider gaps around them, or by words alone."""

    def __init__(self, lines: list[Line], *, labelled: bool):
        """`labelled`: some fields have labels, so that a wide gap can only be around a heading."""
        self.level = _level(lines)
        self.looks = loosely_heading if labelled else heading_like
        self.spaced = not self.level and len(_spaced(lines, self.looks)) >= 2
        self.numbered = not (self.level or self.spaced or _shaped(lines)) and len(_numbered(lines)) >= 2

    def places(self, lines: list[Line], *, below_label: bool = False) -> list[int]:
        """Where in these lines headings stand; below a label the first line is none."""
        if self.level:
            found = [
                place for place, line in enumerate(lines) if _is_marked(line) and line.level == self.level
            ]
        elif self.spaced:
            found = _spaced(lines, self.looks, below_label)
        else:
            found = _numbered(lines) if self.numbered else _shaped(lines)
        found = [place for place in found if not PAGE_HEADING.match(lines[place].text)]
        return [place for place in found if place] if below_label else found

    def places_or_shaped(self, lines: list[Line]) -> list[int]:
        """The same for a part that may set its headings in its own way."""
        return self.places(lines) or _shaped(lines)


def _is_marked(line: Line) -> bool:
    short = len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ";", ","))
    return bool(line.level and line.kind == "p" and not line.joined and short)


def _level(lines: list[Line]) -> int:
    """The highest level with several headings; one heading alone, if in bold only, may be anything."""
    levels = [line.level for line in lines if _is_marked(line)]
    several = [level for level in set(levels) if levels.count(level) > 1]
    top = min(several or levels, default=0)
    return 0 if len(levels) == 1 and top == BOLD and not _is_marked(lines[0]) else top


def _spaced(lines: list[Line], looks: Callable[[Line], bool], below_label: bool = False) -> list[int]:
    """Lines with a wider gap above and below; of two in a row the second is the text of the first."""
    found: list[int] = [-1] if below_label else []
    for place, line in enumerate(lines):
        below = lines[place + 1].blanks if place + 1 < len(lines) else 2
        stands_apart = line.kind == "p" and line.blanks > 1 and below > 1 and len(line.text) <= WIDEST
        if stands_apart and looks(line) and (not found or found[-1] != place - 1):
            found.append(place)
    return [place for place in found if place >= 0]


def _shaped(lines: list[Line]) -> list[int]:
    found, place = [], 0
    wide = wideness(lines)
    while place < len(lines):
        run = _run(lines, place, grouped=0 < wide <= MOST)
        if run and _heads(lines, place, run, wide):
            found.append(place)
        place += max(run, 1)
    return found


def _run(lines: list[Line], place: int, *, grouped: bool) -> int:
    """How many heading-like lines follow one another from here; in groups, up to the next gap."""
    end = place
    while end < len(lines) and lines[end].kind == "p" and heading_like(lines[end]):
        if grouped and end > place and lines[end].after_blank:
            break
        end += 1
    return end - place


def _heads(lines: list[Line], place: int, run: int, wide: float) -> bool:
    """Where blank lines stand between groups, not between all paragraphs, they tell where an item begins."""
    after = place + run
    if place and lines[place - 1].text.endswith((":", ",")):
        return False
    if wide > 0 and not lines[place].after_blank:
        return False
    if 0 < wide <= MOST:
        return place + 1 < len(lines)
    if after >= len(lines) or not prose(lines[after]):
        return False
    return run <= 2 or _opens_list(lines[place:after])


def _opens_list(run: list[Line]) -> bool:
    """Triad 1 …, Triad 2 …, Triad 3 … are alike, and no headings; a line before them that differs is."""
    openings = [re.sub(r"\d+", "0", line.text.split()[0]) for line in run]
    return openings[0] != openings[1] and all(one == other for one, other in pairwise(openings[1:]))


def _numbered(lines: list[Line]) -> list[int]:
    """Numbers such as "1. SEND network", each with prose below: numbered headings, not a list."""
    return [
        place
        for place, line in enumerate(lines[:-1])
        if line.is_list and line.ordered and heading_like(line) and lines[place + 1].kind == "p"
    ]
