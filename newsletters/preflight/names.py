"""People's names in a text, and whether two names are one person's, spelt two ways."""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from .likeness import distance

NAME_WORD = r"(?<![^\W_])[A-Z](?:[^\W\d_]|[’'-](?=[^\W\d_])){0,30}[a-zà-ÿ](?![^\W\d_])"
NAME_RUN = re.compile(
    rf"{NAME_WORD}(?:[ \u00a0](?:[A-Z]\.? )?(?:(?:de|van|von|der|la|le|di|du|bin|al) )?{NAME_WORD})*"
)
POSSESSIVE = re.compile(r"[’']s?$")
# Words that begin with a capital in Updates and are no part of a person's name.
OTHER_WORDS = """
About Act Adviser Advisor After All Also An And Annual Any As Ask Assistant At Autumn Before
Benchmarking Board Borough Both By Call Care Central Centre Challenge Chief Children Children’s City
Cllr College Commission Commissioner Committee Conference Consultant Contact Conversation
Conversations Co-ordinator Coordinator Council Councillor County Data Dear Department Deputy Details
Development Director Doctor Dr Early East Education Email England English Event Executive Family
Final For Forum Framework From Further Government Group Guidance Head Health Help If Improvement In
Innovation Inspection Interim Join Justice Lead Leader Leaders Leads Learning Leadership Let Library
Local London Manager Meeting Member Minister Ministry More Mr Mrs Ms National Network Networks New
Next No Of Office Officer Ofsted On Or Our Partnership Peer Plan Please Police Policy President
Prime Principal Professor Programme Project Quality Region Regional Register Report Research Review
Safeguarding School Schools Secretary See Senior Service Services Sir Social South Special Speak
Spring Statistics Steering Strategic Strategy Summer Sunday Support Survey Team Thank Thanks The
This To Training Triad Trust University Update Via Virtual Visit Week What When Who Winter With Work
Worker Workforce Working Workshop Workstream You Your Monday Tuesday Wednesday Thursday Friday
Saturday January February March April May June July August September October November December
"""
NOT_IN_NAMES = frozenset(OTHER_WORDS.split())


class Name(NamedTuple):
    start: int
    end: int
    words: str


def names_in(text: str, not_people: Container[str] = ()) -> Iterator[Name]:
    """Runs of two to four capitalised words that can be a person's name; `not_people`, in small letters, are
    names of other things."""
    for run in NAME_RUN.finditer(text):
        for name in _pieces(run):
            if 2 <= len(name.words.split()) <= 4 and name.words.casefold() not in not_people:
                yield name


def _pieces(run: re.Match) -> Iterator[Name]:
    """The run cut at words that are never names, and after a possessive."""
    words = list(re.finditer(r"\S+", run[0]))
    piece: list[re.Match] = []
    for word in words:
        if word[0] not in NOT_IN_NAMES:
            piece.append(word)
        if piece and (word[0] in NOT_IN_NAMES or POSSESSIVE.search(word[0])):
            yield _name(run, piece)
            piece = []
    if piece:
        yield _name(run, piece)


def _name(run: re.Match, piece: list[re.Match]) -> Name:
    begins, ends = piece[0].start(), piece[-1].end()
    words = POSSESSIVE.sub("", run[0][begins:ends])
    start = run.start() + begins
    return Name(start, start + len(words), words)


def same_name(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def is_spelt_otherwise(one: str, other: str) -> bool:
    """Whether the two differ as one person's name does in two spellings: McDaniel and McDaniels, Tracy and
    Tracey. Not John and Joan Smith, not Paul and Paula: those are two people."""
    first, *rest = _plain(one).split() or [""]
    other_first, *other_rest = _plain(other).split() or [""]
    surname, other_surname = " ".join(rest), " ".join(other_rest)
    if not surname or not other_surname or surname[0] != other_surname[0]:
        return False
    if first == other_first:
        return surname != other_surname and distance(surname, other_surname) <= (1 if len(surname) < 8 else 2)
    return surname == other_surname and _is_first_name_variant(first, other_first)


def _is_first_name_variant(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    is_a_letter_more = len(longer) == len(shorter) + 1 and distance(one, other) == 1
    return is_a_letter_more and len(shorter) >= 3 and longer != shorter + "a"


def initials(name: str) -> tuple[str, str]:
    """Two spellings of one name share the letters its first name and surname begin with."""
    words = _plain(name).split() or [""]
    return words[0][:1], words[1][:1] if len(words) > 1 else ""


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    return re.sub(r"[’'.]", "", name).casefold()
