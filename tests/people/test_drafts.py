"""Nothing typed is lost when a session ends."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from newsletters.models import Answer
from seslip.drafts import SESSION_ENDED
from seslip.people.models import Draft
from tests.newsletters.factories import make_action, make_item, published

TYPED = {"says": "taking-part", "note": "Two of us,\nfrom the fostering team"}


@pytest.fixture
def action(cast, everyone):
    item = make_item()
    action = make_action(item, what="Say who comes", who="councils", wants="interest")
    published(number=500, this_week=[item])
    return action


@pytest.fixture
def address(action):
    return reverse("newsletters:action-answer", args=[action.pk]) + "?for=kent"


def sign_in(client, name, **data):
    typed = {"login": f"{name}@example.org", "password": "a long enough pass", **data}
    return client.post(reverse("account_login"), typed, follow=True)


def session_ends():
    Session.objects.all().delete()


def shown(response):
    return BeautifulSoup(response.content, "html.parser").main


def test_what_dev_typed_when_his_session_had_ended_is_filled_in_again(client, cast, address):
    sign_in(client, "dev")
    session_ends()
    asked = client.post(address, TYPED, follow=True)
    assert asked.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert SESSION_ENDED in shown(asked).text
    assert not Answer.objects.exists()

    form = shown(sign_in(client, "dev", next=address))
    assert "This is not saved yet" in form.text
    assert form.select_one("#id_note").text.strip() == TYPED["note"]
    assert form.select_one("input[name=says][checked]")["value"] == TYPED["says"]

    client.post(address, TYPED)
    assert Answer.objects.get().note.splitlines() == TYPED["note"].splitlines()
    assert not Draft.objects.exists()


def test_it_is_kept_for_the_person_who_typed_it_and_nobody_else(client, cast, address):
    sign_in(client, "dev")
    session_ends()
    client.post(address, TYPED)
    assert "fostering team" not in sign_in(client, "dana", next=address).content.decode()
    client.logout()
    assert "fostering team" in sign_in(client, "dev", next=address).content.decode()


def test_it_is_kept_for_the_council_it_was_typed_for(client, cast, address, action):
    sign_in(client, "dev")
    session_ends()
    client.post(address, TYPED)
    other = address.replace("kent", "medway")
    assert "fostering team" not in sign_in(client, "dev", next=other).content.decode()


def test_a_stranger_is_only_asked_to_sign_in(client, cast, address):
    assert SESSION_ENDED not in shown(client.post(address, TYPED, follow=True)).text
    assert not Draft.objects.exists()


def test_a_made_up_cookie_keeps_nothing(client, cast, address):
    client.cookies["typed_by"] = str(cast["alison"].pk)
    client.post(address, TYPED)
    assert not Draft.objects.exists()


def test_a_character_no_database_keeps_does_not_lose_the_rest(client, cast, address):
    sign_in(client, "dev")
    session_ends()
    client.post(address, TYPED | {"note": "Two\x00 of us"})
    assert shown(sign_in(client, "dev", next=address)).select_one("#id_note").text.strip() == "Two of us"


def test_a_password_is_never_kept(client, cast):
    sign_in(client, "dev")
    session_ends()
    passwords = {
        "oldpassword": "a long enough pass",
        "password1": "teapot gravel",
        "password2": "teapot gravel",
    }
    client.post(reverse("account_change_password"), passwords)
    assert not Draft.objects.exists()
    client.post(reverse("account_change_password"), {**passwords, "words": "typed"})
    assert Draft.objects.get().fields == {"words": ["typed"]}


def test_the_browser_keeps_whose_words_they_are_without_letting_scripts_see(client, cast):
    sign_in(client, "dev")
    cookie = client.cookies["typed_by"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert settings.SECRET_KEY not in cookie.value
