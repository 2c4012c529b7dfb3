"""People spelt two ways: otherwise than we know them, or than elsewhere in the Update."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from .copy import Passage, UpdateCopy
from .findings import Finding, FindingKind
from .names import initials, is_spelt_otherwise, same_name

ASKED = re.compile(
    r"\b(?:[Cc]ontact|[Ee]-?mail|[Aa]sk|[Ll]et|[Tt]hank(?:s to| you to)?|[Ss]peak to|with|Cllr|Councillor|Dr|"
    r"Mr|Mrs|Ms|Professor)\s+$"
)
POST = re.compile(
    r",? \(?(?:the )?(?:Interim |Assistant |Deputy )?(?:AD|Adviser|Chair|Chief|Consultant|DCS|Director|Head|"
    r"Lead|Manager|Officer|Policy|Principal|Programme)\b|[\s(–-]+(?:contact )?details\b"
)


def misspelt_people(copy: UpdateCopy) -> Iterator[Finding]:
    """A name one slip from that of someone known, or from the more frequent spelling in this Update."""
    known, counted = set(copy.known_people), _counted(copy)
    right_spelling = {words: _right_spelling(words, known, alike) for words, alike in _alike(known, counted)}
    reported = set()
    for passage in copy.passages:
        for name in copy.names_in(passage):
            right = right_spelling.get(name.words)
            if right and (passage.where, name.words) not in reported:
                reported.add((passage.where, name.words))
                yield _person(passage, name.start, name.words, right)


def _counted(copy: UpdateCopy) -> dict[str, bool]:
    """The names in the Update, the most frequent first and then in its order, and whether a person's."""
    counts, persons = Counter(), set()
    first_names = {each.split()[0] for each in copy.known_people}
    of_a_council = tuple(f"({council}" for council in copy.councils)
    for passage in copy.passages:
        for name in copy.names_in(passage):
            counts[name.words] += 1
            after = passage.after(name.end)
            is_addressed = ASKED.search(passage.before(name.start)) or POST.match(after)
            if (
                name.words.split()[0] in first_names
                or is_addressed
                or after.lstrip().startswith(of_a_council)
            ):
                persons.add(name.words)
    return {words: words in persons for words, _ in counts.most_common()}


def _alike(known: set[str], counted: dict[str, bool]) -> Iterator[tuple[str, list[str]]]:
    """Each name of the Update with those it could be a slip of: known, or used more often, or before it.
    Two capitalised words can be anything, so one of the two must be a person's."""
    groups = defaultdict(list)
    for name in sorted(known):
        groups[initials(name)].append(name)
    for words, is_person in counted.items():
        group = groups[initials(words)]
        yield words, [each for each in group if each in known or is_person or counted.get(each)]
        group.append(words)


def _right_spelling(words: str, known: set[str], alike: list[str]) -> str | None:
    if any(same_name(words, name) for name in alike if name in known):
        return None
    return next((name for name in alike if is_spelt_otherwise(words, name)), None)


def _person(passage: Passage, start: int, words: str, right: str) -> Finding:
    return Finding(
        FindingKind.SPELLING,
        passage.where,
        words,
        f"“{words}” looks like {right}, spelt otherwise.",
        f"Write {right}, or dismiss this if they are two people.",
        (passage.order, start),
    )
