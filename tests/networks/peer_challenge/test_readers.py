"""Who reads something of the room: the number and the names a page gives are those the wall lets in."""

import re

import pytest
from django.urls import reverse

from networks.peer_challenge import asks
from networks.peer_challenge.access import Document, Stage
from networks.peer_challenge.models import Paper, PaperVersion, Round
from networks.peer_challenge.readers import of_council, of_paper, people_who
from networks.peer_challenge.reading import document_of
from seslip.people.models import User
from tests.networks.peer_challenge.factories import (
    council,
    make_ask,
    make_paper,
    make_round,
    make_version,
    nominate,
)


@pytest.fixture
def round_(cast):
    nominate(cast["dev"], cast["alison"])
    return make_round(facilitator=cast["faz"])


def emails(users):
    return {user.email for user in users}


def who_may(look) -> set[str]:
    """Everybody of the cast whom this shows something, each asked afresh."""
    return {user.email for user in User.objects.all() if look(user)}


@pytest.mark.parametrize("stage", [Stage.ASSESSMENT, Stage.OWN_GROUP, Stage.ALL])
@pytest.mark.parametrize("settled", [True, False])
def test_the_readers_of_a_paper_are_those_who_find_it(cast, round_, stage, settled):
    version = make_version(make_paper(round_), settled=settled)
    Round.objects.filter(pk=round_.pk).update(stage=stage)
    found = emails(of_paper(version.paper, document_of(version)))
    assert found == who_may(lambda user: PaperVersion.objects.visible_to(user).exists())
    assert "alison@example.org" in found


def test_a_draft_that_is_shared_inside_the_council_has_more_readers(cast, round_):
    version = make_version(make_paper(round_), settled=False)
    before = emails(of_paper(version.paper, Document.DRAFT_ASSESSMENT))
    Paper.objects.unscoped("test").update(shared_inside=True)
    after = emails(of_paper(version.paper, Document.DRAFT_ASSESSMENT))
    assert after - before == {"cleo@example.org", "lena@example.org"}


def test_the_readers_of_asks_are_those_whom_the_page_lets_in(cast, round_):
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ASKS)
    round_.refresh_from_db()
    found = emails(people_who(lambda user: asks.is_open_to(user, round_)))
    assert found == who_may(lambda user: asks.is_open_to(user, round_))
    assert {"alison@example.org", "bob@example.org", "faz@example.org"} <= found


def test_before_a_paper_is_put_in_the_form_says_who_will_read_it(cast, client, round_):
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ASSESSMENT)
    round_.refresh_from_db()
    draft = of_council(round_, council("kent"), Document.DRAFT_ASSESSMENT)
    assert emails(draft) == {"alison@example.org", "dev@example.org"}
    client.force_login(cast["alison"])
    address = reverse("peer_challenge:paper-upload", args=[round_.slug, "kent", "assessment"])
    text = " ".join(client.get(address).text.split())
    assert "At this stage this is read by 2 people." in text
    assert "<strong>Dev Shah</strong>" in text
    assert "Once it is signed off, at this stage it is read by: director of the council" in text


def test_a_papers_page_says_how_many_read_it_and_as_what_one_does(cast, client, round_):
    paper = make_version(make_paper(round_)).paper
    client.force_login(cast["bob"])
    text = client.get(paper.get_absolute_url()).text
    number = len(of_paper(paper, Document.ASSESSMENT))
    assert re.search(rf"is read by {number} people\. You read this as director in the same group\.", text)
    assert "<strong>Alison Brook</strong>" in text
    assert "<strong>Oona Pierce</strong>" not in text


def test_a_leader_is_asked_to_confirm_what_was_written_for_them(cast, client, round_):
    make_ask(round_, words="Made up zqproposed", confirmed_at=None)
    make_ask(round_, words="Made up as well", about="Adoption", confirmed_at=None)
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ASKS)
    client.force_login(cast["alison"])
    for address in ("/", reverse("peer_challenge:room"), round_.get_absolute_url()):
        text = client.get(address).text
        assert text.count("Confirm what Kent asks") == 1
        assert "Fostering" not in text
        assert "zqproposed" not in text
    client.force_login(cast["dev"])
    assert "Confirm what Kent" not in client.get(round_.get_absolute_url()).text
