"""Facilitators are named by the team, never by themselves, and hold no post at a council of the round."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from networks.peer_challenge.actions.facilitators import end_facilitator, name_facilitator
from networks.peer_challenge.models import Facilitator
from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.people.models import Appointment, Person, User
from seslip.refusals import Refused
from tests.networks.peer_challenge.factories import council, make_paper, make_round, make_version


@pytest.fixture
def round_(cast):
    return make_round()


def page_of(round_):
    return reverse("peer_challenge:facilitators", args=[round_.slug])


def test_the_team_names_a_facilitator_and_everybody_in_the_room_sees_who_it_is(round_, cast, client):
    client.force_login(cast["petra"])
    client.post(page_of(round_), {"person": cast["faz"].person.pk})
    named = Facilitator.objects.get()
    assert (named.person, named.named_by, named.ends) == (cast["faz"].person, cast["petra"], None)
    assert Event.objects.get(verb="facilitator named").details["person"] == cast["faz"].person.pk
    client.force_login(cast["oona"])
    assert "Faz Malik" in client.get(round_.get_absolute_url()).content.decode()


def test_nobody_names_themselves_not_even_of_the_team(round_, cast, client):
    with pytest.raises(Refused, match="Nobody names themselves"):
        name_facilitator(round_=round_, person=cast["petra"].person, by=cast["petra"])
    client.force_login(cast["petra"])
    page = client.post(page_of(round_), {"person": cast["petra"].person.pk})
    assert "Nobody names themselves." in page.content.decode()
    assert not Facilitator.objects.exists()


@pytest.mark.parametrize("name", ["alison", "faz", "ada", "liz"])
def test_nobody_but_the_team_names_anybody(round_, cast, client, name):
    with pytest.raises(PermissionDenied):
        name_facilitator(round_=round_, person=cast["faz"].person, by=cast[name])
    client.force_login(cast[name])
    assert client.post(page_of(round_), {"person": cast["faz"].person.pk}).status_code in (403, 404)
    assert not Facilitator.objects.exists()


def test_whoever_holds_a_post_at_a_council_of_the_round_is_refused(round_, cast):
    with pytest.raises(Refused, match="Otto Marsh holds a post at Kent, which takes part in this round."):
        name_facilitator(round_=round_, person=cast["otto"].person, by=cast["petra"])


def test_a_private_address_does_not_hide_the_post(round_, cast):
    """The conflict is of person and council; what the e-mail address says is nothing to go by."""
    User.objects.filter(pk=cast["otto"].pk).update(email="otto@elsewhere.example.org")
    Person.objects.filter(pk=cast["otto"].person.pk).update(email="otto@elsewhere.example.org")
    with pytest.raises(Refused):
        name_facilitator(round_=round_, person=cast["otto"].person, by=cast["petra"])


def test_a_post_that_begins_later_counts_and_one_that_has_ended_does_not(round_, cast):
    posts = Appointment.objects.filter(person=cast["otto"].person)
    posts.update(starts=timezone.localdate() + dt.timedelta(days=9))
    with pytest.raises(Refused):
        name_facilitator(round_=round_, person=cast["otto"].person, by=cast["petra"])
    posts.update(starts=dt.date(2018, 1, 1), ends=dt.date(2019, 1, 1))
    assert name_facilitator(round_=round_, person=cast["otto"].person, by=cast["petra"]).pk


def test_ended_is_ended_at_the_next_request(round_, cast, client):
    version = make_version(make_paper(round_))
    named = Facilitator.objects.create(round=round_, person=cast["faz"].person, starts=dt.date(2020, 1, 1))
    client.force_login(cast["faz"])
    assert client.get(round_.get_absolute_url()).status_code == 200
    end_facilitator(facilitator=named, by=cast["petra"])
    assert client.get(round_.get_absolute_url()).status_code == 404
    assert version.paper.round == round_
    named.refresh_from_db()
    assert named.ends < timezone.localdate()


def test_whoever_was_named_today_and_is_ended_today_leaves_the_record(round_, cast, client):
    named = name_facilitator(round_=round_, person=cast["faz"].person, by=cast["petra"])
    client.force_login(cast["petra"])
    client.post(reverse("peer_challenge:facilitator-end", args=[round_.slug, named.pk]))
    assert not Facilitator.objects.exists()
    assert Event.objects.filter(verb="facilitator ended", details__person=cast["faz"].person.pk).exists()


def test_a_facilitator_of_another_round_is_not_ended_from_this_one(round_, cast, client):
    other = make_round("Another", facilitator=cast["faz"]).facilitators.get()
    client.force_login(cast["petra"])
    where = reverse("peer_challenge:facilitator-end", args=[round_.slug, other.pk])
    assert client.post(where).status_code == 404
    assert Facilitator.objects.current().filter(pk=other.pk).exists()


def test_named_twice_for_one_time_is_refused_and_the_days_have_to_fit(round_, cast):
    today = timezone.localdate()
    name_facilitator(round_=round_, person=cast["faz"].person, by=cast["petra"])
    with pytest.raises(Refused, match="named for this time already"):
        name_facilitator(round_=round_, person=cast["faz"].person, by=cast["petra"])
    with pytest.raises(Refused, match="last day"):
        name_facilitator(
            round_=round_, person=cast["liz"].person, by=cast["petra"], ends=today - dt.timedelta(days=1)
        )


def test_a_facilitator_whose_last_post_has_ended_reads_and_moves_nothing(cast, client):
    round_ = make_round(facilitator=cast["faz"])
    paper = make_version(make_paper(round_)).paper
    client.force_login(cast["faz"])
    assert client.get(paper.get_absolute_url()).status_code == 200
    cast["faz"].person.appointments.get().end_at_once()
    stage = f"{round_.get_absolute_url()}stage/"
    assert {client.get(address).status_code for address in (paper.get_absolute_url(), stage)} == {404}


def test_a_facilitator_who_takes_up_a_post_at_a_council_of_the_round_reads_nothing_more_there(cast, client):
    round_ = make_round(facilitator=cast["faz"])
    without_kent = make_round("Another", groups=[["surrey", "medway"]], facilitator=cast["faz"])
    papers = [make_version(make_paper(each, "surrey")).paper for each in (round_, without_kent)]
    client.force_login(cast["faz"])
    assert [client.get(each.get_absolute_url()).status_code for each in papers] == [200, 200]
    kent = council("kent")
    Appointment.objects.create(person=cast["faz"].person, post=Post.COUNCIL_OFFICER, organisation=kent)
    assert [client.get(each.get_absolute_url()).status_code for each in papers] == [404, 200]
    client.force_login(cast["petra"])
    named = client.get(page_of(round_)).content.decode()
    assert "As long as they hold it, the round is closed to them as a facilitator." in named
    assert "Faz Malik" not in client.get(round_.get_absolute_url()).content.decode()


def test_a_post_elsewhere_or_one_that_begins_later_takes_no_round_away(cast, client):
    round_ = make_round(facilitator=cast["faz"])
    paper = make_version(make_paper(round_)).paper
    kent = council("kent")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    Appointment.objects.create(
        person=cast["faz"].person, post=Post.COUNCIL_OFFICER, organisation=kent, starts=tomorrow
    )
    client.force_login(cast["faz"])
    assert client.get(paper.get_absolute_url()).status_code == 200
