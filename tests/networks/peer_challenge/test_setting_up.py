"""A round is set up by the team, and changed by it or the round's facilitators."""

import datetime as dt

import pytest
from django.urls import reverse

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.setting_up import change_round
from networks.peer_challenge.models import Place, Round
from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.people.actions import appoint
from seslip.people.models import Organisation
from seslip.refusals import Refused
from tests.networks.peer_challenge.factories import GROUPS, council, make_memorandum, make_paper, make_round


def typed(*slugs, **others):
    return {
        "name": "Triads 2020",
        "kind": "directors",
        "starts": "2019-11-01",
        "shared_leader": "one-voice",
        "assessments_due": "2019-10-01",
        "memorandum": "",
        "councils": [council(slug).pk for slug in slugs],
    } | others


def taking_part(round_):
    places = Place.objects.unscoped("test").filter(round=round_)
    return set(places.values_list("council__slug", flat=True))


def change(round_):
    return reverse("peer_challenge:round-change", args=[round_.slug])


def test_the_team_sets_up_a_round_with_its_councils(cast, client):
    client.force_login(cast["petra"])
    memorandum = make_memorandum("2019-20")
    page = client.get(reverse("peer_challenge:round-new"))
    assert page.context["form"].initial["councils"] == [
        council.pk for council in Organisation.objects.members()
    ]
    sent = typed("kent", "surrey", "medway", memorandum=memorandum.pk)
    answer = client.post(reverse("peer_challenge:round-new"), sent)
    round_ = Round.objects.unscoped("test").get()
    assert answer["Location"] == reverse("peer_challenge:groups-propose", args=["triads-2020"])
    assert (round_.stage, round_.memorandum, round_.assessments_due) == (1, memorandum, dt.date(2019, 10, 1))
    assert taking_part(round_) == {"kent", "surrey", "medway"}
    assert Event.objects.get(verb="round set up").by_id == cast["petra"].pk


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "triads 2019"}, "There is a round of this name already."),
        ({"name": "Triads-2019!"}, "There is a round of this name already."),
        ({"name": "…"}, "Use letters or numbers in the name"),
        ({"name": ""}, "Fill in “Name of the round”."),
        ({"councils": []}, "Choose the councils that take part."),
        ({"starts": "soon"}, "Enter a day, such as 15 February 2019."),
    ],
)
def test_what_cannot_be_saved_says_why_and_keeps_what_was_typed(cast, client, fields, words):
    make_round("Triads 2019")
    client.force_login(cast["petra"])
    page = client.post(reverse("peer_challenge:round-new"), typed("kent", **{"name": "Kept"} | fields))
    assert page.status_code == 200
    assert words in page.content.decode()
    assert Round.objects.unscoped("test").count() == 1


def test_a_somerset_that_is_data_only_cannot_take_part(cast, client):
    client.force_login(cast["petra"])
    client.post(reverse("peer_challenge:round-new"), typed("kent", "somerset"))
    assert not Round.objects.unscoped("test").exists()


def test_a_facilitator_changes_which_councils_take_part(cast, client):
    round_ = make_round(stage=Stage.SET_UP, facilitator=cast["faz"])
    client.force_login(cast["faz"])
    stay = ["kent", "surrey", "medway", "brighton-and-hove", "hampshire"]
    client.post(change(round_), typed(*stay, "slough", name="Triads 2019"))
    assert taking_part(round_) == {*stay, "slough"}
    round_.refresh_from_db()
    assert (round_.kind, round_.slug) == ("directors", "triads-2019")


def test_a_council_with_papers_does_not_leave_the_round(cast, client):
    round_ = make_round()
    make_paper(round_, "surrey")
    client.force_login(cast["petra"])
    page = client.post(change(round_), typed("kent", name="Triads 2019", memorandum=round_.memorandum_id))
    assert "Surrey has papers in this round and cannot leave it." in page.content.decode()
    assert "surrey" in taking_part(round_)


def test_a_group_whose_councils_all_leave_goes(cast, client):
    round_ = make_round(stage=Stage.SET_UP)
    client.force_login(cast["petra"])
    client.post(change(round_), typed("kent", "surrey", "medway", name="Triads 2019"))
    assert [group.number for group in round_.groups.all()] == [1]


def test_a_council_where_the_facilitator_holds_a_post_cannot_come_in(cast, client):
    round_ = make_round(stage=Stage.SET_UP, facilitator=cast["faz"])
    appoint(person=cast["faz"].person, post=Post.COUNCIL_OFFICER, organisation=council("slough"), by=None)
    client.force_login(cast["petra"])
    page = client.post(change(round_), typed("kent", "surrey", "medway", "slough", name="Triads 2019"))
    assert "Slough is where a facilitator of this round holds a post" in page.content.decode()
    assert "slough" not in taking_part(round_)


@pytest.mark.parametrize("name", ["alison", "faz", "ada"])
def test_nobody_but_the_team_sets_up_a_round(cast, client, name):
    make_round(facilitator=cast["faz"])
    client.force_login(cast[name])
    assert client.post(reverse("peer_challenge:round-new"), typed("kent")).status_code == 403
    assert Round.objects.unscoped("test").count() == 1


def test_a_released_rounds_memorandum_is_not_swapped_for_one_that_nobody_signed(cast):
    round_ = make_round(stage=Stage.OWN_GROUP)
    another = make_memorandum("2019-20", signed_by=(), advisers_read_assessments=True)
    what = {"name": round_.name, "starts": round_.starts, "shared_leader": round_.shared_leader}
    councils = [council(slug) for group in GROUPS for slug in group]
    with pytest.raises(Refused, match="released under its memorandum"):
        change_round(round_=round_, councils=councils, memorandum=another, by=cast["petra"], **what)
    change_round(round_=round_, councils=councils, memorandum=round_.memorandum, by=cast["petra"], **what)
