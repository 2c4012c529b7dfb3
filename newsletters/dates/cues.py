"""What the words around a date say of it: whether it is to come, was published, was held or is measured.

The words nearest before the date decide ("published 3 February, closes on 20 March" holds one of each);
only when there are none do the words after it.
"""

import re
from datetime import date
from typing import Literal

Kind = Literal["event", "deadline", "published", "held", "period"]


def _any_of(*phrases: str, start: str = r"\b", end: str = r"\b") -> re.Pattern:
    return re.compile(f"{start}(?:{'|'.join(phrases)}){end}", re.IGNORECASE)


REACH = 400  # letters: no sentence is read further, however long
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z‘“(])|\n")
LIST_ITEM = re.compile(r"\s*(?:[•–*-]|\d+[.)]|\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\b)\s*")
LATER = r"tba|tbc|tbd|t\.b\.[acd]\.?|to be (?:announced|confirmed|advised|decided|determined)"
TO_BE_ANNOUNCED = _any_of(LATER, start=r"[\s,:;(–—-]*(?:(?:the )?(?:exact |precise )?dates? )?")
SAVE_THE_DATE = _any_of("(?:hold|save) (?:the|this|these) dates?", "dates? for (?:the|your) diar(?:y|ies)")
OFF = "(?:cancelled|deferred|moved|postponed|rearranged|rescheduled)"
MARKED_AS_HELD = _any_of(
    "(?:already|now) (?:been )?(?:held|taken place)", f"(?:been|was|is|now) {OFF}", "cancelled"
)
HELD_ON = _any_of("already (?:been )?(?:held|taken place)(?: on)?(?: the)?", end=r"\s*$")
CALLED_OFF = _any_of(
    rf"^\W*{OFF}:",
    r"\b(?:original(?:ly)?|instead of|rather than|previously|formerly)\b[^.;]{0,30}$",
    r"\bnot (?:on )?(?:the )?$",
    start="",
    end="",
)
MOVED_TO = _any_of("(?:has |have |is |was )?(?:now|been |changed|moved|becomes|replaced)", start=r"^\W*")

# Directly before the date, with nothing but an hour or an article between.
PERIOD_TO = _any_of(
    "(?:years?|quarters?|months?|weeks?|period|term) (?:end(?:ing|ed)?|up to|to)(?: on)?",
    "(?:data|figures|statistics|results|numbers|position|census)(?: up)? (?:to|for|at|on|of)",
    "(?:as )?at",
    "as of",
    "since",
    "(?:with effect )?from",
    "between",
    "after",
    "during",
    end=r"(?: the)?\s*$",
)
CLOSE = "(?:the )?(?:close|end)(?: of (?:play|business|day|the day))?"
HOUR = (
    rf"(?:\s+(?:noon|midday|midnight|{CLOSE}|cop|cob|at|on|the|end of|\d{{1,2}}(?:[.:]\d\d)?\s*(?:am|pm)?))*"
)
DUE_BY = _any_of(
    "by",
    "before",
    "until",
    "till",
    "up to",
    "(?:no|not) later than",
    "deadline(?: is|:)?",
    "(?:closing|return) date(?: is|:)?",
    "due(?: by)?",
    "closes?",
    "closing",
    "ends?",
    "extended to",
    end=rf"{HOUR}[\s,:(–—-]*$",
)
DIRECTLY_BEFORE: list[tuple[Kind, re.Pattern]] = [("period", PERIOD_TO), ("deadline", DUE_BY)]

