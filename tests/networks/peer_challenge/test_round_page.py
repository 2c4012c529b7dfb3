"""The page of a round: what lies there for whom, and where a council finds its own."""

import re

import pytest
from django.urls import reverse

from networks.peer_challenge.access import Stage
from networks.peer_challenge.models import AgreedAction, Round
from seslip.people.models import Organisation
from tests.networks.peer_challenge.factories import make_paper, make_round, make_version, queries, undertaken


def page(client, user, round_) -> str:
    client.force_login(user)
    return client.get(round_.get_absolute_url()).content.decode()


def test_the_team_reads_why_there_is_nothing_for_it_to_read(cast, client):
    round_ = make_round(facilitator=cast["faz"])
    make_version(make_paper(round_, "kent"), words="Kent zqsecret")
    words = page(client, cast["petra"], round_)
    assert "The programme team runs the round and does not read its papers." in words
    assert "does not read its papers" not in page(client, cast["faz"], round_)
    assert "None of its papers are open to you at this stage." in page(client, cast["dana"], round_)


def test_ones_own_council_stands_first_and_the_groups_lead_to_each(cast, client):
    round_ = make_round(stage=Stage.ALL)
    for council in ("brighton-and-hove", "kent", "surrey"):
        make_version(make_paper(round_, council))
    words = page(client, cast["bob"], round_)
    assert re.findall(r'<h3 id="([a-z-]+)">', words) == ["surrey", "brighton-and-hove", "kent"]
    assert '<a href="#kent">Kent</a>' in words
    assert "#medway" not in words


def test_last_rounds_actions_alone_make_no_pack(cast, client):
    before = make_round("Triads 2018", stage=Stage.ASKS)
    Round.objects.filter(pk=before.pk).update(starts="2018-01-01")
    notes = make_paper(before, kind="notes")
    make_version(notes)
    AgreedAction.objects.create(paper=notes, number=1, what="Audit together")
    round_ = make_round(stage=Stage.ASSESSMENT)
    undertaken(round_, cast["alison"])
    words = page(client, cast["alison"], round_)
    assert "Audit together" in words
    assert "Make one PDF" not in words
    make_version(make_paper(round_, "kent"))
    assert "Make one PDF" in page(client, cast["alison"], round_)


def test_sharing_a_draft_is_offered_while_there_can_be_one_and_taken_back_at_any_time(cast, client):
    round_ = make_round(stage=Stage.ASSESSMENT)
    paper = make_version(make_paper(round_, "kent")).paper
    client.force_login(cast["alison"])
    assert "Share the draft" in client.get(paper.get_absolute_url()).text
    Round.objects.filter(pk=round_.pk).update(stage=Stage.THEMES)
    assert "Share the draft" not in client.get(paper.get_absolute_url()).text
    paper.shared_inside = True
    paper.save()
    assert "Stop sharing the draft" in client.get(paper.get_absolute_url()).text


def full_round(name, councils, cast, versions):
    """Every council of it has put its self-assessment in, so often."""
    groups = [councils[n : n + 3] for n in range(0, len(councils), 3)]
    round_ = make_round(name, groups=groups, stage=Stage.ALL, facilitator=cast["faz"])
    undertaken(round_, *cast.values())
    papers = [make_paper(round_, council) for council in councils]
    for paper in papers * versions:
        make_version(paper)
    return round_, papers[0]


@pytest.mark.parametrize("name", ["alison", "faz", "petra"])
def test_three_papers_and_eighteen_take_the_same_queries_and_so_do_their_versions(cast, client, name):
    members = Organisation.objects.members().exclude(slug="kent").values_list("slug", flat=True)
    councils = ["kent", *members]
    client.force_login(cast[name])
    asked = []
    for call, there, versions in (("Few", 3, 1), ("Many", 18, 3)):
        round_, of_kent = full_round(call, councils[:there], cast, versions)
        pages = [round_.get_absolute_url()]
        if name != "petra":
            pages.append(reverse("peer_challenge:paper", args=[of_kent.pk]))
        client.get(pages[0])
        asked.append([queries(client, address) for address in pages])
    assert asked[0] == asked[1]
