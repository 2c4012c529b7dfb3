"""Whether a text names a council: the themes of a round name none."""

import re

from networks.peer_challenge.models import Place, Round
from seslip.people.models import Organisation

# An ordinary word unless it has a capital.
ALSO_A_WORD = {"Reading"}
AROUND = 30


def names_in(text: str, round_: Round) -> list[str]:
    """A sentence for each council of the round, or of the alliance, that the text names, and where."""
    found = []
    for council in _councils(round_):
        for name in _names_of(council):
            if there := _pattern(name).search(text):
                found.append(_sentence(text, there, council))
                break
    return found


def _councils(round_: Round) -> list[Organisation]:
    places = Place.objects.unscoped("no council is named, of the round or of the alliance").filter(
        round=round_
    )
    there = Organisation.objects.filter(pk__in=places.values("council"))
    return sorted({*there, *Organisation.objects.members()}, key=lambda council: council.name)


def _names_of(council: Organisation) -> list[str]:
    """The name, its parts ("Brighton", "Hove"), and the short forms people write; the longest first."""
    short = [name.strip() for name in council.also_known_as.split(",")]
    names = {council.name, *council.name.split(" and "), *short} - {""}
    return sorted(names, key=lambda name: (-len(name), name))


def _pattern(name: str) -> re.Pattern:
    """Whole words, however they are spaced or hyphenated; short forms and ordinary words as written."""
    words = r"[\s-]+".join(map(re.escape, name.split()))
    as_written = name in ALSO_A_WORD or len(name) < 5 and not name.istitle()
    return re.compile(rf"\b{words}\b", 0 if as_written else re.IGNORECASE)


def _sentence(text: str, there: re.Match, council: Organisation) -> str:
    start, end = max(0, there.start() - AROUND), there.end() + AROUND
    around = " ".join(text[start:end].split())
    return f"“{there[0]}” names {council}: “…{around}…”. Themes name no council."
