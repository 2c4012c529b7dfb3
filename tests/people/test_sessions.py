"""A session ends: after an hour of nothing, after ten hours, at sign-out, and when a password is changed."""

import time

import pytest
from allauth.usersessions.models import UserSession
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seslip.people import sessions
from seslip.people.actions import forget_old
from tests.people.signing_in import PASSWORD, give_password
from tests.people.test_drafts import TYPED, action, address, shown  # noqa: F401

ACCOUNT, HOW_LONG, WHERE = reverse("account"), reverse("how_long"), reverse("signed_in_where")
MINUTE, HOUR = 60, 60 * 60
NEW_PASSWORD = "teapot gravel Thursday"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1"


@pytest.fixture
def dev(cast):
    """Dev's browser, signed in."""
    browser = Client(headers={"User-Agent": EDGE})
    give_password(browser, "dev", follow=True)
    return browser


def passed(browser, seconds, *, idle=True):
    """So many seconds go by; without `idle`, something was done all the while."""
    session = browser.session
    session["began"] -= seconds
    if idle:
        session["seen"] -= seconds
    session.save()


def is_let_in(browser):
    return browser.get(ACCOUNT).status_code == 200


def test_an_hour_of_nothing_ends_it(dev):
    passed(dev, HOUR - MINUTE)
    assert is_let_in(dev)
    passed(dev, HOUR - MINUTE)
    assert is_let_in(dev), "what was done between counts"
    passed(dev, HOUR)
    assert not is_let_in(dev)
    assert "_auth_user_id" not in dev.session


def test_ten_hours_end_it_whatever_is_done(dev):
    passed(dev, 10 * HOUR - MINUTE, idle=False)
    assert is_let_in(dev)
    passed(dev, 2 * MINUTE, idle=False)
    assert not is_let_in(dev)


def test_asking_how_long_is_not_doing_something_and_pressing_the_button_is(dev):
    passed(dev, 56 * MINUTE)
    assert 0 < dev.get(HOW_LONG).json()["seconds"] <= 4 * MINUTE
    assert 0 < dev.get(HOW_LONG).json()["seconds"] <= 4 * MINUTE
    assert dev.post(HOW_LONG).json()["seconds"] > 59 * MINUTE
    passed(dev, HOUR)
    assert dev.get(HOW_LONG).json() == {"seconds": 0}
    assert dev.post(HOW_LONG).json() == {"seconds": 0}
    assert dev.put(HOW_LONG).status_code == 405


def test_the_page_says_until_when_and_strangers_are_told_nothing(dev, client):
    page = BeautifulSoup(dev.get(ACCOUNT).content, "html.parser")
    assert "You stay signed in until" in page.footer.text
    assert int(page.dialog["data-seconds"]) > 59 * MINUTE
    assert BeautifulSoup(client.get("/").content, "html.parser").dialog is None


def test_a_session_is_written_once_a_minute_at_most(dev):
    before = dev.session["seen"]
    dev.get(ACCOUNT)
    assert dev.session["seen"] == before
    passed(dev, MINUTE)
    dev.get(ACCOUNT)
    assert dev.session["seen"] >= before


def test_what_dev_was_typing_when_the_hour_ended_is_filled_in_again(dev, address):  # noqa: F811
    dev.get(address)
    passed(dev, HOUR)
    asked = dev.post(address, TYPED)
    assert asked.url.startswith(reverse("account_login"))
    form = shown(give_password(dev, "dev", next=address, follow=True))
    assert "This is not saved yet" in form.text
    assert form.select_one("#id_note").text.strip() == TYPED["note"]


def test_a_session_replayed_after_sign_out_is_refused(dev):
    replayed = Client()
    replayed.cookies.update(dev.cookies)
    assert is_let_in(replayed)
    kept = dev.cookies[settings.SESSION_COOKIE_NAME].value
    dev.post(reverse("account_logout"))
    replayed.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_let_in(replayed)
    assert not SessionStore().exists(kept)


