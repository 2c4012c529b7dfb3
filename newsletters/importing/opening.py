"""The top of an Update: its title, its introduction, and what a saved page has around them."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from .boilerplate import furniture_of
from .labels import label_of, section_of
from .lines import Line
from .titles import NUMBER_ALONE, Title, find_date, is_date_line, title_line

PAGE_HEADING = re.compile(
    r"\W*(?:(?:seslip|our|latest|weekly|programme|regional)\s+)*"
    r"(?:newsletters?|updates?|news|newsletters? archive"
    r"|south east (?:region(?:al)? )?sector[ -]led improvement(?: programme)?|seslip|welcome)\W*\Z",
    re.IGNORECASE,
)
SHORTENED = re.compile(
    r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*(?:(?:continue reading|read more).*)?\Z", re.IGNORECASE
)
# How the standing paragraphs at the top of the old site's Updates begin.
STANDING = re.compile(
    r"(?:a brief summary of|any tools, templates|if you (?:would )?(?:like|want) to (?:know more|work for)"
    r"|if you have (?:any|an) (?:news|ideas?|suggestions?)|at seslip we|we are (?:always|glad)"
    r"|our (?:\w+ ){0,4}(?:plan|report|prospectus)\b.*\b(?:here|link)\W*\Z)",
    re.IGNORECASE,
)
STANDING_LINES = 12
GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon)|welcome|happy|colleagues)\b", re.IGNORECASE
)
SENTENCE = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|can|could|should|would|may|must|please|find|see|read|click|here)\b",
    re.IGNORECASE,
)
OTHER_TITLE = "the title of another Update"
FURTHEST = 0.4


@dataclass
class Opening:
    """What stands above the items."""

    title: Title = Title()
    titles: list[Line] = field(default_factory=list)
    before: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    left_out: list[tuple[Line, str]] = field(default_factory=list)


def opening_of(lines: list[Line], known: int | None) -> Opening:
    """Finds the title above the first label, and cuts the lines there."""
    titles = _titles(lines[: _body(lines)])
    number = _chosen([title.number for _, title in titles], known)
    places = [(spot, title) for spot, title in titles if title.number == number and _near_top(lines, spot[0])]
    if not places:
        return Opening(rest=lines)
    last = places[-1][0][-1]
    mine = {place for spot, _ in places for place in spot}
    others = {place for spot, title in titles if title.number != number for place in spot if place < last}
    dates = [title.date for _, title in places if title.date]
    return Opening(
        Title(number, dates[-1] if dates else None, places[-1][1].words),
        [lines[place] for place in sorted(mine)],
        [line for place, line in enumerate(lines[:last]) if place not in mine | others],
        lines[last + 1 :],
        [(lines[place], OTHER_TITLE) for place in sorted(others)],
    )


def introduction_of(lines: list[Line]) -> tuple[list[Line], list[tuple[Line, str]]]:
    """The introduction, once; captions, teasers, menus and repeated headings go to the report."""
    kept: list[Line] = []
    left_out: list[tuple[Line, str]] = []
    seen: set[str] = set()
    leads_on = False
    for place, line in enumerate(lines):
        why = "the introduction, again" if line.text in seen else _no_introduction(line, leads_on)
        if not why and _shortens(line.text, lines, place):
            why = "the introduction, shortened"
        if why:
            left_out.append((line, why))
        else:
            kept.append(line)
            seen.add(line.text)
        leads_on = not why and line.text.endswith(":")
    return kept, left_out


def standing(lines: list[Line]) -> int:
    """Where the items can begin: below the last of the standing paragraphs at the top."""
    places = [place for place, line in enumerate(lines[:STANDING_LINES]) if STANDING.match(line.text)]
    return places[-1] + 1 if places else 0


def _no_introduction(line: Line, leads_on: bool) -> str:
    """Why a line is no part of the introduction; below one that ends with a colon, anything is."""
    text = line.text
    if PAGE_HEADING.match(text):
        return "the heading of the page"
    if is_date_line(text):
        return "the date, again"
    if why := furniture_of(text):
        return why
    if leads_on or line.is_list or line.kind == "row" or GREETING.match(text) or SHORTENED.search(text[-60:]):
        return ""
    unfinished = not re.search(r"[.:;!?,…][\"'”’)]*\Z", text[-9:]) and len(text.split()) <= 15
    return "a caption or heading without text of its own" if unfinished and not SENTENCE.search(text) else ""


def _shortens(text: str, lines: list[Line], place: int) -> bool:
    """A teaser: cut off with […], and what it says follows in full."""
    if not SHORTENED.search(text[-60:]):
        return False
    core = re.sub(r"^\W*newsletters?\W+", "", SHORTENED.sub("", text), flags=re.IGNORECASE)
    whole = " ".join(line.text for line in lines[place + 1 : place + 1 + STANDING_LINES])
    return len(core) > 20 and core[: max(20, len(core) * 3 // 4)] in whole


def _titles(lines: list[Line]) -> list[tuple[tuple[int, ...], Title]]:
    """The title lines, each with the places it takes: number and date may stand on lines of their own."""
    found = []
    for place, line in enumerate(lines):
        title, spot = title_line(line.text), (place,)
        if (
            not title
            and place
            and PAGE_HEADING.match(lines[place - 1].text)
            and NUMBER_ALONE.match(line.text)
        ):
            title, spot = title_line(f"{lines[place - 1].text} {line.text}"), (place - 1, place)
        if title and not title.date:
            title, spot = _with_date(lines, title, spot)
        if title:
            found.append((spot, title))
    return found


def _with_date(lines: list[Line], title: Title, spot: tuple[int, ...]) -> tuple[Title, tuple[int, ...]]:
    for place in (spot[-1] + 1, spot[0] - 1):
        if 0 <= place < len(lines) and is_date_line(lines[place].text):
            dated = replace(
                title, date=find_date(lines[place].text), words=f"{title.words} {lines[place].text}"
            )
            return dated, tuple(sorted((*spot, place)))
    return title, spot


def _body(lines: list[Line]) -> int:
    """Where the first label or heading of a part stands; a bare "UPDATE" above its number is a title."""
    for place, line in enumerate(lines):
        label = None if line.kind == "row" or title_line(line.text) else label_of(line.text)
        numbered = place + 1 < len(lines) and NUMBER_ALONE.match(lines[place + 1].text)
        headed = PAGE_HEADING.match(line.text) and line.text[-1:] != ":"
        if section_of(line.text) or (label and not label.weak and not numbered and not headed):
            return place
    return len(lines)


def _chosen(numbers: list[int], known: int | None) -> int | None:
    if known in numbers or not numbers:
        return known
    return Counter(numbers).most_common(1)[0][0]


def _near_top(lines: list[Line], place: int) -> bool:
    length = sum(len(line.text) for line in lines)
    return sum(len(line.text) for line in lines[:place]) <= FURTHEST * length or place < 5
