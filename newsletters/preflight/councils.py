"""Councils spelt otherwise than by their own name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .copy import Passage, UpdateCopy
from .findings import Finding, FindingKind
from .likeness import distance

# One letter from the name of a council, and words of their own.
OTHER_WORDS = {"survey", "surveys", "midway", "readings", "slouch", "leading", "heading"}
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-](?=[^\W\d_]))*|&")
BROKEN_BY = re.compile(r"[^\w\s&’'.-]|\n")  # what no name of several words holds
OF_A_COUNCIL = re.compile(
    r"\s+(?:City |County |Borough |District )*(?:Council|LA\b|local authority|Children’s Services)"
)
FIRST_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-z]+ $")
DIRECTIONS = re.compile(
    r"(?:North|South|East|West|Central|County|Borough|City|Royal|Greater|In|At|And|For|From|The|With) $"
)


@dataclass(frozen=True)
class OfficialNames:
    """The councils' names, by how they are compared: small letters, "and" for "&", no apostrophes."""

    written: dict[str, str]
    _meant: dict[str, str | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, names: Iterable[str]) -> "OfficialNames":
        return cls({_plain(name): _core(name) for name in names})

    @cached_property
    def by_shape(self) -> dict[tuple[int, str], list[str]]:
        """By the number of their words and their first letter, which a slip leaves alone."""
        shapes = defaultdict(list)
        for plain in self.written:
            shapes[len(plain.split()), plain[0]].append(plain)
        return shapes

    def meant_by(self, words: str) -> str | None:
        """The name of which these words are a slip; None for the names themselves and for other words."""
        if words not in self._meant:
            self._meant[words] = self._find(words)
        return self._meant[words]

    def _find(self, words: str) -> str | None:
        plain = _plain(words)
        is_in_order = plain in self.written or plain in OTHER_WORDS
        if not plain or is_in_order or BROKEN_BY.search(words):
            return None
        alike = self.by_shape.get((len(plain.split()), plain[0]), ())
        return next((self.written[name] for name in alike if _is_slip(plain, name)), None)

    @cached_property
    def lengths(self) -> list[int]:
        return sorted({length for length, _ in self.by_shape})

    @cached_property
    def beside(self) -> tuple[re.Pattern, re.Pattern]:
        """Another council's name after a comma or "and", and before one."""
        joined, names = r"(?:,| and| or|,? &)\s*", "|".join(map(re.escape, self.written.values()))
        return re.compile(rf"{joined}(?:{names})\b"), re.compile(rf"\b(?:{names}){joined}$")


def misspelt_councils(copy: UpdateCopy) -> Iterator[Finding]:
    """A name one slip from a council's own, two in a long one. "East Sussex" and "West Sussex" are two
    names, "IoW" is a short form, "Survey" is a word, and "Anna Cornwell" is a person."""
    official = OfficialNames.of(copy.councils)
    for passage in copy.passages:
        for start, end, name in _slips(passage, official):
            words = passage.text[start:end]
            yield Finding(
                FindingKind.SPELLING,
                passage.where,
                words,
                f"“{words}” looks like {name}, spelt otherwise.",
                f"Write {name}.",
                (passage.order, start),
            )


def _slips(passage: Passage, official: OfficialNames) -> Iterator[tuple[int, int, str]]:
    words = list(WORD.finditer(passage.text))
    for i, word in enumerate(words):
        if word[0][0].isupper():
            for window in (words[i : i + length] for length in official.lengths):
                start, end = window[0].start(), window[-1].end()
                name = official.meant_by(passage.text[start:end])
                if name and _speaks_of_a_council(passage, start, end, name, official):
                    yield start, end, name


def _is_slip(plain: str, name: str) -> bool:
    if abs(len(plain) - len(name)) > 2:
        return False
    letters = len(name.replace(" ", ""))
    return distance(plain, name) <= (2 if letters > 10 else 1)


def _speaks_of_a_council(passage: Passage, start: int, end: int, name: str, official: OfficialNames) -> bool:
    """A long name speaks for itself, unless it is a surname; a short one needs a council beside it."""
    before, after = passage.before(start), passage.after(end)
    if OF_A_COUNCIL.match(after):
        return True
    if len(name) >= 8:
        return not FIRST_NAME.search(before) or bool(DIRECTIONS.search(before))
    following, preceding = official.beside
    return bool(following.match(after) or preceding.search(before))


def _core(name: str) -> str:
    """ "Bristol, City of" is written Bristol."""
    return re.sub(r", (?:City|County) of$", "", name)


def _plain(name: str) -> str:
    words = re.sub(r"[’']s?\b", "", _core(name)).replace("&", " and ").replace(".", " ")
    return " ".join(words.casefold().replace("-", " ").split())
