"""The builder's reasons, as a person would say them."""

from collections.abc import Iterator

from networks.peer_challenge.grouping.question import Mode, Question, listed
from networks.peer_challenge.grouping.rules import Rule, broken, sizes_in_words, voices_in

NONE_EXISTS = (
    "No arrangement exists that keeps all the councils that share a director apart, in groups of 3 or 4."
)
NONE_FOUND = (
    "None was found that keeps all the councils that share a director apart, in groups of 3 or 4. "
    "Whether one exists is not known: the search was stopped."
)


def why_no_shape(question: Question) -> str:
    count = len(question.voices)
    counted = "1 voice" if count == 1 else f"{count} voices"
    why = f"Groups have 3 or 4 voices, and {counted} cannot be shared out among such groups."
    return " ".join([*_sharing(question), why])


def why_not_apart(question: Question, ids: frozenset[int], groups: int) -> str:
    made = "only one group can be made" if groups == 1 else f"only {groups} groups can be made"
    return f"{question.in_words(ids)} share a director and have to stand in different groups, but {made}."


def notes(question: Question, sizes: list[int], repeats: int, is_proven: bool) -> Iterator[str]:
    """What holds for the whole arrangement."""
    yield from _sharing(question)
    yield _shape(question, sizes)
    yield from _repeats(repeats, is_proven)


def _sharing(question: Question) -> Iterator[str]:
    for ids in question.sharing:
        if question.mode == Mode.ONE_VOICE:
            yield f"{question.in_words(ids)} share a director: one group, one voice."
        else:
            yield f"{question.in_words(ids)} share a director: different groups, whose days have to differ."


def _shape(question: Question, sizes: list[int]) -> str:
    councils, voices = len(question.councils), len(question.voices)
    who = f"{councils} councils"
    if councils != voices:
        who += f" are {voices} voices; they"
    triads, quartets = sizes.count(3), sizes.count(4)
    parts = [_counted(triads, "group of three", "groups of three")] if triads else []
    parts += [_counted(quartets, "group of four", "groups of four")] if quartets else []
    return f"{who} make {listed(parts)}."


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _repeats(repeats: int, is_proven: bool) -> Iterator[str]:
    if repeats == 0:
        yield "Nobody meets a partner of the last two rounds."
        return
    again = _counted(repeats, "pair meets", "pairs meet")
    fewer = "without repeats" if repeats == 1 else f"with fewer than {repeats} repeats"
    if is_proven:
        yield f"{again} again. No arrangement {fewer} exists."
    else:
        yield f"{again} again. No arrangement {fewer} was found; whether one exists is not known."


def reasons(question: Question, group: frozenset[int]) -> Iterator[str]:
    """Why this group is as it is: what was kept first, then what could not be."""
    found = broken(question, [sorted(group)])
    kept = {each.rule for each in found}
    if Rule.REPEAT not in kept:
        yield "None of them were together in the last two rounds."
    if Rule.MIXED not in kept and (words := sizes_in_words(question, group)):
        yield f"Mixed in size: {words}."
    if len(voices_in(question, group)) == 4:
        yield "Four voices: not all can stand in threes."
    for each in found:
        yield each.words
