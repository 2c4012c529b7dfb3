"""What a move of the stage opens and closes, in words made from the tables."""

from collections import defaultdict

from networks.peer_challenge.access import RULES, Document, Rule, Stage, Standing, Switch
from networks.peer_challenge.models import Place, Round

PLURAL = {
    Document.DRAFT_ASSESSMENT: "draft self-assessments",
    Document.ASSESSMENT: "signed-off self-assessments",
    Document.PROFILE: "data profiles",
    Document.LETTER: "annual conversation letters",
    Document.DRAFT_NOTES: "draft challenge notes",
    Document.NOTES: "agreed challenge notes",
    Document.ASKS_AND_OFFERS: "asks and offers",
    Document.THEMES: "the themes",
}
IF = {
    "s": " (if the council's leader shares them)",
    "h": " (if the host releases them)",
    "o": " (once they are signed off)",
}
WITHIN_THE_GROUP = frozenset({Standing.GROUP_DCS, Standing.GROUP_LEAD_MEMBER})


def opens(round_: Round, to: Stage) -> list[str]:
    """Who reads what from that stage on that they do not read now."""
    return _sentences(round_, round_.stage, to)


def closes(round_: Round, to: Stage) -> list[str]:
    """Who no longer reads what, if the round goes to that stage."""
    return _sentences(round_, to, round_.stage)


def _sentences(round_: Round, before: int, after: int) -> list[str]:
    gained: dict[Standing, list[str]] = defaultdict(list)
    for rule in RULES[round_.kind]:
        was, becomes = reads(rule, before, round_), reads(rule, after, round_)
        if becomes and not was:
            gained[rule.standing].append(PLURAL[rule.document] + IF.get(becomes, ""))
    return [f"{_who(round_, standing)}: {listed(papers)}." for standing, papers in gained.items()]


def reads(rule: Rule, stage: int, round_: Round) -> str:
    """The letter under which the row's people read at this stage; empty where they do not."""
    letter = rule.letters[stage - 1]
    if letter in Switch.values:
        return "v" if round_.memorandum and getattr(round_.memorandum, Switch(letter).field) else ""
    return "v" if letter == "e" else letter if letter in "vsho" else ""


def _who(round_: Round, standing: Standing) -> str:
    if standing not in WITHIN_THE_GROUP:
        return standing.label
    return f"{standing.label} ({'; '.join(_groups(round_))})"


def _groups(round_: Round) -> list[str]:
    """The groups by their councils."""
    groups = defaultdict(list)
    places = Place.objects.unscoped("whoever moves the round knows its groups").filter(round=round_)
    for place in (
        places.exclude(group=None).select_related("council").order_by("group__number", "council__name")
    ):
        groups[place.group_id].append(str(place.council))
    return [listed(councils) for councils in groups.values()]


def listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
