"""From a question to groups with their reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from networks.peer_challenge.grouping import explaining
from networks.peer_challenge.grouping.question import Mode, Question
from networks.peer_challenge.grouping.rules import Broken, broken
from networks.peer_challenge.grouping.searching import (
    CLASH,
    REPEAT,
    Groups,
    OutOfSteps,
    Voices,
    exact,
    improved,
    shapes,
    swapped_into_place,
)

STEPS = 150_000
STEPS_OF_ANOTHER = 10_000
# How many tries in a row may come out as something already seen.
ALIKE_IN_A_ROW = 8


class Impossible(Exception):
    """There is no arrangement, or none was found; the message says why."""


@dataclass(frozen=True)
class Arrangement:
    """Groups of council ids, and why they stand as they do."""

    groups: tuple[tuple[int, ...], ...]
    repeats: int
    is_proven: bool
    notes: tuple[str, ...]
    reasons: tuple[tuple[str, ...], ...]
    broken: tuple[Broken, ...]
    steps: int


def arrange(question: Question, *, seed: int = 0, steps: int = STEPS) -> Arrangement:
    """The arrangement of this seed: fewest repeats first, then triads, no crowded table, mixed sizes."""
    _refuse_the_impossible(question)
    voices = Voices(question, steps)
    groups, is_proven = _fewest_repeats(voices, seed)
    return _told(question, voices, groups, is_proven)


def distinct(question: Question, *, steps: int = STEPS) -> Iterator[Arrangement]:
    """Arrangements that differ from one another and repeat no more than the first, for "another one"."""
    first = arrange(question, steps=steps)
    yield first
    seen, seed, alike = {first.groups}, 0, 0
    while alike < ALIKE_IN_A_ROW:
        seed += 1
        found = _as_good_as(first, question, seed)
        alike += 1
        if found and found.groups not in seen:
            seen.add(found.groups)
            alike = 0
            yield found


def _as_good_as(first: Arrangement, question: Question, seed: int) -> Arrangement | None:
    """What another seed finds with as few repeats; how sure one is was settled with the first."""
    voices = Voices(question, STEPS_OF_ANOTHER)
    shape = shapes(voices.count)[0]
    found = swapped_into_place(voices, shape, seed)
    if voices.total(found) >= (first.repeats + 1) * REPEAT:
        try:
            exactly = exact(voices, shape, first.repeats, seed)
        except OutOfSteps:
            return None
        if exactly is None:
            return None
        found = improved(voices, exactly)
    return _told(question, voices, found, first.is_proven)


def nth(question: Question, number: int) -> Arrangement | None:
    """The arrangement of this number, from 1; None when there are not so many."""
    return next(islice(distinct(question), number - 1, None), None)


def _refuse_the_impossible(question: Question) -> None:
    count = len(question.voices)
    if count == 0:
        raise Impossible("No council takes part yet.")
    if not shapes(count):
        raise Impossible(explaining.why_no_shape(question))
    most_groups = sum(shapes(count)[0])
    if question.mode == Mode.APART:
        for ids in question.led_by.values():
            if len(ids) > most_groups:
                raise Impossible(explaining.why_not_apart(question, ids, most_groups))


def _fewest_repeats(voices: Voices, seed: int) -> tuple[Groups, bool]:
    """The best that swapping finds, then a search for anything with fewer repeats until one is sure."""
    best = swapped_into_place(voices, shapes(voices.count)[0], seed)
    if voices.total(best) < REPEAT:
        return best, True
    is_possible = voices.total(best) < CLASH
    at_most = voices.total(best) // REPEAT if is_possible else voices.count**2
    try:
        for repeats in range(at_most):
            for shape in shapes(voices.count):
                found = exact(voices, shape, repeats)
                if found is not None:
                    return improved(voices, found), True
    except OutOfSteps:
        if not is_possible:
            raise Impossible(explaining.NONE_FOUND) from None
        return best, False
    if not is_possible:
        raise Impossible(explaining.NONE_EXISTS)
    return best, True


def _told(question: Question, voices: Voices, groups: Groups, is_proven: bool) -> Arrangement:
    repeats = voices.total(groups) // REPEAT
    named = sorted((_ids(question, group) for group in groups), key=lambda ids: question.names[ids[0]])
    return Arrangement(
        groups=tuple(named),
        repeats=repeats,
        is_proven=is_proven,
        notes=tuple(explaining.notes(question, [len(group) for group in groups], repeats, is_proven)),
        reasons=tuple(tuple(explaining.reasons(question, frozenset(ids))) for ids in named),
        broken=tuple(broken(question, named)),
        steps=voices.steps,
    )


def _ids(question: Question, group: tuple[int, ...]) -> tuple[int, ...]:
    ids = [id for voice in group for id in question.voices[voice]]
    return tuple(sorted(ids, key=question.names.get))
