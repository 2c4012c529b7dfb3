"""What the builder is asked: the councils, who leads them, and who met whom in the last two rounds."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

SIZES = ("large", "medium", "small")
Pair = frozenset[int]
Voice = frozenset[int]


class Mode(StrEnum):
    """How councils that share a director stand."""

    ONE_VOICE = "one-voice"
    APART = "apart"


@dataclass(frozen=True)
class Council:
    """A council that takes part; `children` is how many people of 0 to 17 live there, where known."""

    id: int
    name: str
    children: int | None = None
    leaders: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Earlier:
    """A group of an earlier round."""

    councils: frozenset[int]
    round: str


@dataclass(frozen=True)
class Question:
    councils: tuple[Council, ...]
    mode: Mode = Mode.ONE_VOICE
    earlier: tuple[Earlier, ...] = ()

    @cached_property
    def names(self) -> dict[int, str]:
        return {council.id: council.name for council in self.councils}

    @cached_property
    def led_by(self) -> dict[int, frozenset[int]]:
        """The councils of each leader."""
        led = defaultdict(set)
        for council in self.councils:
            for leader in council.leaders:
                led[leader].add(council.id)
        return {leader: frozenset(ids) for leader, ids in led.items()}

    @cached_property
    def sharing(self) -> tuple[frozenset[int], ...]:
        """The sets of councils that share a leader, joined where one council is in two."""
        sets: list[set[int]] = []
        for ids in self.led_by.values():
            touching = [each for each in sets if each & ids]
            sets = [each for each in sets if not each & ids] + [ids.union(*touching)]
        return tuple(sorted((frozenset(each) for each in sets if len(each) > 1), key=self.in_words))

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """Who counts as one: a set that shares a leader, where the round says so; otherwise each council."""
        together = self.sharing if self.mode == Mode.ONE_VOICE else ()
        shared = frozenset().union(*together)
        alone = (frozenset({council.id}) for council in self.councils if council.id not in shared)
        return tuple(sorted([*together, *alone], key=self.in_words))

    @cached_property
    def kept_apart(self) -> frozenset[Pair]:
        """Pairs of councils that share a leader, where the round keeps them apart."""
        if self.mode == Mode.ONE_VOICE:
            return frozenset()
        return frozenset(
            frozenset(pair) for ids in self.led_by.values() for pair in combinations(sorted(ids), 2)
        )

    @cached_property
    def met(self) -> dict[Pair, tuple[str, ...]]:
        """Who met whom in the last two rounds, and in which. One voice does not meet itself."""
        rounds: dict[Pair, dict[str, None]] = defaultdict(dict)
        for group in self.earlier:
            for pair in combinations(sorted(group.councils & self.names.keys()), 2):
                if not any(voice.issuperset(pair) for voice in self.voices):
                    rounds[frozenset(pair)][group.round] = None
        return {pair: tuple(names) for pair, names in rounds.items()}

    @cached_property
    def sizes(self) -> dict[Voice, str]:
        """Large, medium or small: a third of the voices each, by the children who live there."""
        children = {council.id: council.children for council in self.councils}
        known = [voice for voice in self.voices if all(children[id] is not None for id in voice)]
        known.sort(key=lambda voice: (-sum(children[id] for id in voice), self.in_words(voice)))
        return {voice: SIZES[place * 3 // len(known)] for place, voice in enumerate(known)}

    def in_words(self, ids) -> str:
        """ "Hampshire, Kent and Surrey"."""
        return listed(sorted(self.names[id] for id in ids))


def listed(words: list[str]) -> str:
    """ "One", "one and two", "one, two and three"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
