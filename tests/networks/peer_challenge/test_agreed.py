"""The facilitator writes down what was agreed while notes can change; the council says how far it is."""

import pytest
from django.urls import reverse

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.agreed import stamp
from networks.peer_challenge.models import AgreedAction, Round
from tests.networks.peer_challenge.factories import make_paper, make_round, make_version, nominate, undertaken


@pytest.fixture
def notes(cast):
    nominate(cast["dev"], cast["alison"])
    paper = make_paper(make_round(stage=Stage.NOTES, facilitator=cast["faz"]), kind="notes")
    make_version(paper)
    undertaken(paper.round, *(cast[who] for who in ("alison", "dev", "faz")))
    return paper


def to(name, paper) -> str:
    return reverse(f"peer_challenge:actions-{name}", args=[paper.pk])


def send(client, name, paper, typed, **more):
    """As from the page as it stands now."""
    return client.post(to(name, paper), typed | {"opened": stamp(paper)}, **more)


def test_the_facilitator_writes_them_down_and_empties_one(client, cast, notes):
    client.force_login(cast["faz"])
    typed = {"what-1": "Recruit carers", "by-when-1": "May 2019", "what-2": "Visit Surrey"}
    assert "Recruit carers" in send(client, "write", notes, typed, follow=True).text
    send(client, "write", notes, {"what-1": "", "what-2": "Visit Surrey"})
    assert list(notes.actions.values_list("number", "what")) == [(2, "Visit Surrey")]
    text = send(client, "write", notes, {"what-2": "Kept", "by-when-3": "May"}).text
    assert "Say what action 3 is" in text


def test_two_who_save_at_once_do_not_overwrite_each_other(client, cast, notes):
    client.force_login(cast["faz"])
    opened = stamp(notes)
    client.post(to("write", notes), {"what-1": "The first", "opened": opened})
    page = client.post(to("write", notes), {"what-1": "The second", "opened": opened}).text
    assert "Somebody else has saved these actions" in page
    assert "The second" in page
    assert [each.what for each in notes.actions.all()] == ["The first"]
    fresh = page.partition('name="opened" value="')[2].partition('"')[0]
    client.post(to("write", notes), {"what-1": "The second", "opened": fresh})
    assert [each.what for each in notes.actions.all()] == ["The second"]


def test_not_once_the_round_is_released_to_all_and_nobody_else(client, cast, notes):
    for who, status in {"alison": 403, "bob": 403, "oona": 404, "petra": 404}.items():
        client.force_login(cast[who])
        assert send(client, "write", notes, {"what-1": "No"}).status_code == status
    Round.objects.filter(pk=notes.round_id).update(stage=Stage.ALL)
    client.force_login(cast["faz"])
    assert send(client, "write", notes, {"what-1": "No"}).status_code == 403
    assert not AgreedAction.objects.exists()


def test_the_leader_and_the_deputy_follow_up_and_nobody_else(client, cast, notes):
    AgreedAction.objects.create(paper=notes, number=1, what="Recruit carers")
    for who, status in {"bob": 403, "faz": 403, "cleo": 403, "oona": 404}.items():
        client.force_login(cast[who])
        assert send(client, "follow-up", notes, {"state-1": "done"}).status_code == status
    for who, state in {"alison": "in-hand", "dev": "done"}.items():
        client.force_login(cast[who])
        assert send(client, "follow-up", notes, {"state-1": state}).status_code == 302
        assert notes.actions.get().state == state


def test_the_next_round_opens_with_them_for_those_who_read_the_notes(client, cast, notes):
    AgreedAction.objects.create(paper=notes, number=1, what="Recruit carers")
    Round.objects.filter(pk=notes.round_id).update(starts="2018-01-01")
    following = make_round("Triads 2020", stage=Stage.SET_UP)
    undertaken(following, *cast.values())
    for who, sees in {"alison": True, "bob": True, "dana": False, "oona": False, "petra": False}.items():
        client.force_login(cast[who])
        assert ("Recruit carers" in client.get(following.get_absolute_url()).text) is sees
