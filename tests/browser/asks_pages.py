"""Asks and offers, matches and themes of a peer challenge round: what these pages show, and to whom."""

from django.utils import timezone

from networks.peer_challenge.access import Stage
from networks.peer_challenge.models import Ask, Match, Offer, Round, Themes
from tests.browser.page import Page
from tests.networks.peer_challenge.factories import (
    make_ask,
    make_match,
    make_offer,
    make_round,
    nominate,
    undertaken,
)


def a_round_of_asks(cast, stage=Stage.ASKS):
    """Everything the page can show: to confirm, to change, withdrawn, introduced, and who has read it."""
    round_ = make_round(stage=stage, facilitator=cast["faz"])
    nominate(cast["dev"], cast["alison"])
    ask, offer = make_ask(round_), make_offer(round_)
    make_ask(round_, words="Who writes plans that families read?", about="SEND", confirmed_at=None)
    make_offer(round_, "medway", "An afternoon with our auditors.", withdrawn_at=timezone.now())
    make_offer(round_, "lga", "A peer for four mornings.", about="Leadership and governance")
    make_match(ask, offer, state="introduced", note="They meet in May")
    undertaken(round_, *cast.values())
    return {"slug": round_.slug}


def a_round_released_to_all(cast):
    return a_round_of_asks(cast, Stage.ALL)


def an_ask(cast):
    a_round_of_asks(cast)
    return {"pk": Ask.objects.unscoped("the page shows it").earliest("pk").pk}


def an_offer(cast):
    a_round_of_asks(cast)
    return {"pk": Offer.objects.unscoped("the page shows it").get(organisation__slug="lga").pk}


def a_match(cast):
    a_round_of_asks(cast)
    match = Match.objects.unscoped("the page shows it").get()
    Match.objects.filter(pk=match.pk).update(state="proposed", introduced_at=None)
    return {"pk": match.pk}


def themes_to_sign_off(cast):
    round_ = Round.objects.unscoped("the page shows it").get(**a_round_of_asks(cast, Stage.THEMES))
    words = "Carers stay where they know one another."
    Themes.objects.create(round=round_, words=words, written_by=cast["faz"])
    return {"slug": round_.slug}


ASKS = [
    Page("peer_challenge:asks", who="alison", given=a_round_of_asks),
    Page("peer_challenge:asks", who="faz", given=a_round_of_asks),
    Page("peer_challenge:asks", who="liz", given=a_round_released_to_all),
    Page("peer_challenge:asks-write", who="faz", given=a_round_of_asks),
    Page("peer_challenge:asks-write", who="liz", given=a_round_of_asks),
    Page("peer_challenge:ask-change", who="alison", given=an_ask),
    Page("peer_challenge:ask-withdraw", who="alison", given=an_ask),
    Page("peer_challenge:offer-change", who="faz", given=an_offer),
    Page("peer_challenge:offer-withdraw", who="faz", given=an_offer),
    Page("peer_challenge:matches", who="faz", given=a_round_of_asks),
    Page("peer_challenge:match", who="faz", given=a_match),
    Page("peer_challenge:themes", who="petra", given=themes_to_sign_off),
    Page("peer_challenge:themes", who="alison", given=themes_to_sign_off),
    Page("peer_challenge:themes-write", who="faz", given=themes_to_sign_off),
]
