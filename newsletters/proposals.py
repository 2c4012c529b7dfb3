"""What the words of an item say of it: the dates, the councils it names, the topics it belongs to.

Proposals only: whoever writes the Update sees and changes them.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsletters.dates import FoundDate, expiry, find_dates
from newsletters.models import ItemDate
from newsletters.preflight.reading import read
from seslip.people.models import Organisation
from seslip.topics.models import Topic

EDGES = " \t,;:–—-•"
MOST_WORDS_ABOUT = 20
LEFT_OVER = re.compile(
    r"\b(?:on|by|in|at|from|until|to|also)\W*\Z|\A\W*(?:on|by|in|at|to|from|and)\b", re.IGNORECASE
)
POINTER = re.compile(r"[\s–—-]*\b(?:book|register|details|more|see|click)\b[\w\s]*\bhere\W*\Z", re.IGNORECASE)
# These are English words too: the council is meant beside "Council", in a list, or after "in".
ALSO_WORDS = {"Reading", "Bury", "Barking", "Bath"}
MEANT_AFTER = r"(?:(?<=\bin )|(?<=, )|(?<=\band )|(?<=\())"
MEANT_BEFORE = r"(?=\s*(?:,|;|\.|\)|and\b|Borough|Council|\Z))"
OTHER_WORDS = {
    "children missing education": (r"CME", r"missing (?:out on )?education"),
    "complex placements": (r"complex (?:LAC|looked.after|placements)",),
    "send": (r"SEND\d*",),
    "assistant directors education": (r"ADs? (?:for )?Education",),
    "assistant directors safeguarding": (r"ADs? (?:for )?Safeguarding",),
    "unaccompanied children": (r"UASC", r"unaccompanied"),
    "peer challenge": (r"triads?", r"quartets?"),
    "workforce and agency staff": (r"workforce", r"agency (?:staff|workers?)"),
    "models of social work": (r"models? of social work",),
    "adoption and special guardianship": (r"adoption", r"special guardian\w*"),
    "data benchmarking": (r"benchmarking",),
    "quality assurance": (r"QA",),
}


@dataclass(frozen=True)
class Calendar:
    """The days to come that an item speaks of, as rows not saved, and the last day it is news."""

    dates: list[ItemDate]
    ends_on: dt.date | None
    is_save_the_date: bool


def calendar_of(programme: str, *html: str, reference: dt.date) -> Calendar:
    text = "\n".join([programme, *(read(part).text for part in html if part)])
    found = [date for date in find_dates(text, reference) if date.is_to_come and date.exists]
    rows = _without_repeats([_row(text, date) for date in found])
    return Calendar(rows, expiry(found), any(date.is_save_the_date for date in found))


def _row(text: str, date: FoundDate) -> ItemDate:
    return item_date(date, is_deadline=date.kind == "deadline", about=_about(text, date))


def item_date(found: FoundDate, *, is_deadline: bool, about: str = "") -> ItemDate:
    """The row of a date found in a text, not saved."""
    return ItemDate(
        kind=ItemDate.Kind.DEADLINE if is_deadline else ItemDate.Kind.EVENT,
        year=found.partial.year,
        month=found.partial.month,
        day=found.partial.day,
        note=found.partial.note[:120],
        about=about[:200],
    )


def _about(text: str, date: FoundDate) -> str:
    """What the rest of a short line says of its date: "Triad 1 – East Sussex, Surrey and Wokingham"."""
    start = text.rfind("\n", 0, date.start) + 1
    end = text.find("\n", date.end)
    line = text[start : end if end >= 0 else len(text)]
    sides = (line[: date.start - start], line[date.end - start :])
    about = ", ".join(part for part in map(_bare, sides) if part)
    is_short = len(about.split()) <= MOST_WORDS_ABOUT and not re.search(r"[.!?]\s|\.\Z", line.strip())
    return about[:200] if is_short and start else ""


def _bare(words: str) -> str:
    """The words beside a date, without the "on" before it and the "book here" after it."""
    words = POINTER.sub("", words.strip(EDGES))
    previous = None
    while previous != words:
        previous, words = words, LEFT_OVER.sub("", words).strip(EDGES)
    return re.sub(r"\A\(([^()]*)\)\Z", r"\1", words)


def _without_repeats(rows: list[ItemDate]) -> list[ItemDate]:
    """A day that a line says something of is not said again without."""
    rows = list({(row.kind, str(row), row.about): row for row in rows}.values())
    told = {(row.year, row.month, row.day) for row in rows if row.about}
    kept = [row for row in rows if row.about or (row.year, row.month, row.day) not in told]
    for position, row in enumerate(kept, 1):
        row.position = position
    return kept


class Names:
    """The councils and topics there are, asked for once and looked for in many texts."""

    def __init__(self):
        councils = Organisation.objects.councils()
        self.councils = {
            name: council for council in councils for name in (council.name, *council.short_forms)
        }
        self._ours = set(
            (Organisation.objects.members() | Organisation.objects.data_only()).values_list("pk", flat=True)
        )
        self._councils = _any_of(self.councils)
        self._topics = [(topic, _topic_pattern(topic)) for topic in Topic.objects.open()]

    def councils_in(self, *html: str) -> list[Organisation]:
        """The councils named, in the order of their first mention."""
        lines = [line for part in html if part for line in read(part).lines]
        return list(dict.fromkeys(council for line in lines for council in self._named_in(line)))

    def _named_in(self, line: str) -> list[Organisation]:
        """A council outside the region is meant where several are listed; else it may be a venue."""
        found = [self._council(match[0]) for match in self._councils.finditer(line)]
        return [council for council in found if council.pk in self._ours or len(set(found)) > 2]

    def _council(self, words: str) -> Organisation:
        name = _spaced(words)
        return self.councils.get(name) or self.councils[name.removesuffix("s")]

    def topics_in(self, programme: str, *html: str) -> list[Topic]:
        """The topics the heading speaks of; if it speaks of none, those the text names in full."""
        heading = [topic for topic, pattern in self._topics if pattern.search(programme)]
        text = "\n".join(read(part).text for part in html if part)
        return heading or [
            topic for topic, _ in self._topics if re.search(rf"\b{_words(topic.name)}\b", text)
        ]


def _spaced(name: str) -> str:
    return " ".join(name.replace("&", "and").split()) if "&" in name else " ".join(name.split())


def _any_of(names: Iterable[str]) -> re.Pattern:
    """Longest first, so that "West Sussex" is not "Sussex"; capitals as written."""
    patterns = []
    for name in sorted(names, key=len, reverse=True):
        plural = "s?" if name.endswith("shire") else ""
        pattern = rf"\b{_words(name)}{plural}\b"
        if name in ALSO_WORDS:
            pattern = rf"(?:{MEANT_AFTER}{pattern}|{pattern}{MEANT_BEFORE})"
        patterns.append(pattern)
    return re.compile("|".join(patterns) or r"(?!)")


def _words(name: str) -> str:
    return r"\s+".join("(?:and|&)" if word == "and" else re.escape(word) for word in name.split())


def _topic_pattern(topic: Topic) -> re.Pattern:
    others = OTHER_WORDS.get(topic.name.lower(), ())
    return re.compile("|".join(rf"\b{words}\b" for words in (_words(topic.name), *others)), re.IGNORECASE)