def test_a_cookie_planted_before_sign_in_is_worth_nothing_after_it(client, cast):
    planted = SessionStore()
    planted["x"] = 1
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    give_password(client, "dev")
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    assert is_let_in(client)
    assert not is_let_in(stranger)


@pytest.mark.parametrize("way", ["changed", "chosen by a link"])
def test_a_password_changed_elsewhere_ends_every_other_session(dev, cast, mailoutbox, way):
    elsewhere = Client()
    if way == "changed":
        give_password(elsewhere, "dev")
        words = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
        elsewhere.post(reverse("account_change_password"), words)
    else:
        elsewhere.post(reverse("account_reset_password"), {"email": "dev@example.org"})
        link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
        form = elsewhere.get(link.partition(":8000")[2]).url
        elsewhere.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert is_let_in(elsewhere)
    assert not is_let_in(dev)
    assert [session.session_key for session in sessions.open_sessions(cast["dev"])] == [
        elsewhere.session.session_key
    ]


class TestWhere:
    @pytest.fixture
    def phone(self, dev, cast):
        browser = Client(headers={"User-Agent": PHONE})
        give_password(browser, "dev", address="203.0.113.5")
        return browser

    def test_dev_sees_where_he_is_signed_in_and_ends_it_there(self, dev, phone, cast):
        give_password(Client(), "bob")
        page = BeautifulSoup(dev.get(WHERE).content, "html.parser").main
        assert [dt.text for dt in page.select("dt")] == ["Safari on an iPhone", "Edge on Windows"]
        assert "203.0.113.5" in page.text
        there = page.select_one("input[name=session]")["value"]
        assert "Signed out there." in dev.post(WHERE, {"session": there}, follow=True).content.decode()
        assert not is_let_in(phone)
        assert is_let_in(dev)

    def test_everywhere_but_here(self, dev, phone):
        dev.post(WHERE)
        assert not is_let_in(phone)
        assert is_let_in(dev)

    def test_nobody_ends_the_session_of_another(self, dev, phone, client, cast):
        his = UserSession.objects.filter(user=cast["dev"]).first()
        client.force_login(cast["bob"])
        client.post(WHERE, {"session": his.pk})
        assert is_let_in(dev)
        assert is_let_in(phone)

    @pytest.mark.parametrize("typed", ["x", "9" * 30, "\x00", "-1", "²"])
    def test_an_odd_number_ends_nothing_it_should_not(self, dev, typed):
        assert dev.post(WHERE, {"session": typed}).status_code == 302
        assert is_let_in(dev)

    def test_the_page_asks_the_database_as_often_with_many(self, dev, phone, django_assert_num_queries):
        with CaptureQueriesContext(connection) as with_one:
            dev.get(WHERE)
            once = len(with_one)
        for _ in range(4):
            give_password(Client(), "dev")
        with django_assert_num_queries(once):
            assert dev.get(WHERE).content.count(b"Sign out there") == 5

    def test_what_has_ended_is_forgotten(self, dev, phone):
        SessionStore().delete(phone.session.session_key)
        forget_old()
        assert [each.user_agent for each in UserSession.objects.all()] == [EDGE]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (EDGE, "Edge on Windows"),
        (PHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Chrome/126.0 Safari/537.36", "Chrome on a Mac"),
        ("curl/8.5", "A browser"),
        ("", "A browser"),
    ],
)
def test_browsers_are_called_what_people_call_them(sent, words):
    assert sessions.browser_in_words(sent) == words


def test_the_clock_is_the_portals_own(rf):
    session = {}
    sessions.begin(session, time.time() - 2 * HOUR)
    assert sessions.seconds_left(session) == 0


@pytest.mark.parametrize("path", ["/", "/library/", "/accounts/", "/record/", "/nowhere/"])
def test_no_cache_keeps_for_others_what_is_shown_to_somebody_signed_in(cast, client, path):
    client.force_login(cast["alison"])
    assert "private" in client.get(path)["Cache-Control"]
