"""Each person accepts a round's undertaking before the first words of a council's open to them."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from networks.peer_challenge.access import Stage
from networks.peer_challenge.models import AgreedAction, Round
from tests.networks.peer_challenge.factories import (
    make_ask,
    make_match,
    make_offer,
    make_paper,
    make_round,
    make_version,
    undertaken,
)


@pytest.fixture
def round_(cast):
    before = make_round("Triads 2018", groups=[])
    undertaken(before, cast["alison"], cast["faz"])
    return make_round(stage=Stage.NOTES, facilitator=cast["faz"])


@pytest.fixture
def pages(round_):
    """What shows words of a council's, by name: the first is for its leader too, the others see below."""
    notes = make_paper(round_, kind="notes")
    make_version(notes)
    AgreedAction.objects.create(paper=notes, number=1, what="Zqwords agreed")
    match = make_match(make_ask(round_, words="Zqwords asked"), make_offer(round_, words="Zqwords offered"))
    match.note = "Zqwords noted"
    match.save()
    return {
        "actions-write": notes.pk,
        "actions-follow-up": notes.pk,
        "ask-change": match.ask_id,
        "ask-withdraw": match.ask_id,
        "offer-change": match.offer_id,
        "asks": round_.slug,
        "matches": round_.slug,
        "match": match.pk,
    }


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("alison", ["actions-follow-up", "ask-change", "ask-withdraw", "asks"]),
        ("faz", ["actions-write", "ask-change", "ask-withdraw", "offer-change", "asks", "matches", "match"]),
    ],
)
def test_a_page_with_words_of_a_council_leads_there_and_back(cast, client, round_, pages, who, names):
    client.force_login(cast[who])
    undertaking = reverse("peer_challenge:undertaking", args=[round_.slug])
    for name in names:
        address = reverse(f"peer_challenge:{name}", args=[pages[name]])
        answer = client.get(address)
        there = f"{undertaking}?{urlencode({'next': address})}"
        assert (answer.status_code, answer.headers["Location"]) == (302, there)
    answer = client.post(undertaking, {"next": address})
    assert answer.headers["Location"] == address
    for name in names:
        answer = client.get(reverse(f"peer_challenge:{name}", args=[pages[name]]))
        assert answer.status_code == 200
        assert "Zqwords" in answer.text, name


def test_what_was_agreed_stands_on_the_page_of_its_notes_only_after_it(cast, client, round_, pages):
    for who in ("alison", "faz"):
        client.force_login(cast[who])
        page = reverse("peer_challenge:paper", args=[pages["actions-write"]])
        assert "Zqwords" not in client.get(page).text
        assert "Accept the undertaking of this round" in client.get(page).text
        undertaken(round_, cast[who])
        assert "Zqwords" in client.get(page).text


def test_what_was_agreed_last_time_stands_on_the_page_of_the_next_round_only_after_that_ones(
    cast, client, round_, pages
):
    Round.objects.filter(pk=round_.pk).update(starts="2018-06-01")
    following = make_round("Triads 2020", stage=Stage.SET_UP)
    undertaken(round_, cast["alison"])
    client.force_login(cast["alison"])
    page = client.get(following.get_absolute_url()).text
    assert "Zqwords" not in page
    assert "Actions were agreed in Triads 2019." in page
    undertaken(following, cast["alison"])
    assert "Zqwords agreed" in client.get(following.get_absolute_url()).text
