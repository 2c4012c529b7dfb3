"""Keeping people in the admin."""

import pytest

from seslip.audit.models import Event
from seslip.people.models import Circle, Person
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
