"""Authorities and people spelt two ways: within the Update, or otherwise than their own name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from .copy import Passage, UpdateCopy
from .findings import Finding, FindingKind
from .likeness import distance
from .names import Name, is_spelt_otherwise, names_in, same_name

SHORT_FORMS = {"berks", "bucks", "hants", "iow", "mk", "oxon", "rbwm"}
# One letter from the name of a council, and words of their own.
OTHER_WORDS = {"survey", "surveys", "midway", "readings", "slouch", "leading", "heading"}
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-](?=[^\W\d_]))*|&")
OF_A_COUNCIL = re.compile(
    r"\s+(?:City |County |Borough |District )*(?:Council|LA\b|local authority|Children’s Services)"
)
FIRST_NAME = re.compile(r"(?<![\w’'-])[A-Z][a-z]+ $")
DIRECTIONS = re.compile(
    r"(?:North|South|East|West|Central|County|Borough|City|Royal|Greater|In|At|And|For|From|The|With) $"
)


ASKED = re.compile(
    r"\b(?:[Cc]ontact|[Ee]-?mail|[Aa]sk|[Ll]et|[Tt]hank(?:s to| you to)?|[Ss]peak to|with|Cllr|Councillor|Dr|"
    r"Mr|Mrs|Ms|Professor)\s+$"
)
POST = re.compile(
    r",? \(?(?:the )?(?:Interim |Assistant |Deputy )?(?:AD|Adviser|Chair|Chief|Consultant|DCS|Director|Head|"
    r"Lead|Manager|Officer|Policy|Principal|Programme)\b|[\s(–-]+(?:contact )?details\b"
)


def misspelt_councils(copy: UpdateCopy) -> Iterator[Finding]:
    """A name one slip from a council's own, two in a long one. "East Sussex" and "West Sussex" are two
    names, "IoW" and "Bucks" are short forms, "Survey" is a word, and "Anna Cornwell" is a person."""
    official = {_plain(name): _core(name) for name in copy.councils}
    for passage in copy.passages:
        for start, end, name in _slips(passage.text, official):
            words = passage.text[start:end]
            yield Finding(
                FindingKind.SPELLING,
                passage.where,
                words,
                f"“{words}” looks like {name}, spelt otherwise.",
                f"Write {name}.",
                (passage.order, start),
            )


def _slips(text: str, official: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    words = list(WORD.finditer(text))
    by_length = defaultdict(list)
    for plain in official:
        by_length[len(plain.split())].append(plain)
    for i, word in enumerate(words):
        if not word[0][0].isupper():
            continue
        for length, names in by_length.items():
            window = words[i : i + length]
            name = len(window) == length and _nearly(text, window, names, official)
            if name:
                yield window[0].start(), window[-1].end(), official[name]


def _nearly(text: str, window: list[re.Match], names: list[str], official: dict[str, str]) -> str | None:
    start, end = window[0].start(), window[-1].end()
    if re.search(r"[^\w\s&’'.-]|\n", text[start:end]):
        return None
    plain = _plain(text[start:end])
    if plain in official or plain in SHORT_FORMS | OTHER_WORDS:
        return None
    name = next((each for each in names if _is_slip(plain, each)), None)
    return name if name and _speaks_of_a_council(text, start, end, name, official) else None


def _is_slip(plain: str, name: str) -> bool:
    if plain[0] != name[0] or abs(len(plain) - len(name)) > 2:
        return False
    letters = len(name.replace(" ", ""))
    return distance(plain, name) <= (2 if letters > 10 else 1)


def _speaks_of_a_council(text: str, start: int, end: int, name: str, official: dict[str, str]) -> bool:
    """A long name speaks for itself, unless it is a surname; a short one needs a council beside it."""
    before, after = text[:start], text[end:]
    if OF_A_COUNCIL.match(after):
        return True
    if len(name) >= 8:
        return not FIRST_NAME.search(before) or bool(DIRECTIONS.search(before))
    joined = r"(?:,| and| or|,? &)\s*"
    names = "|".join(re.escape(each) for each in official.values())
    return bool(re.match(rf"{joined}(?:{names})\b", after) or re.search(rf"\b(?:{names}){joined}$", before))


def _core(name: str) -> str:
    """ "Bristol, City of" is written Bristol."""
    return re.sub(r", (?:City|County) of$", "", name)


def _plain(name: str) -> str:
    words = re.sub(r"[’']s?\b", "", _core(name)).replace("&", " and ").replace(".", " ")
    return " ".join(words.casefold().replace("-", " ").split())


def misspelt_people(copy: UpdateCopy) -> Iterator[Finding]:
    """A name one slip from that of someone known, or from the more frequent spelling in this Update."""
    known = _known(copy)
    named = [(passage, name) for passage in copy.passages for name in names_in(passage.text, copy.councils)]
    counted = Counter(name.words for _, name in named)
    people = {name.words for passage, name in named if _is_person(copy, passage, name)}
    reported = set()
    for passage, name in named:
        right = _right_spelling(name.words, known, counted, people)
        if right and (passage.where, name.words) not in reported:
            reported.add((passage.where, name.words))
            yield _person(passage, name.start, name.words, right)


def _is_person(copy: UpdateCopy, passage: Passage, name: Name) -> bool:
    """Whether the text treats the name as a person's; two capitalised words can be anything."""
    first_names = {each.split()[0] for each in _known(copy)}
    before, after = passage.text[: name.start], passage.text[name.end :]
    is_of_a_council = after.lstrip().startswith(tuple(f"({_core(council)}" for council in copy.councils))
    is_addressed = ASKED.search(before) or POST.match(after)
    return bool(name.words.split()[0] in first_names or is_of_a_council or is_addressed)


def _known(copy: UpdateCopy) -> list[str]:
    return [name for name in (*(contact.name for contact in copy.contacts), *copy.people) if name.strip()]


def _right_spelling(words: str, known: list[str], counted: Counter, people: set[str]) -> str | None:
    """The known name, else the spelling used more often; of two as frequent, the one used first."""
    if any(same_name(words, name) for name in known):
        return None
    others = [name for name, _ in counted.most_common()]
    better = others[: others.index(words)] if words in others else []
    alike = [name for name in [*known, *better] if is_spelt_otherwise(words, name)]
    return next((name for name in alike if name in known or people & {words, name}), None)


def _person(passage: Passage, start: int, words: str, right: str) -> Finding:
    return Finding(
        FindingKind.SPELLING,
        passage.where,
        words,
        f"“{words}” looks like {right}, spelt otherwise.",
        f"Write {right}, or dismiss this if they are two people.",
        (passage.order, start),
    )
