"""Where labels are missing: which lines have the shape of a heading, and which of prose."""

import re
from itertools import pairwise

from .lines import Line
from .titles import DATE

LONGEST_HEADING, MOST_WORDS = 160, 20
NO_HEADING = re.compile(
    r"(?:please|if you|for (?:more|further|details|access)|(?:more|further) (?:details|information)"
    r"|contact\b|see |download|click|register|book |to (?:book|register|attend|confirm|find)"
    r"|you |we |it |they |this |these |there |dear |thank|hi |hello|in |on |as |at "
    r"|www\.|https?:|join |email|e-mail|tel\b|telephone|venue|time|date|when|where)",
    re.IGNORECASE,
)
VERB = re.compile(
    r"(?:is|are|was|were|will|has|have|had|can|could|should|would|must|took|takes|says|said|published|includes|launched)\Z",
    re.IGNORECASE,
)
CONTACT = re.compile(r"\S@\S|https?:|www\.|\b0\d{3,}[\s\d]{5,}")
TAIL = re.compile(r"(?:\b(?:and|or|the|of|to|for|by|with|here|a|an|in|on)|[,.;:!…])\Z", re.IGNORECASE)


def heading_like(line: Line) -> bool:
    """Short, no full stop, a capital first, no verb where a sentence has one, no address, not just a date."""
    text = line.text.strip(" *_#")
    if line.kind == "row" or not text or len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS:
        return False
    if 1 <= line.level <= 6:
        return True
    return not (
        TAIL.search(text)
        or ". " in text.replace("e.g. ", "").replace("No. ", "").replace("S.E. ", "")
        or NO_HEADING.match(text)
        or CONTACT.search(text)
        or _is_sentence(text)
        or not re.match(r"[\"'“‘(\[]?[A-Z0-9]", text)
        or not re.search(r"[A-Za-z]{3}", DATE.sub("", text))
    )


def unmistakable(line: Line) -> bool:
    """The heading of an item, not a sub-heading: four words or more, named like a thing or with a date."""
    text = line.text
    names = sum(word[:1].isupper() or word[:1].isdigit() for word in text.split())
    named = names >= 0.6 * len(text.split()) or re.search(r"\s[–—-]\s|: ", text) or DATE.search(text)
    return bool(named) and len(text.split()) >= 4


def loosely_heading(line: Line) -> bool:
    """A heading where one is due: a full stop or a question mark at its end does no harm."""
    text = line.text
    return (
        line.kind != "row"
        and len(text.split()) <= MOST_WORDS
        and not NO_HEADING.match(text)
        and ". " not in text
    )


def prose(line: Line) -> bool:
    """A sentence or more; or what stands under a heading anyway: an entry of a list, a row of a table."""
    text = line.text
    return line.kind in ("li", "row") or bool(re.search(r"[.:;!?…,]\W*\Z", text)) or not heading_like(line)


def _is_sentence(text: str) -> bool:
    if re.match(r"(?:what|how|why|who|when|where|are|is|can|do)\b", text, re.IGNORECASE):
        return False
    return any(VERB.match(word.strip(",;:()")) for word in text.split()[1:5])


def headings(lines: list[Line]) -> list[int]:
    """Which of these lines are headings: by tag or bold type if there is any, else by their shape alone."""
    return _marked(lines) or _shaped(lines) or _numbered(lines)


def _marked(lines: list[Line]) -> list[int]:
    marked = [place for place, line in enumerate(lines) if line.level and line.kind == "p" and not line.joined
              and len(line.text) <= LONGEST_HEADING and not line.text.endswith((".", ";", ","))]  # fmt: skip
    levels = [lines[place].level for place in marked]
    several = [level for level in set(levels) if levels.count(level) > 1]
    top = min(several or levels, default=0)
    if len(marked) == 1 and marked[0] != 0 and top == 7:
        return []
    return [place for place in marked if lines[place].level == top]


def _shaped(lines: list[Line]) -> list[int]:
    found, place = [], 0
    grouped = _grouped(lines)
    while place < len(lines):
        run = _run(lines, place, grouped)
        if run and _heads(lines, place, run, grouped):
            found.append(place)
        place += max(run, 1)
    return found


def _grouped(lines: list[Line]) -> bool:
    """Blank lines stand between groups, not between all paragraphs: then they tell where an item begins."""
    pairs = [second.after_blank for first, second in pairwise(lines) if first.kind == second.kind == "p"]
    return bool(pairs) and 0 < sum(pairs) <= 0.7 * len(pairs)


def _run(lines: list[Line], place: int, grouped: bool) -> int:
    """How many heading-like lines follow one another from here."""
    end = place
    while end < len(lines) and lines[end].kind == "p" and heading_like(lines[end]):
        if grouped and end > place and lines[end].after_blank:
            break
        end += 1
    return end - place


def _heads(lines: list[Line], place: int, run: int, grouped: bool) -> bool:
    after = place + run
    if place and lines[place - 1].text.endswith((":", ",")):
        return False
    if grouped:
        return lines[place].after_blank and place + 1 < len(lines)
    if after >= len(lines) or not prose(lines[after]):
        return False
    return run <= 2 or _opens_list(lines[place:after])


def _opens_list(run: list[Line]) -> bool:
    """Triad 1 …, Triad 2 …, Triad 3 … are alike, and no headings; a line before them that differs is."""
    openings = [re.sub(r"\d+", "0", line.text.split()[0]) for line in run]
    return openings[0] != openings[1] and all(one == other for one, other in pairwise(openings[1:]))


def _numbered(lines: list[Line]) -> list[int]:
    """Numbers such as "1. SEND network", each with prose below: numbered headings, not a list."""
    found = [
        place
        for place, line in enumerate(lines[:-1])
        if line.is_list and line.ordered and heading_like(line) and lines[place + 1].kind == "p"
    ]
    return found if len(found) > 1 else []


def lead(line: Line) -> int:
    """Where the words that name an item end, in "SEND network – the next meeting …"; 0 if none stand out."""
    if line.kind != "row" and line.runs[0].strong and len(line.runs) > 1:
        first = len(line.runs[0].text)
        return first + len(re.match(r"\s*(?:[:–—-]\s+)?", line.text[first:])[0])
    match = re.match(r"(?P<lead>[^.:–—]{3,80}?)(?P<sign>:|\s[–—-])\s", line.text)
    short = match and len(match["lead"].split()) <= 10 and not NO_HEADING.match(line.text)
    return match.end() if short else 0
