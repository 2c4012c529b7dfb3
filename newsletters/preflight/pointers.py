"""The word "here" where it stands for an address: heard alone in a list of links it says nothing.

"Here" points elsewhere when it ends its clause ("can be found here", "the slides are here") or follows a
verb of fetching ("click here to register"). It does not when it means this very page ("are provided here
also", "listed here"), a place where people are ("who live here"), or opens a sentence ("Here is …").
Inside a link whose other words say where it leads, it is no trouble.
"""

import re
from collections.abc import Iterator

from .copy import Passage, UpdateCopy
from .findings import Finding, FindingKind
from .reading import Link

HERE = re.compile(r"\bhere\b", re.IGNORECASE)
POINTING_LINK = re.compile(
    r"(?:(?:please|just|click|press|see|read|more|found|available|download|book|register|is|are|on|it)\s+)*"
    r"here[.!]?|(?:click (?:on )?)?(?:this |the )?link",
    re.IGNORECASE,
)
ENDS_A_CLAUSE = re.compile(r"\s*(?:$|\n|[.;:!?)\]–—]|,\s(?:and|but|or|with)\b(?! elsewhere))")
VERB_OF_FETCHING = re.compile(
    r"\b(?:click|see|seen|find|found|access|accessed|available|book|register|registered|download|downloaded|"
    r"downloading|read|view|viewed|viewing|apply|obtained|watch|sign up|order|nominate|look)"
    r"(?: (?:at|from|it|more|them|via))?\s+$",
    re.IGNORECASE,
)
IS_HERE = re.compile(r"(?<!\bwe )(?<!\bthey )(?<!\byou )\b(?:is|are)\s+$", re.IGNORECASE)
JOINED_ON = re.compile(r"\s*,|\s+(?:and|or)\b(?! (?:there|now)\b)")
THIS_PAGE = re.compile(
    r"\b(?:provided|included|listed|shown|given|set out|repeated|summarised)\s+$", re.IGNORECASE
)
A_PLACE = re.compile(
    r"\b(?:(?:live|stay|come|came|work|arrive|settle)[sd]?|(?:liv|stay|com|work|arriv)ing|worked|born|been|"
    r"(?:we|you|they|i) (?:are|am|were)|(?:up|out|down|over|from|near|round|right|left|in|us))\s+$"
    r"|\bthere (?:is|are|was|were|has|have)\b[^.;:\n]*$",
    re.IGNORECASE,
)
SHOWN_WORDS = re.compile(r"(?:[\w’'&-]+ ){0,3}$")


def pointers(copy: UpdateCopy) -> Iterator[Finding]:
    for passage in copy.passages:
        for match in HERE.finditer(passage.text):
            if _points_elsewhere(passage, match):
                yield _finding(passage, match.start(), match.end())
        for link in passage.reading.links:
            if POINTING_LINK.fullmatch(link.text) and not HERE.search(link.text):
                yield _finding(passage, link.start, link.end)


def _points_elsewhere(passage: Passage, here: re.Match) -> bool:
    link = passage.reading.link_at(here.start())
    if link:
        return _says_nothing_else(link)
    before, after = passage.before(here.start())[-120:], passage.after(here.end())
    opens_the_line = not before.split("\n")[-1].strip()
    if opens_the_line or THIS_PAGE.search(before):
        return False
    if VERB_OF_FETCHING.search(before) or (IS_HERE.search(before) and JOINED_ON.match(after)):
        return True
    return bool(ENDS_A_CLAUSE.match(after)) and not A_PLACE.search(before)


def _says_nothing_else(link: Link) -> bool:
    return bool(POINTING_LINK.fullmatch(link.text))


def _finding(passage: Passage, start: int, end: int) -> Finding:
    words = SHOWN_WORDS.search(passage.before(start).replace("\n", "."))[0] + passage.text[start:end]
    return Finding(
        FindingKind.HERE,
        passage.where,
        words,
        f"“{words}” does not say where it leads.",
        "Make the name of the page or document the link, and drop “here”.",
        (passage.order, start),
    )
