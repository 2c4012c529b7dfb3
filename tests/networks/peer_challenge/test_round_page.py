"""The page of a round: what lies there for whom, and where a council finds its own."""

import re

from networks.peer_challenge.access import Stage
from networks.peer_challenge.models import AgreedAction, Round
from tests.networks.peer_challenge.factories import make_paper, make_round, make_version


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
