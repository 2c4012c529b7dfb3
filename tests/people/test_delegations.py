import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from seslip.people import actions
from seslip.people.access import Post
from seslip.people.models import Circle, Delegation
from seslip.people.visibility import circle_ids
from seslip.refusals import Refused


@pytest.fixture
def delegation(cast):
    """Dev acts for Alison until a week from now."""
    return Delegation.objects.create(
        appointment=cast["alison"].person.appointments.get(),
        to=cast["dev"].person,
        ends=timezone.localdate() + dt.timedelta(days=7),
    )


def test_a_delegate_knows_whom_they_act_for(delegation, cast):
    assert cast["dev"].delegations == [delegation]
    assert cast["alison"].delegations == []


def test_acting_for_a_director_puts_nobody_among_the_directors(delegation, cast):
    assert Circle.objects.of_post(Post.DCS).pk not in circle_ids(cast["dev"])


def test_a_delegation_always_has_a_last_day(delegation):
    with pytest.raises(IntegrityError):
        Delegation.objects.update(ends=None)


@pytest.mark.parametrize("whose", ["alison", "dev"])
def test_a_delegation_ends_with_the_post_of_either(delegation, cast, whose):
    cast[whose].person.appointments.update(ends=timezone.localdate() - dt.timedelta(days=1))
    assert list(Delegation.objects.current()) == []


def test_a_delegation_counts_on_its_days_only(delegation):
    last = delegation.ends
    assert list(Delegation.objects.current(last)) == [delegation]
    assert list(Delegation.objects.current(last + dt.timedelta(days=1))) == []
    assert list(Delegation.objects.current(delegation.starts - dt.timedelta(days=1))) == []


def lend(cast, whose="alison", to="dev", by=None, days=7, **more):
    return actions.delegate(
        appointment=cast[whose].person.appointments.get(),
        to=cast[to].person,
        starts=timezone.localdate(),
        ends=timezone.localdate() + dt.timedelta(days=days),
        by=cast[by or whose],
        **more,
    )


ARRANGED = {
    ("alison", "dev", "alison"): True,
    ("lena", "otto", "lena"): True,
    ("cleo", "otto", "cleo"): True,
    ("dana", "otto", "dana"): True,
    ("dana", "otto", "alison"): True,
    ("dev", "otto", "alison"): True,
    ("dev", "otto", "dev"): False,
    ("alison", "dev", "petra"): False,
    ("alison", "dev", "dev"): False,
    ("dana", "alison", "alison"): False,
    ("alison", "alison", "alison"): False,
    ("alison", "bob", "alison"): False,
    ("dana", "otto", "bob"): False,
    ("petra", "faz", "petra"): False,
    ("otto", "dana", "alison"): False,
}


@pytest.mark.parametrize(("whose", "to", "by"), ARRANGED)
def test_who_may_arrange_who_acts_for_whom(cast, whose, to, by):
    if ARRANGED[whose, to, by]:
        assert lend(cast, whose, to, by) in Delegation.objects.current()
    else:
        with pytest.raises(Refused):
            lend(cast, whose, to, by)


@pytest.mark.parametrize("days", [-1, 400])
def test_it_lasts_twelve_months_at_most_and_ends_after_it_began(cast, days):
    with pytest.raises(Refused):
        lend(cast, days=days)


def test_only_the_holder_lets_somebody_into_the_room(cast):
    assert lend(cast, in_the_room=True).in_the_room
    for whose, by in (("dev", "alison"), ("dana", "dana")):
        with pytest.raises(Refused):
            lend(cast, whose, "otto", by, in_the_room=True)


def test_a_delegate_does_not_lend_on(cast):
    lend(cast)
    with pytest.raises(Refused):
        lend(cast, "dana", "otto", "dev")


def test_the_delegate_may_do_what_the_post_may_until_it_ends(cast, client):
    found = lend(cast, to="otto")
    client.force_login(cast["otto"])
    assert client.get("/accounts/council/kent/invite/").status_code == 200
    client.post(f"/accounts/delegations/{found.pk}/end/")
    assert client.get("/accounts/council/kent/invite/").status_code == 403


def test_nobody_lends_what_the_programme_team_may_do(cast):
    """Even where the database was told so by other means."""
    Delegation.objects.create(
        appointment=cast["petra"].person.appointments.get(),
        to=cast["faz"].person,
        ends=timezone.localdate() + dt.timedelta(days=7),
    )
    assert cast["faz"].delegations
    assert cast["faz"].permissions == frozenset()


def test_everybody_at_the_council_and_both_people_read_of_it(cast, client):
    found = lend(cast)
    post = "Director of Children&#x27;s Services, Kent"
    words = f"Dev Shah acts for Alison Brook ({post}) until {found.ends:%-d %B %Y}"
    for who in ("alison", "dev"):
        client.force_login(cast[who])
        assert words in client.get("/accounts/").content.decode()
    for who in ("alison", "dev", "otto", "lena", "petra"):
        client.force_login(cast[who])
        assert words in client.get("/accounts/council/kent/").content.decode()
    client.force_login(cast["bob"])
    assert client.get(f"/accounts/delegations/{found.pk}/end/").status_code == 404


def test_a_form_is_sent_and_what_is_wrong_is_said(cast, client):
    client.force_login(cast["alison"])
    held = cast["alison"].person.appointments.get()
    address = f"/accounts/posts/{held.pk}/act-for/"
    typed = {"to": cast["dev"].person.pk, "starts": "2026-01-01", "ends": "2020-01-01"}
    assert b"The last day is before the first" in client.post(address, typed).content
    assert client.post(address, typed | {"to": cast["bob"].person.pk}).status_code == 200
    today = timezone.localdate()
    typed |= {"starts": today, "ends": today + dt.timedelta(days=20), "in_the_room": "on"}
    assert client.post(address, typed).status_code == 302
    assert Delegation.objects.get().in_the_room


def test_a_data_lead_is_not_asked_about_the_room(cast, client, caplog):
    client.force_login(cast["dana"])
    held = cast["dana"].person.appointments.get()
    page = client.get(f"/accounts/posts/{held.pk}/act-for/")
    assert page.status_code == 200
    assert "peer challenge room" not in page.content.decode().split("<main")[1].split("</main")[0]
    assert caplog.records == []
