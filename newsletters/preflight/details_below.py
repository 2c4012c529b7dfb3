""" "Details below" for someone whose details are not below."""

import re
from collections.abc import Iterator

from .copy import Passage, UpdateCopy
from .findings import Finding, FindingKind
from .names import Name, is_spelt_otherwise, same_name

WHOSE = r"for (?:both|all|each|them|her|him|either)"
GIVEN = rf"(?:,? (?:{WHOSE}|are|is|as|given|listed|shown|can be found|included|provided))*"
PROMISE = re.compile(
    rf"(?:\bdetails?{GIVEN}|\(see|\bcontacts?|\be-?mail(?: address)?) "
    r"(?:below|at (?:the )?(?:end|bottom|foot)\b)",
    re.IGNORECASE,
)
OF_SOMETHING_ELSE = re.compile(
    r"\b(?:further|more|full|booking|event|joining|venue|programme)\s+$", re.IGNORECASE
)
LEAD_IN = re.compile(
    r"[\s(–—,:-]*(?:\b(?:contact|see|their|his|her|whose|with|see contact)\s+)*$", re.IGNORECASE
)
APPOSITION = r"(?:\s*\([^()]*\))?(?:\s*,[^.;]{0,80}|\s+(?:at|of|from|in|who)\s[^.;]{0,60})?"
TO_THE_PROMISE = re.compile(rf"{APPOSITION}\s*")
TO_THE_NEXT = re.compile(rf"{APPOSITION}\s*(?:,|,?\s(?:and|or)\s|&|/)(?:\s*(?:to|with|from)\s)?\s*")
ASKED_BY_FIRST_NAME = re.compile(
    r"\b(?:contact|e-?mail|ask|let|tell|call|speak to|check with)\s+([A-Z][a-z]+)$"
)
SENTENCE = re.compile(r"[.!?;]\s+(?=[A-Z])|\n")


def details_below(copy: UpdateCopy) -> Iterator[Finding]:
    """One finding a person and item: adding the card mends every mention."""
    reported: set[tuple[str, str]] = set()
    for passage in copy.passages:
        for name in promised(copy, passage):
            person = _whole_name(copy, passage, name.words)
            if (passage.where, person) not in reported and not _is_in_contacts(copy, person):
                reported.add((passage.where, person))
                yield _finding(passage, name)


def promised(copy: UpdateCopy, passage: Passage) -> Iterator[Name]:
    """The people of whom the passage says that their details are below."""
    for promise in PROMISE.finditer(passage.text):
        before = passage.before(promise.start())
        if not OF_SOMETHING_ELSE.search(before):
            lead_in = LEAD_IN.search(before)[0]
            yield from _named_before(copy, passage, promise.start() - len(lead_in))


def _named_before(copy: UpdateCopy, passage: Passage, end: int) -> list[Name]:
    """The last name before `end` in its sentence, and those joined to it by "and", "or" or a comma."""
    start = end - len(SENTENCE.split(passage.before(end))[-1])
    group: list[Name] = []
    joint = TO_THE_PROMISE
    for name in reversed(_people_in(copy, passage, start, end)):
        if not joint.fullmatch(passage.text[name.end : end]):
            break
        group.insert(0, name)
        joint, end = TO_THE_NEXT, name.start
    return group or _asked_by_first_name(passage, end)


def _people_in(copy: UpdateCopy, passage: Passage, start: int, end: int) -> list[Name]:
    """Names in this stretch of text; a single word counts when it is the first name of someone known."""
    stretch = passage.text[start:end]
    known = {*_names_nearby(copy, passage), *copy.known_people}
    first_names = {name.split()[0] for name in known}
    words = [match for match in re.finditer(r"\b[A-Z][a-zà-ÿ]+\b", stretch) if match[0] in first_names]
    whole = [match for name in known if name in stretch for match in re.finditer(re.escape(name), stretch)]
    named = {Name(start + match.start(), start + match.end(), match[0]) for match in (*words, *whole)}
    named |= {name for name in copy.names_in(passage) if start <= name.start and name.end <= end}
    return sorted(each for each in named if not any(_is_inside(each, other) for other in named))


def _is_inside(name: Name, other: Name) -> bool:
    return name != other and other.start <= name.start and name.end <= other.end


def _asked_by_first_name(passage: Passage, end: int) -> list[Name]:
    match = ASKED_BY_FIRST_NAME.search(passage.before(end))
    return [Name(end - len(match[1]), end, match[1])] if match else []


def _names_nearby(copy: UpdateCopy, passage: Passage) -> list[str]:
    """Full names in the same item."""
    return [name.words for each in copy.of(passage.where).values() for name in copy.names_in(each)]


def _whole_name(copy: UpdateCopy, passage: Passage, words: str) -> str:
    if " " in words:
        return words
    known = [*_names_nearby(copy, passage), *copy.known_people]
    return next((name for name in known if name.split()[0] == words), words)


def _is_in_contacts(copy: UpdateCopy, person: str) -> bool:
    """A contact spelt otherwise is there: that it is spelt two ways is another finding."""
    names = [contact.name for contact in copy.contacts]
    return any(same_name(person, name) or is_spelt_otherwise(person, name) for name in names)


def _finding(passage: Passage, name: Name) -> Finding:
    return Finding(
        FindingKind.DETAILS_BELOW,
        passage.where,
        name.words,
        f"The text says that the details of {name.words} are below, and the contacts do not list them.",
        f"Add {name.words} to the contacts, or give a contact who is listed.",
        (passage.order, name.start),
    )