# Anywhere before it in the sentence: the last of these wins.
SETTLED = (
    "(?:agreed|arranged|booked|changed|confirmed|fixed|identified|moved|planned|postponed|scheduled|set)"
)
TO_COME = _any_of(
    "(?:will|shall|to be|is|are|being|must|should|can)(?: (?:also|now|next|then))?(?: be)?(?: being)?"
    r"(?: \w+(?:ed|ld|en|un|ing)\b)?",
    rf"(?:has|have)(?: (?:also|now))? been {SETTLED}",
    rf"{SETTLED} (?:for|to)",
    r"next|please|book|register|join|come|takes? place|invit\w+|(?:hold|save) the date",
)
DEADLINE = _any_of("deadline", "closing date", "return date", "respond by", "no later than")
PAPER = "(?:report|letter|paper|guidance|version|edition|survey|review|plan|press release|briefing|Act)"
PUBLISHED = _any_of(
    "publish(?:ed|es)|publication|released|issued|updated|dated|revised|posted",
    f"{PAPER} (?:of|from)",
    r"(?:update|newsletter|bulletin)s?(?: no\.?)? (?:\d+|of|from)",
)
PAST_VERBS = (
    "was|were|had|did|been|met|held|took|came|ran|began|gave|spoke|wrote|went|made|saw|sent|brought|attracted|"
    "agreed|announced|appointed|approved|attended|carried out|closed|commenced|commissioned|completed|"
    "concluded|conducted|considered|discussed|ended|established|heard|hosted|inspected|introduced|issued|"
    "joined|launched|opened|organised|presented|published|received|released|reported|shared|signed|started|"
    "allowed|decided|dismissed|found|granted|handed|mentioned|passed|promised|ruled|voted|warned|"
    "visited|welcomed|looked|focuss?ed|covered|explored|reviewed|raised|told|said|asked|showed|produced|delivered"
)
HELD = _any_of(
    PAST_VERBS,
    "last (?:week|month|term|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|yesterday",
    "following (?:the|our|a|last|their)|thank(?:s| you)",
    "(?:notes|slides|minutes|feedback|papers|recording|photos|presentations?) (?:of|from)",
)
HELD_AFTER = _any_of(PAST_VERBS, end=r"\b(?! by\b)")
VERBS: list[tuple[Kind, re.Pattern]] = [
    ("event", TO_COME),
    ("deadline", DEADLINE),
    ("published", PUBLISHED),
    ("held", HELD),
]
# A heading has no verb: "SEND workshop – 14 February", "Children looked after: statistics, 5 December".
NOUNS: list[tuple[Kind, re.Pattern]] = [
    (
        "event",
        _any_of(
            "(?:meeting|workshop|event|conference|session|seminar|webinar|training|course|forum|summit|triad|"
            "network|group|challenge|visit|day|launch|briefing session)s?"
        ),
    ),
    (
        "published",
        _any_of(
            "(?:report|release|figure|survey|letter|census|judgment|review|framework|strateg(?:y|ie)|paper|"
            "recording|bulletin|inspection|briefing|publication|note|slide|article|blog|response|guide|consultation)s?"
            "|statistics|minutes|data|guidance|news|research|analysis"
        ),
    ),
]
MEASURED_TO = re.compile(r"\b(?:end\w*|to|at|of|for)(?: on| the)?\s*$", re.IGNORECASE)
PLANNED_MONTH = _any_of(
    "in|on|early|late|mid|end of|next", "(?:meeting|event|conference|workshop)s?", end=r"[\s:–—-]*$"
)


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words of its sentence before and after a date; a list item continues the line that opens it."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    before = SENTENCE_END.split(before + "\0")[-1].removesuffix("\0")
    return _opening_line(text[max(0, start - 2 * REACH) : start]) + before, SENTENCE_END.split(after)[0]


def _opening_line(before: str) -> str:
    """The line that opens the list this date stands in ("The workshops are on:"), if it stands in one."""
    *earlier, line = before.split("\n")
    if line.strip() and not LIST_ITEM.match(line):
        return ""
    for each in reversed(earlier):
        if each.rstrip().endswith((":", " on")):
            return SENTENCE_END.split(each.rstrip())[-1] + " "
        if each.strip() and not LIST_ITEM.match(each):
            break
    return ""


def kind_by_words(before: str, after: str) -> Kind | None:
    """What the sentence says of the date; None when it says nothing."""
    marked_before = HELD_ON.search(before) or CALLED_OFF.search(before)
    if marked_before or MARKED_AS_HELD.search(after) or MOVED_TO.match(after):
        return "held"
    for kind, words in DIRECTLY_BEFORE:
        if words.search(before):
            return kind
    return _nearest(MARKED_AS_HELD.sub("", before), VERBS) or _first(after)


def _first(after: str) -> Kind | None:
    """What the first verb after the date says: "the meeting on 17 May agreed …", not "workshop, led by …"."""
    held, to_come = HELD_AFTER.search(after), TO_COME.search(after)
    is_held = held and (not to_come or held.start() < to_come.start())
    return "held" if is_held else None


def kind_by_nouns(before: str, last_day: date, reference: date) -> Kind | None:
    """What the nouns of a sentence without a verb say: a paper can only be of a day gone."""
    kind = _nearest(before, NOUNS)
    return None if kind == "published" and last_day > reference else kind


def _nearest(before: str, cues: list[tuple[Kind, re.Pattern]]) -> Kind | None:
    """The kind of the cue that ends last; of two that end together, the longer ("will be held", "held")."""
    found = [
        (match.end(), match.end() - match.start(), kind)
        for kind, words in cues
        for match in words.finditer(before)
    ]
    return max(found)[2] if found else None


def settled_kind(said: Kind | None, last_day: date, reference: date, precision: str, before: str) -> Kind:
    """The kind once the calendar has had its say: what is still to come was not held."""
    if precision != "day":
        return _kind_of_month(said, last_day, reference, before)
    is_ahead = last_day > reference
    if is_ahead and (said == "held" or (said == "period" and not MEASURED_TO.search(before))):
        return "event"
    return said or "event"


def _kind_of_month(said: Kind | None, last_day: date, reference: date, before: str) -> Kind:
    """A month in passing ("sessions for November") is background; one with something planned is a date."""
    if said in ("deadline", "published"):
        return said
    is_planned = said == "event" or (said is None and last_day >= reference)
    return "event" if is_planned and PLANNED_MONTH.search(before) else "period"
