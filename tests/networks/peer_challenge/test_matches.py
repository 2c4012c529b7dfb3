"""Matches: proposed with a reason, introduced by letter, followed up by the round's facilitator alone."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions import matches as actions
from networks.peer_challenge.models import Match, Round
from seslip.audit.models import Event
from seslip.refusals import Refused
from tests.networks.peer_challenge.factories import (
    make_ask,
    make_match,
    make_offer,
    make_round,
    nominate,
    queries,
    undertaken,
)


@pytest.fixture
def round_(cast):
    nominate(cast["dev"], cast["alison"])
    round_ = make_round(stage=Stage.ALL, facilitator=cast["faz"])
    undertaken(round_, cast["faz"])
    return round_


@pytest.fixture
def match(round_):
    return make_match(make_ask(round_), make_offer(round_))


def stored() -> Match:
    return Match.objects.unscoped("test").get()


def page_of(round_) -> str:
    return reverse("peer_challenge:matches", args=[round_.slug])


def test_the_room_proposes_what_fits_says_why_and_never_twice(cast, client, round_):
    ask = make_ask(round_)
    same, other = make_offer(round_, "surrey"), make_offer(round_, "brighton-and-hove")
    partner = make_offer(round_, "lga")
    make_offer(round_, "kent")
    make_offer(round_, "medway", about="Neglect")
    make_offer(round_, "hampshire", confirmed_at=None)
    make_offer(round_, "medway", withdrawn_at="2019-01-01T00:00Z")
    client.force_login(cast["faz"])
    propose = reverse("peer_challenge:matches-propose", args=[round_.slug])
    assert "3 matches are proposed" in client.post(propose, follow=True).text
    assert "Nothing more fits" in client.post(propose, follow=True).text
    found = list(Match.objects.unscoped("test").order_by("pk"))
    assert [(each.ask, each.offer) for each in found] == [(ask, other), (ask, partner), (ask, same)]
    assert "not in one group" in found[0].reason
    assert "partner of the programme" in found[1].reason
    assert "in one group" in found[2].reason
    assert found[2].reason.startswith("Both stand under Fostering.")
    assert Event.objects.filter(verb="match proposed").count() == 3


def test_one_generous_council_does_not_get_every_ask_and_no_ask_more_than_three(round_, cast):
    for slug in ("kent", "surrey", "medway"):
        make_ask(round_, slug)
    for _ in range(2):
        make_offer(round_, "hampshire")
    for _ in range(4):
        make_offer(round_, "brighton-and-hove")
    assert actions.propose(round_=round_, by=cast["faz"]) == 9
    matches = Match.objects.unscoped("test")
    assert {matches.filter(offer=each).count() for each in {match.offer for match in matches}} == {1, 2}


def test_one_pair_is_one_match(match):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_match(match.ask, match.offer)


def test_a_match_goes_from_state_to_state_as_named_and_no_other_way(cast, match):
    ways = {(str(now), str(to)) for now, tos in actions.MAY_BECOME.items() for to in tos}
    assert ways == {
        ("proposed", "introduced"),
        ("proposed", "declined"),
        ("introduced", "under-way"),
        ("introduced", "declined"),
        ("under-way", "done"),
        ("under-way", "declined"),
    }
    with pytest.raises(Refused, match="does not go that way"):
        actions.move(match=match, to="done", seen="proposed", note="", by=cast["faz"])
    for now, to in [("proposed", "introduced"), ("introduced", "under-way"), ("under-way", "done")]:
        moved = actions.move(match=match, to=to, seen=now, note=f"Now {to}", by=cast["faz"])
        assert (moved.state, moved.note, moved.changed_by) == (to, f"Now {to}", cast["faz"])
    with pytest.raises(Refused):
        actions.move(match=match, to="declined", seen="done", note="", by=cast["faz"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.filter(pk=match.pk).update(introduced_at=None)


def test_of_two_who_move_it_at_once_the_second_is_told_and_loses_no_note(cast, client, match):
    actions.move(match=match, to="introduced", seen="proposed", note="First", by=cast["faz"])
    client.force_login(cast["faz"])
    typed = {"to": "declined", "seen": "proposed", "note": "Second and long"}
    text = client.post(match.get_absolute_url(), typed).text
    assert "it now stands at “Introduced to each other”" in text or "Choose one on the list" in text
    assert "Second and long" in text
    assert stored().note == "First"
    again = {"to": "under-way", "seen": "introduced", "note": "Third"}
    assert "now stands at: under way" in client.post(match.get_absolute_url(), again, follow=True).text


def test_nobody_is_introduced_to_what_is_no_longer_confirmed(cast, match):
    type(match.ask).objects.filter(pk=match.ask_id).update(confirmed_at=None)
    with pytest.raises(Refused, match="not confirmed any more"):
        actions.move(match=match, to="introduced", seen="proposed", note="", by=cast["faz"])


def test_only_the_facilitator_follows_up_not_the_team_and_the_note_is_theirs(cast, client, round_, match):
    Match.objects.filter(pk=match.pk).update(note="Careful with Surrey")
    propose = reverse("peer_challenge:matches-propose", args=[round_.slug])
    for who, status in {"petra": 404, "alison": 404, "bob": 404, "liz": 404, "faz": 200}.items():
        client.force_login(cast[who])
        assert client.get(match.get_absolute_url()).status_code == status, who
        assert client.get(page_of(round_)).status_code == (200 if who == "faz" else 403), who
        assert client.post(propose).status_code == (302 if who == "faz" else 403), who
    Match.objects.filter(pk=match.pk).update(state="introduced", introduced_at="2019-03-01T00:00Z")
    for who in ("alison", "bob", "oona"):
        client.force_login(cast[who])
        assert client.post(match.get_absolute_url(), {"to": "declined"}).status_code == 403
        assert set(Match.objects.visible_to(cast[who])) == {match}
        shown = reverse("peer_challenge:asks", args=[round_.slug])
        client.post(f"{round_.get_absolute_url()}undertaking/")
        text = client.get(shown).text
        assert "Introduced to each other" in text
        assert "Careful" not in text


@pytest.mark.parametrize(("stage", "told"), [(Stage.ASKS, set()), (Stage.ALL, {"alison", "oona"})])
def test_a_letter_tells_both_sides_that_there_is_something_and_nothing_else(
    cast, client, round_, mailoutbox, stage, told
):
    """Dev, who acts for Alison, reads no council outside the group and gets none."""
    match = make_match(make_ask(round_), make_offer(round_, "brighton-and-hove", "Come and see us."))
    round_.memorandum.deputies_read_their_group = True
    round_.memorandum.save()
    Round.objects.filter(pk=round_.pk).update(stage=stage)
    client.force_login(cast["faz"])
    text = client.get(match.get_absolute_url()).text
    assert ("nobody with an account may read both sides" in text) == (not told)
    client.post(match.get_absolute_url(), {"to": "introduced", "seen": "proposed", "note": "Rang both"})
    actions.send_introductions()
    readers = {cast[who].email for who in told}
    assert {letter.to[0] for letter in mailoutbox} == readers
    for letter in mailoutbox:
        words = letter.message().as_string()
        for secret in ("Kent", "Brighton", "Fostering", "recruit", "Come and see", "Rang", "challenge round"):
            assert secret not in words
        assert f"/peer-challenge/{round_.slug}/asks-and-offers/" in letter.body
    actions.send_introductions()
    assert len(mailoutbox) == len(readers)


def test_the_list_asks_the_database_as_often_for_30_as_for_1(cast, client, round_, match):
    client.force_login(cast["faz"])
    client.get(page_of(round_))
    one = queries(client, page_of(round_))
    for number in range(29):
        make_match(make_ask(round_, words=f"Ask {number}"), match.offer)
    assert queries(client, page_of(round_)) == one
