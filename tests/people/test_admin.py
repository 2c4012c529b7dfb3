"""Keeping people in the admin."""

import datetime as dt

import pytest
from django.urls import reverse

from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.people.models import Circle, Organisation, Person
from tests.conftest import NETWORK
from tests.newsletters.desk import fields


@pytest.mark.parametrize("model", ["person", "organisation", "circle"])
def test_only_those_who_keep_people_come_in(cast, client, model):
    for who, status in {"petra": 200, "ada": 200, "alison": 403, "pat": 403}.items():
        client.force_login(cast[who])
        response = client.get(f"/admin/people/{model}/", follow=True)
        assert response.status_code == status, who
        if model == "person":
            assert (b"bob@example.org" in response.content) == (status == 200)


def test_a_person_is_changed_and_a_record_of_it_kept(cast, client):
    client.force_login(cast["ada"])
    bob = cast["bob"].person
    address = f"/admin/people/person/{bob.pk}/change/"
    typed = fields(client.get(address), "person_form") | {"name": "Bob Fellow"}
    assert client.post(address, typed).status_code == 302
    assert Person.objects.unscoped("test").get(pk=bob.pk).name == "Bob Fellow"
    event = Event.objects.get(verb="person changed")
    assert (event.by, event.object_id, event.details) == (cast["ada"], bob.pk, {"fields": ["name"]})


def test_a_circle_that_follows_posts_is_not_changed_by_hand(cast, client):
    client.force_login(cast["petra"])
    members = Circle.objects.members()
    page = client.get(f"/admin/people/circle/{members.pk}/change/").content.decode()
    assert 'name="_save"' not in page
    assert client.post(f"/admin/people/circle/{members.pk}/change/", {"name": "x"}).status_code == 403


def test_nobody_is_deleted(cast, client):
    client.force_login(cast["petra"])
    bob = cast["bob"].person
    assert client.post(f"/admin/people/person/{bob.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Person.objects.unscoped("test").filter(pk=bob.pk).exists()


def test_a_new_council_has_a_circle_of_its_people(cast, client):
    client.force_login(cast["petra"])
    address = "/admin/people/organisation/add/"
    typed = fields(client.get(address), "organisation_form")
    typed |= {"name": "North Surrey", "slug": "north-surrey", "kind": "council"}
    assert client.post(address, typed).status_code == 302
    assert Circle.objects.get(organisation__slug="north-surrey").name == "People of North Surrey"


def change(client, person, **typed):
    address = f"/admin/people/person/{person.pk}/change/"
    return client.post(address, fields(client.get(address), "person_form") | typed)


def one_more(post, at="kent"):
    return {
        "appointments-1-post": post,
        "appointments-1-organisation": Organisation.objects.get(slug=at).pk,
        "appointments-1-starts": "2026-01-01",
    }


@pytest.mark.parametrize(
    ("who", "whose", "post", "words"),
    [
        ("ada", "ada", "dcs", "Nobody gives themselves"),
        ("petra", "petra", "dcs", "Nobody gives themselves"),
        ("ada", "pat", "council-officer", "not give this one"),
        ("petra", "otto", "dcs", "second person agrees"),
        ("petra", "otto", "data-lead", ""),
    ],
)
def test_nobody_gives_in_the_admin_what_they_cannot_give(cast, client, who, whose, post, words):
    client.force_login(cast[who])
    person = cast[whose].person
    typed = one_more(post)
    if not person.appointments.exists():
        typed = {name.replace("-1-", "-0-"): value for name, value in typed.items()}
    before = person.appointments.count()
    response = change(client, person, **typed)
    assert (words or "302") in (response.content.decode() + str(response.status_code))
    assert person.appointments.count() - before == (words == "")


def test_the_administrator_ends_a_post_and_cannot_revive_it(cast, client):
    client.force_login(cast["ada"])
    change(client, cast["bob"].person, **{"appointments-0-ends": "2020-01-01"})
    assert cast["bob"].person.appointments.get().ends == dt.date(2020, 1, 1)
    response = change(client, cast["bob"].person, **{"appointments-0-ends": ""})
    assert "not give this one" in response.content.decode()


def test_nobody_names_themselves_in_a_circle(cast, client):
    circle = Circle.objects.get(name=NETWORK)
    client.force_login(cast["ada"])
    address = f"/admin/people/circle/{circle.pk}/change/"
    typed = {"members-1-person": cast["ada"].person.pk, "members-1-starts": "2026-01-01"}
    response = client.post(address, fields(client.get(address), "circle_form") | typed)
    assert "Nobody gives themselves" in response.content.decode()
    assert circle.members.count() == 1


def test_nobody_lets_themselves_into_a_circle_by_what_it_includes(cast, client):
    client.force_login(cast["ada"])
    network = Circle.objects.get(kind="named")
    own, others = Circle.objects.of_post(Post.ADMINISTRATOR), Circle.objects.of_post(Post.DFE_ADVISER)
    typed = {"name": network.name, "members-TOTAL_FORMS": 0, "members-INITIAL_FORMS": 0}
    address = reverse("admin:people_circle_change", args=[network.pk])
    refused = client.post(address, typed | {"includes": [own.pk]})
    assert "Nobody gives themselves" in refused.content.decode()
    assert not network.includes.exists()
    assert client.post(address, typed | {"includes": [others.pk]}).status_code == 302
    assert list(network.includes.all()) == [others]


def make_member(client, slug, **typed):
    organisation = Organisation.objects.get(slug=slug)
    address = reverse("admin:people_organisation_change", args=[organisation.pk])
    line = {"memberships-0-kind": "member", "memberships-0-starts": "2026-01-01", "memberships-0-ends": ""}
    return client.post(address, fields(client.get(address), "organisation_form") | line | typed)


@pytest.mark.parametrize(
    ("who", "slug", "kind", "words"),
    [
        ("ada", "own", "regional", "Only councils have a place in the alliance"),
        ("ada", "own", "council", "You hold a post there"),
        ("ada", "lga", "partner", "Only councils have a place in the alliance"),
        ("ada", "north-surrey", "council", ""),
    ],
)
def test_nobody_lets_themselves_in_among_the_members_by_where_they_work(cast, client, who, slug, kind, words):
    Organisation.objects.create(name="North Surrey", slug="north-surrey", kind="council")
    client.force_login(cast[who])
    own = cast[who].person.appointments.get().organisation.slug
    response = make_member(client, own if slug == "own" else slug, kind=kind)
    assert (words or "302") in (response.content.decode() + str(response.status_code))
    assert Organisation.objects.members().filter(slug="north-surrey").exists() == (words == "")
    assert not Organisation.objects.members().exclude(kind="council").exists()
    assert not cast[who].members_held_at
