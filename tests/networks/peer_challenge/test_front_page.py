"""What the room asks of somebody stands on the front page too, and there of nobody else."""

import datetime as dt

import pytest
from django.urls import reverse

from networks.peer_challenge.access import Stage
from tests.networks.peer_challenge.factories import make_paper, make_round, make_version, nominate, queries

DUE = dt.date(2040, 1, 12)


@pytest.fixture
def front(client, cast):
    """front("alison"): the words of the front page as she reads them."""

    def front(who=None):
        client.logout()
        if who:
            client.force_login(cast[who])
        return client.get(reverse("front")).content.decode()

    return front


@pytest.fixture
def round_(cast):
    return make_round(stage=Stage.ASSESSMENT, assessments_due=DUE, facilitator=cast["faz"])


def test_alison_reads_that_kents_self_assessment_is_due_and_goes_there(round_, front):
    page = front("alison")
    assert "Put in the self-assessment of Kent" in page
    assert reverse("peer_challenge:paper-upload", args=[round_.slug, "kent", "assessment"]) in page
    assert "Thursday 12 January 2040" in page
    assert "self-assessment of Surrey" not in page


def test_her_nominated_deputy_reads_it_too(round_, cast, front):
    nominate(cast["dev"], cast["alison"])
    assert "Put in the self-assessment of Kent" in front("dev")


def test_once_it_has_come_in_she_is_asked_to_sign_it_off_and_then_nothing_more(round_, front):
    paper = make_paper(round_, "kent")
    make_version(paper, settled=False)
    assert "Sign off version 1 of the self-assessment of Kent" in front("alison")
    make_version(paper)
    assert "self-assessment of Kent" not in front("alison")


@pytest.mark.parametrize("who", [None, "otto", "cleo", "lena", "petra", "faz", "ada", "pat"])
def test_nobody_else_is_asked_for_it(round_, front, who):
    assert "self-assessment" not in front(who)


def test_the_front_page_asks_the_database_as_often_for_many_rounds(cast, client):
    client.force_login(cast["alison"])
    make_round("Triads 2001", stage=Stage.ASSESSMENT, facilitator=cast["faz"])
    one = queries(client, reverse("front"))
    for year in range(2002, 2012):
        make_round(f"Triads {year}", stage=Stage.ASSESSMENT)
    assert queries(client, reverse("front")) == one
