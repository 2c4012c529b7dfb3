"""The rules of a round's groups, for what the builder proposes and for what somebody moves by hand."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from networks.peer_challenge.grouping.question import SIZES, Question, Voice, listed

AT_THE_TABLE = 4


class Rule(StrEnum):
    """A firm rule is broken only with a reason that is written down; a preference is only pointed out."""

    SIZE = "size"
    TOGETHER = "together"
    APART = "apart"
    REPEAT = "repeat"
    TABLE = "table"
    MIXED = "mixed"

    @property
    def is_firm(self) -> bool:
        return self not in (Rule.TABLE, Rule.MIXED)


@dataclass(frozen=True)
class Broken:
    """A rule that a group breaks, in plain words. `group` counts from 0."""

    rule: Rule
    group: int
    words: str


def broken(question: Question, groups: Sequence[Sequence[int]]) -> list[Broken]:
    """Every rule and preference that these groups of council ids break, group by group."""
    return [
        Broken(rule, place, words)
        for place, group in enumerate(groups)
        for rule, finds in _RULES.items()
        for words in finds(question, frozenset(group))
    ]


def voices_in(question: Question, group: frozenset[int]) -> list[Voice]:
    """The voices of a group, whole or, where a set was split by hand, in part."""
    return [voice & group for voice in question.voices if voice & group]


def _size(question, group):
    count = len(voices_in(question, group))
    if count not in (3, 4):
        counted = "1 voice" if count == 1 else f"{count} voices"
        yield f"A group has 3 or 4 voices, and this one has {counted}."


def _together(question, group):
    for voice in question.voices:
        if voice & group and voice - group:
            yield f"{question.in_words(voice)} share a director and stand in one group in this round."


def _apart(question, group):
    for pair in _pairs(group):
        if pair in question.kept_apart:
            yield f"{question.in_words(pair)} share a director and stand in different groups in this round."


def _repeat(question, group):
    for pair in _pairs(group):
        if pair in question.met:
            yield f"{question.in_words(pair)} were together in {listed(list(question.met[pair]))}."


def _table(question, group):
    if len(group) > AT_THE_TABLE:
        yield f"{len(group)} councils sit round this table, because some share a director."


def _mixed(question, group):
    voices = voices_in(question, group)
    found = Counter(question.sizes.get(voice, "of unknown size") for voice in voices)
    missing = [size for size in SIZES if size not in found]
    if len(voices) >= 3 and len(missing) > found["of unknown size"]:
        yield f"Not mixed in size: {sizes_in_words(question, group)}."


def sizes_in_words(question: Question, group: frozenset[int]) -> str:
    """ "Kent is large, Medway and Reading are small"."""
    found = {size: [] for size in SIZES}
    for voice in voices_in(question, group):
        if voice in question.sizes:
            found[question.sizes[voice]] += [question.names[id] for id in voice]
    parts = [
        f"{listed(sorted(names))} {'is' if len(names) == 1 else 'are'} {size}"
        for size, names in found.items()
        if names
    ]
    return ", ".join(parts)


def _pairs(group):
    return [frozenset(pair) for pair in combinations(sorted(group), 2)]


_RULES = {
    Rule.SIZE: _size,
    Rule.TOGETHER: _together,
    Rule.APART: _apart,
    Rule.REPEAT: _repeat,
    Rule.TABLE: _table,
    Rule.MIXED: _mixed,
}
