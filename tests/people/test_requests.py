"""Asking to come in from the public page, and who answers."""

import pytest
from django.core import mail

from seslip.people import actions
from seslip.people.access import Post
from seslip.people.actions.requests import waiting_for
from seslip.people.models import AccessRequest, Invitation, User
from seslip.people.request_views import FOR_ONE_ADDRESS_A_DAY, FROM_ONE_PLACE_AN_HOUR
from seslip.refusals import Refused
from tests.people.coming import ask, place

pytestmark = pytest.mark.django_db


def typed(**more):
    fields = {"name": "Ann Asker", "email": "ann@example.org", "organisation": place().pk}
    return fields | {"post": Post.COUNCIL_OFFICER, "why": "I run placements"} | more


def asked():
    return AccessRequest.objects.unscoped("test")


def test_the_answer_is_the_same_whoever_asks(cast, client):
    """Known, unknown, asked before: to the byte the same."""
    pages = {
        client.post("/accounts/access/", typed(email=email), follow=True).content
        for email in ("ann@example.org", "ann@example.org", "alison@example.org", "OTTO@example.org")
    }
    assert len(pages) == 1
    assert asked().count() == 3
    assert mail.outbox == []


def test_asking_makes_no_account_and_no_invitation(cast, client):
    client.post("/accounts/access/", typed())
    assert not User.objects.filter(email="ann@example.org").exists()
    assert not Invitation.objects.unscoped("test").exists()


def test_the_councils_and_partners_of_the_programme_can_be_chosen_and_no_others(cast, client):
    page = client.get("/accounts/access/").content.decode()
    for name in ("Kent", "Somerset", "Local Government Association"):
        assert f">{name}</option>" in page
    assert "Barnsley" not in page
    assert client.post("/accounts/access/", typed(organisation=place("barnsley").pk)).status_code == 200
    assert not asked().exists()


def test_asking_too_often_is_stopped(cast, client):
    statuses = [
        client.post("/accounts/access/", typed(email=f"ann{number}@example.org")).status_code
        for number in range(FROM_ONE_PLACE_AN_HOUR + 1)
    ]
    assert statuses == [302] * FROM_ONE_PLACE_AN_HOUR + [429]


def test_one_address_is_asked_for_a_few_times_a_day(cast, client):
    posts = [Post.COUNCIL_OFFICER, Post.DATA_LEAD, Post.LEAD_MEMBER, Post.DEPUTY_DCS]
    pages = {client.post("/accounts/access/", typed(post=post), follow=True).content for post in posts}
    assert len(pages) == 1
    assert asked().count() == FOR_ONE_ADDRESS_A_DAY


@pytest.mark.parametrize(
    "odd",
    [
        {"organisation": "9" * 30},
        {"organisation": "kent"},
        {"post": "king"},
        {"post": Post.PROGRAMME_MANAGER},
        {"post": Post.LGA_ADVISER},
        {"email": "ann"},
        {"why": "\x00"},
        {"name": "x" * 500},
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(cast, client, odd):
    response = client.post("/accounts/access/", typed(**odd))
    assert response.status_code == 200
    assert b"There is a problem" in response.content
    assert not asked().exists()


def test_each_request_waits_for_whoever_can_decide(cast):
    officer, director = ask(), ask("chief@example.org", post=Post.DCS)
    adviser, slough = ask("l@example.org", post=Post.LGA_ADVISER, at="lga"), ask("s@example.org", at="slough")
    waits = {name: set(waiting_for(cast[name])) for name in ("alison", "bob", "dev", "petra", "ada")}
    assert waits == {
        "alison": {officer},
        "bob": set(),
        "dev": set(),
        "petra": {director, adviser, slough},
        "ada": set(),
    }


def test_approved_they_are_invited(cast, client, django_capture_on_commit_callbacks):
    request = ask()
    client.force_login(cast["alison"])
    assert b"asks for access" in client.get("/").content
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/accounts/access/{request.pk}/", {"do": "invite"}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.decided_by) == ("approved", cast["alison"])
    assert request.invitation.state == "sent"
    assert [letter.to for letter in mail.outbox] == [["asker@example.org"]]
    with pytest.raises(Refused, match="already"):
        actions.approve(request=request, by=cast["alison"])


def test_refused_they_are_told_in_words(cast, client, django_capture_on_commit_callbacks):
    request = ask()
    client.force_login(cast["alison"])
    assert client.post(f"/accounts/access/{request.pk}/", {"words": ""}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/accounts/access/{request.pk}/", {"words": "Ask your manager first."})
    assert "Ask your manager first." in mail.outbox[0].body
    assert not Invitation.objects.unscoped("test").exists()


def test_a_director_cannot_make_a_director(cast, client):
    request = ask(post=Post.DCS)
    client.force_login(cast["alison"])
    assert client.post(f"/accounts/access/{request.pk}/", {"do": "invite"}).status_code == 403


@pytest.mark.parametrize("who", ["bob", "dev", "dana", "liz", "pat"])
def test_nobody_else_learns_of_it(cast, client, who):
    request = ask(name="Zqsecret", why="zqwhy")
    invitation = actions.approve(request=ask("b@example.org", name="Zqother"), by=cast["alison"])
    client.force_login(cast[who])
    for address in (f"/accounts/access/{request.pk}/", f"/accounts/invited/{invitation.pk}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"do": "cancel"}).status_code == 404
    for address in ("/", "/accounts/", "/accounts/council/kent/"):
        page = client.get(address).content.decode()
        assert [words for words in ("Zqsecret", "Zqother", "zqwhy") if words in page] == []
