"""The search: good groups quickly by swapping, and proof that there are no better ones where it is cheap."""

import random
from collections.abc import Sequence
from functools import cached_property
from itertools import combinations, product

from networks.peer_challenge.grouping.question import Question
from networks.peer_challenge.grouping.rules import AT_THE_TABLE

# One broken thing of a kind outweighs all of the next kind.
CLASH, REPEAT, CROWD, ALIKE = 10**9, 10**6, 10**3, 1
STARTS = 6
Groups = tuple[tuple[int, ...], ...]


class OutOfSteps(Exception):
    """The search was stopped before it could be sure."""


class Voices:
    """The question in numbers: the voices are 0, 1, 2 …; every look at a group is a step."""

    def __init__(self, question: Question, steps: int):
        self.question, self.steps_left, self.steps = question, steps, 0
        self.count = len(question.voices)
        self._costs: dict[tuple[int, ...], int] = {}

    @cached_property
    def pairs(self) -> list[list[int]]:
        """What it costs to put two voices together."""
        return [[self._pair(one, other) for other in range(self.count)] for one in range(self.count)]

    def _pair(self, one: int, other: int) -> int:
        if one == other:
            return 0
        voices, sizes = self.question.voices, self.question.sizes
        pairs = [frozenset(pair) for pair in product(voices[one], voices[other])]
        cost = CLASH * any(pair in self.question.kept_apart for pair in pairs)
        cost += REPEAT * any(pair in self.question.met for pair in pairs)
        alike = sizes.get(voices[one]) == sizes.get(voices[other]) is not None
        return cost + ALIKE * alike

    def cost(self, group: tuple[int, ...]) -> int:
        self.steps += 1
        group = tuple(sorted(group))
        if group not in self._costs:
            councils = sum(len(self.question.voices[voice]) for voice in group)
            pairs = sum(self.pairs[one][other] for one, other in combinations(group, 2))
            self._costs[group] = pairs + CROWD * max(0, councils - AT_THE_TABLE)
        return self._costs[group]

    def total(self, groups: Sequence[tuple[int, ...]]) -> int:
        return sum(map(self.cost, groups))

    def spend(self) -> None:
        self.steps += 1
        self.steps_left -= 1
        if self.steps_left < 0:
            raise OutOfSteps


def shapes(voices: int) -> list[tuple[int, int]]:
    """How many triads and quartets these voices can make; most triads first."""
    return [
        ((voices - 4 * quartets) // 3, quartets)
        for quartets in range(voices // 4 + 1)
        if (voices - 4 * quartets) % 3 == 0
    ]


def swapped_into_place(voices: Voices, shape: tuple[int, int], seed: int) -> Groups:
    """The best of a few starts, each dealt out by size and swapped until no swap makes it better."""
    chance = random.Random(f"groups {seed}")  # noqa: S311 - no secret, and the same each time
    starts = [improved(voices, _dealt(voices, shape, chance)) for _ in range(STARTS)]
    return min(starts, key=voices.total)


def _dealt(voices: Voices, shape: tuple[int, int], chance: random.Random) -> Groups:
    order = list(range(voices.count))
    chance.shuffle(order)
    order.sort(key=lambda voice: voices.question.sizes.get(voices.question.voices[voice], ""))
    triads, quartets = shape
    count = triads + quartets
    # The quartets stand last: whoever is left over after three rounds of dealing goes to them.
    groups = [order[place : 3 * count : count] for place in range(count)]
    for place, voice in enumerate(order[3 * count :]):
        groups[triads + place].append(voice)
    return tuple(map(tuple, groups))


def improved(voices: Voices, groups: Groups) -> Groups:
    """Swap voices between groups while that makes things better."""
    groups, is_better = list(groups), True
    while is_better:
        is_better = False
        for one, other in combinations(range(len(groups)), 2):
            for mine, yours in product(range(len(groups[one])), range(len(groups[other]))):
                is_better |= _swap(voices, groups, one, other, mine, yours)
    return tuple(groups)


def _swap(voices: Voices, groups: list, one: int, other: int, mine: int, yours: int) -> bool:
    first, second = groups[one], groups[other]
    new_first = (*first[:mine], second[yours], *first[mine + 1 :])
    new_second = (*second[:yours], first[mine], *second[yours + 1 :])
    before = voices.cost(first) + voices.cost(second)
    if voices.cost(new_first) + voices.cost(new_second) >= before:
        return False
    groups[one], groups[other] = new_first, new_second
    return True


def exact(voices: Voices, shape: tuple[int, int], repeats: int, seed: int = 0) -> Groups | None:
    """Groups of this shape with at most so many repeats; None says that there are none."""
    order = list(range(voices.count))
    random.Random(f"exact {seed}").shuffle(order)  # noqa: S311 - no secret
    return _filled(voices, tuple(order), *shape, repeats)


def _filled(voices: Voices, left: tuple[int, ...], triads: int, quartets: int, repeats: int) -> Groups | None:
    if not left:
        return ()
    most = repeats * REPEAT + REPEAT - 1
    # Whoever has fewest possible partners chooses first: a dead end shows early.
    first = min(left, key=lambda voice: sum(voices.pairs[voice][other] <= most for other in left))
    partners = [other for other in left if other != first and voices.pairs[first][other] <= most]
    for size in (3, 4):
        if (triads if size == 3 else quartets) == 0:
            continue
        for companions in combinations(partners, size - 1):
            voices.spend()
            group = (first, *companions)
            spent = voices.cost(group) // REPEAT
            if spent > repeats:
                continue
            rest = tuple(voice for voice in left if voice not in group)
            others = _filled(voices, rest, triads - (size == 3), quartets - (size == 4), repeats - spent)
            if others is not None:
                return (group, *others)
    return None
