"""What the notes of the budget's table say: who pays how much, for which project, and who leads."""

import re

from budget.copies import Note, Part
from budget.money import pence

_AMOUNT = r"£\s?([\d,]+(?:\.\d\d)?)"
_PROJECT = re.compile(r"\b(?:RRF\s+)?projects?\s+(\d+:\w+)((?:\s*&\s*[a-z])*)", re.I)
_LEAD = re.compile(
    r"(?P<lead>[A-Z][\w’']*(?:\s+(?:and\s+|of\s+)?[A-Z][\w’']*)*)(?:\s+\([^)]*\))?,?"
    r"\s+(?:leading|to lead|who leads?)\b"
)
_SEE = re.compile(r"\bsee\s+line\s+(\d+)", re.I)
_SUM = re.compile(rf"=\s*{_AMOUNT}")
_SPLIT = re.compile(rf"{_AMOUNT}\s+(?P<lead>[A-Z]\w+(?:\s+(?:and\s+|of\s+)?[A-Z]\w+)*)")


def read_note(words: str) -> Note:
    """The parts of a row's money in the order they stand; what a note does not say stays unsaid."""
    lead = _LEAD.search(words)
    see = _SEE.search(words)
    total = _SUM.search(words)
    return Note(
        words=words,
        parts=tuple(_parts(words)),
        lead=lead["lead"] if lead else "",
        see=int(see[1]) if see else None,
        sum=pence(total[1]) if total else None,
    )


def _parts(words: str) -> list[Part]:
    projects = list(_PROJECT.finditer(words))
    before = words[: projects[0].start()] if projects else words
    parts = [Part(_source(before), "", amount) for amount in _amounts(before)[:1]]
    for index, found in enumerate(projects):
        end = projects[index + 1].start() if index + 1 < len(projects) else len(words)
        parts += _of_project(found, words[found.end() : end])
    return parts


def _source(words: str) -> str:
    """Whose money stands before the projects: the words round the amount, without it."""
    return " ".join(re.sub(_AMOUNT, " ", words).removesuffix("plus ").split()).removesuffix(" plus")


def _amounts(words: str) -> list[int]:
    return [pence(each) for each in re.findall(_AMOUNT, _SUM.sub("", words))]


def _of_project(found: re.Match, after: str) -> list[Part]:
    """ "2:2a&b £72,450 Portsmouth, £63,500 Bracknell Forest" is two projects, each with amount and lead."""
    references = [found[1], *(found[1][:-1] + letter for letter in re.findall(r"[a-z]", found[2]))]
    if len(references) > 1:
        said = [(pence(each[1]), each["lead"]) for each in _SPLIT.finditer(after)]
        said += [(None, "")] * (len(references) - len(said))
        return [Part("", ref, *each) for ref, each in zip(references, said, strict=False)]
    amounts = _amounts(after)
    return [Part("", references[0], amounts[0] if amounts else None)]
