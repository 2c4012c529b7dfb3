"""Who reads a document of a round at its stage, in words made from the tables; and as what somebody does."""

from networks.peer_challenge.access import RULES, Document
from networks.peer_challenge.models import Round
from networks.peer_challenge.moving import IF, listed, reads
from networks.peer_challenge.reading import AS, EMERGENCY
from networks.peer_challenge.wall import READ, Guarded, allowed, insider


def sentence(round_: Round, document: Document) -> str:
    """The people of the rows that read it now, in the order of the table."""
    found = []
    for rule in _rules(round_, document):
        if letter := reads(rule, round_.stage, round_):
            found.append(_small(rule.standing.label) + IF.get(letter, ""))
    return listed(found) if found else "nobody"


def standings_in(rows, user, round_: Round, document: Document, where: Guarded) -> list[str]:
    """By which rows of the table this person reads any of these, the narrowest first."""
    if insider(user).is_emergency:
        return [EMERGENCY]
    found = []
    for rule in _rules(round_, document):
        mine = reads(rule, round_.stage, round_) and allowed(user, document, READ, where, {rule.standing})
        if mine and rows.filter(mine).exists():
            found.append(rule.standing.value)
    return found


def in_words(standings: list[str]) -> str:
    """As what somebody reads: "director of the council and director in the same group"."""
    return listed([_small(AS[each]).removeprefix("any ") for each in standings]) if standings else ""


def _rules(round_: Round, document: Document):
    return [rule for rule in RULES[round_.kind] if rule.document == document]


def _small(label: str) -> str:
    """Inside a sentence: "director of the council", but "LGA adviser" and "Chief Executive"."""
    keeps = label.startswith(("LGA", "DfE", "Chief Executive", "Lead Member"))
    return label if keeps else label[:1].lower() + label[1:]
