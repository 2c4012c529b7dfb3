"""What a line states of its sponsors."""

import re

from workstreams.copies import Sponsor
from workstreams.councils import parted

STATEMENT = re.compile(
    r"(?P<label>(?:[A-Z]{2,4}|Lead Member|Chief Executive)\s+Sponsors?\b[^:]{0,80}:)\s*", re.I
)
_POST = re.compile(r"\s+Sponsors?\b.*", re.I | re.S)
_NEXT = re.compile(r"(?<=\))\s*(?:,|and|&)\s+(?=[A-Z])")
_ONE = re.compile(r"(?P<who>[^()]+?)\s*(?:\((?P<where>[^()]*)\))?\s*\.?$")
_BEHALF = re.compile(r"\s*\bon behalf of\s+", re.I)


def sponsors_in(statement: str) -> tuple[Sponsor, ...]:
    """Everybody a statement such as "DCS Sponsors: A (X) and B (Y on behalf of C)" names."""
    label = STATEMENT.match(statement)
    if label is None:
        return ()
    post = _POST.sub("", label["label"])
    parts = _NEXT.split(statement[label.end() :].strip())
    return tuple(sponsor for part in parts for sponsor in _sponsors(part, post, statement))


def _sponsors(part: str, post: str, stated: str) -> list[Sponsor]:
    match = _ONE.match(part)
    if match is None:
        return [Sponsor(stated=stated, post=post, name=part.strip())]
    names, behalf = _behalf(match["who"])
    where, also = _behalf(match["where"] or "")
    councils, through = _places(where)
    return [
        Sponsor(
            stated=stated,
            post=post,
            name=name.strip(),
            councils=councils,
            through=through,
            on_behalf_of=behalf or also,
        )
        for name in names.split("/")
    ]


def _behalf(words: str) -> tuple[str, str]:
    first, *rest = _BEHALF.split(words, maxsplit=1)
    return first.strip(), rest[0].strip() if rest else ""


def _places(where: str) -> tuple[tuple[str, ...], str]:
    """The councils, and after a comma the body that acts for them."""
    places, _, through = where.partition(", ")
    return parted(places), through
