"""Which offers fit which asks of a round, and why: same theme, another organisation, both confirmed."""

from collections import Counter
from dataclasses import dataclass

from networks.peer_challenge.models import Ask, Match, Offer, Place, Round
from seslip.people.models import Organisation

OFFERS_AN_ASK = 3
WHY = "pairs for the facilitator"


@dataclass(frozen=True)
class Pair:
    ask: Ask
    offer: Offer
    reason: str


def pairs_of(round_: Round) -> list[Pair]:
    """Up to three offers an ask, counting those it has: first from other groups, then partners, then its own.

    Whoever has been proposed least comes first, so that one generous council does not get every ask.
    """
    known = Match.objects.unscoped(WHY).filter(ask__round=round_)
    taken = set(known.values_list("ask", "offer"))
    open_ = known.exclude(state=Match.State.DECLINED)
    asked, offered = (
        Counter(open_.values_list("ask", flat=True)),
        Counter(open_.values_list("offer", flat=True)),
    )
    offers, groups, found = _live(Offer, round_), _groups(round_), []
    for ask in _live(Ask, round_):
        fitting = [offer for offer in offers if _fits(ask, offer) and (ask.pk, offer.pk) not in taken]
        fitting.sort(key=lambda offer: (_nearness(ask, offer, groups), offered[offer.pk], offer.pk))  # noqa: B023
        for offer in fitting[: max(0, OFFERS_AN_ASK - asked[ask.pk])]:
            offered[offer.pk] += 1
            found.append(Pair(ask, offer, _reason(ask, offer, groups)))
    return found


def _live(model, round_: Round) -> list:
    things = model.objects.unscoped(WHY).live().filter(round=round_)
    return list(things.select_related("theme", "organisation").order_by("pk"))


def _groups(round_: Round) -> dict[int, int]:
    places = Place.objects.unscoped(WHY).filter(round=round_, group__isnull=False)
    return dict(places.values_list("council", "group"))


def _fits(ask: Ask, offer: Offer) -> bool:
    return ask.theme_id == offer.theme_id and ask.organisation_id != offer.organisation_id


def _nearness(ask: Ask, offer: Offer, groups: dict[int, int]) -> int:
    """0: another group; 1: a partner; 2: the same group, whose day has brought them together already."""
    if offer.organisation.kind == Organisation.Kind.PARTNER:
        return 1
    group = groups.get(ask.organisation_id)
    return 2 if group is not None and group == groups.get(offer.organisation_id) else 0


def _reason(ask: Ask, offer: Offer, groups: dict[int, int]) -> str:
    theirs = {
        0: "They are not in one group, so the challenge day did not bring them together.",
        1: f"{offer.organisation} is a partner of the programme.",
        2: "They are in one group and know each other from the challenge day.",
    }
    return f"Both stand under {ask.theme}. {theirs[_nearness(ask, offer, groups)]}"
