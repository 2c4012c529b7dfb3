"""Where labels are missing: which lines have the shape of a heading, and which of prose."""

import re

from .lines import Line
from .titles import DATE

LONGEST_HEADING, MOST_WORDS = 160, 20
NO_HEADING = re.compile(
    r"(?:\d[\d.,]*\s?%|please|if you"
    r"|for (?:more|further|details|access)|(?:more|further) (?:details|information)"
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
STANDS = re.compile(r"(?:now )?booking|save the date|apply now|more below|contents?", re.IGNORECASE)
USUAL = re.compile(
    r"(?:(?:key|important|diary) dates?|dates for (?:the|your) diary|(?:upcoming|forthcoming) events"
    r"|consultations|vacancies|news from .{3,40})\W*\Z",
    re.IGNORECASE,
)
TAIL = re.compile(r"(?:\b(?:and|or|the|of|to|for|by|with|here|a|an|in|on)|[,.;:!…])\Z", re.IGNORECASE)


def heading_like(line: Line) -> bool:
    """Short, no full stop, a capital first, no verb where a sentence has one, no address, not just a date."""
    text = line.text.strip(" *_#")
    if line.kind == "row" or not text or len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS:
        return False
    if 1 <= line.level <= 6 or USUAL.match(text):
        return True
    return not (
        TAIL.search(_without_colon(text))
        or STANDS.fullmatch(text.strip(" .:!"))
        or "; " in text
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
    return (
        line.kind in ("li", "row") or bool(re.search(r"[.;!?…,]\W*\Z", text[-9:])) or not heading_like(line)
    )


def _without_colon(text: str) -> str:
    """A name may have a colon after it ("Area SEND Inspection:"); words that lead to a list have one too."""
    bare = text.removesuffix(":")
    long_words = [word for word in bare.split() if len(word) > 3]
    names = [word for word in long_words if word[:1].isupper()]
    return bare if len(long_words) >= 2 and len(names) >= 0.7 * len(long_words) else text


def _is_sentence(text: str) -> bool:
    if re.match(r"(?:what|how|why|who|when|where|are|is|can|do)\b", text, re.IGNORECASE):
        return False
    return any(VERB.match(word.strip(",;:()")) for word in text.split()[1:5])


def lead(line: Line) -> int:
    """Where the words that name an item end, in "SEND network – the next meeting …"; 0 if none stand out."""
    if line.kind != "row" and line.runs[0].strong and len(line.runs) > 1:
        first = len(line.runs[0].text)
        return first + len(re.match(r"\s*(?:[:–—-]\s+)?", line.text[first:])[0])
    match = re.match(r"(?P<lead>[^.:–—]{3,80}?)(?P<sign>:|\s[–—-])\s", line.text)
    short = match and len(match["lead"].split()) <= 10 and not NO_HEADING.match(line.text)
    return match.end() if short else 0
