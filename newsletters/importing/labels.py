"""The words an Update is laid out with: the labels of an item, and the headings of its parts."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

PROGRAMME, UPDATE, ACTION = "programme", "update", "action"
WEEK, REMINDERS, TOOLS, CONTACTS = "week", "reminders", "tools", "contacts"
FIELDS = (PROGRAMME, UPDATE, ACTION)
LONGEST_HEADING = 80

SIGNS = r"[\s*_#>|•·.…:;–—-]*"
OPENING = r"^[\s*_#>|•·]*(?:\(?\d{1,2}[.)]\s+)?"
AFTER = r"\s*\d{0,2}\s*(?P<end>[*_]*\s*(?:[:：]|\s[–—-]+|[–—]|-+$|\t|\|)[\s*_:–—-]*|[*_]*\s*$)"


def one_of(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


WHOM = one_of("you", "all", "las?", r"local\s+authorit(?:y|ies)", "authorities", "dcss?", "councils")
LABELS = {
    PROGRAMME: one_of(
        r"programmes?(?:\s*/\s*project|\s+(?:area|item|name|title|strand))?",
        "program",
        r"projects?(?:\s*/\s*programme)?",
        r"work\s*streams?",
        "item",
    ),
    UPDATE: one_of(
        r"(?:latest|progress|brief|weekly)?\s*updates?(?:\s+(?:details?|summary|this week))?",
        r"latest(?:\s+news)?",
        "progress",
        "summary",
        "details?",
        "background",
        "what['’]s new",
    ),
    ACTION: one_of(
        r"(?:(?:next|your|key)\s+)?actions?(?:\(s\))?(?:\s+points?|\s+items?)?(?:\s*/\s*next steps)?"
        r"(?:\s+(?:is\s+|are\s+)?(?:required|requested|needed|to\s+(?:be\s+)?taken?|requests?))?"
        rf"(?:\s+(?:by|for|from|of)\s+{WHOM})?",
        r"required\s+actions?",
        r"requests?\s+for\s+action",
        r"what\s+(?:do\s+)?(?:you|i|we)\s+need\s+to\s+do\??",
    ),
}
# These words also open ordinary sentences and sub-headings.
WEAK = re.compile(
    one_of(
        "projects?",
        "item",
        r"latest(?:\s+news)?",
        "progress",
        "summary",
        "details?",
        "background",
        "what['’]s new",
        r"(?:next|key)\s+actions?",
    )
    + r"\Z",
    re.IGNORECASE,
)
THINGS = one_of(
    "tools?", "templates?", "resources?", "documents?", "guidance", "publications?", "links?", "reports?"
)
AND = r"\s*(?:,|&|\+|/|and)+\s*(?:and\s+)?"
NEWS = one_of("headlines?", "highlights?", "items?", "news", "updates?")
SECTIONS = {
    WEEK: one_of(
        rf"(?:(?:main|key)\s+)?{NEWS}(?:\s+(?:for|from|this))?\s+(?:this|the)\s+week",
        rf"this\s+week(?:['’]s\s+{NEWS})?",
        r"new\s+items(?:\s+this\s+week)?",
    ),
    REMINDERS: one_of(
        r"(?:(?:repeat|still|other|previous)\s+)?reminders?"
        r"(?:\s*(?:and\s+)?(?:(?:items?\s+)?(?:carried\s+forward\s+)?from|of|for|\(?carried)\s+.{3,40})?",
        r"(?:items?|updates?|news)?\s*(?:carried\s+(?:forward|over)|repeated)(?:\s+from\s+.{3,40})?",
        r"(?:items?\s+|still\s+live\s+)?from\s+(?:the\s+)?(?:previous|last|earlier)"
        r"\s+(?:weeks?|updates?|newsletters?).{0,20}",
        r"previous\s+weeks?['’]?\s+(?:items?|reminders?|updates?)",
        r"previously\s+reported",
    ),
    TOOLS: r"(?:(?:useful|new|latest|our|current|available|recent)\s+)?"
    + one_of(rf"tools?(?:{AND}{THINGS})*", rf"templates?(?:{AND}{THINGS})+"),
    CONTACTS: r"(?:(?:key|useful|main|our|programme|project|seslip|network|team)\s+)*"
    + one_of(
        r"contacts?\s+(?:details?|information|list|us|points?)",
        "contacts",
        r"details\s+of\s+contacts",
        r"who\s+to\s+contact",
    ),
}
WEAK_THINGS = one_of("resources", "publications", "documents", "links")
WEAK_TOOLS = re.compile(
    rf"(?:(?:useful|new|latest|recent)\s+)?{WEAK_THINGS}(?:{AND}{THINGS})*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Label:
    """A label found at the start of a line: what it is, and where the text after it begins.

    `weak` is an everyday word, or one followed by a dash: a label only where one is expected.
    """

    kind: str
    end: int
    guessed: bool = False
    weak: bool = False


def _compiled(patterns: dict[str, str], after: str) -> dict[str, re.Pattern]:
    return {
        kind: re.compile(f"{OPENING}(?P<word>{words}){after}", re.IGNORECASE)
        for kind, words in patterns.items()
    }


LABEL_PATTERNS = _compiled(LABELS, AFTER)
SECTION_PATTERNS = _compiled(SECTIONS, SIGNS + r"\Z")


def label_of(text: str) -> Label | None:
    """The item label this line opens with, if it does."""
    for kind, pattern in LABEL_PATTERNS.items():
        if (match := pattern.match(text)) and (_has_colon(match) or not WEAK.match(match["word"].strip())):
            return Label(kind, match.end(), weak=_is_weak(match, text))
    return _misspelt(text)


def section_of(text: str) -> str:
    """The part of the Update this line is the heading of, or nothing."""
    if len(text) > LONGEST_HEADING:
        return ""
    return next((kind for kind, pattern in SECTION_PATTERNS.items() if pattern.match(text)), "")


def could_be_tools(text: str) -> bool:
    return bool(WEAK_TOOLS.match(text.strip(" \t:*_#–—-")))


def _has_colon(match: re.Match) -> bool:
    return ":" in match["end"] or "：" in match["end"]


def _is_weak(match: re.Match, text: str) -> bool:
    """Strong is a whole label ("Update:", "PROGRAMME -"), not "Details:" nor "Update - new guidance"."""
    word = match["word"].strip()
    alone = not text[match.end() :].strip()
    if WEAK.match(word):
        return True
    return not (_has_colon(match) or alone or word.isupper() or word.lower().startswith("programme"))


def _misspelt(text: str) -> Label | None:
    """A label with a slip of the finger ("Programe:", "Acton Required:"), alone on its line."""
    bare = text.strip(" \t*_#")
    if not bare.endswith(":") or not 5 <= len(bare) <= 20:
        return None
    word = bare.rstrip(" :").lower()
    for kind, meant in ((PROGRAMME, "programme"), (UPDATE, "update"), (ACTION, "action required")):
        if word != meant and SequenceMatcher(None, word, meant).ratio() >= 0.82:
            return Label(kind, len(text), guessed=True)
    return None
