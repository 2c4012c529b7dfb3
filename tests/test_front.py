"""The front page: for the public, and for a person who has signed in."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from seslip import registry
from seslip.people.models import Delegation
from seslip.registry import Ask
from tests.newsletters.factories import make_item, published, published_many

FRONT = reverse("front")


@pytest.fixture
def look(client, cast):
    """look("alison"): the main part of the front page as she sees it."""

    def look(who=None):
        client.logout()
        if who:
            client.force_login(cast[who])
        return BeautifulSoup(client.get(FRONT).content, "html.parser").main

    return look


@pytest.fixture
def asked(monkeypatch):
    """What areas ask, in place of what they really do."""

    def asked(*asks):
        monkeypatch.setitem(registry._offers, "asks", [lambda user: asks if user.is_authenticated else []])

    return asked


def test_the_public_reads_what_the_programme_is_and_who_belongs_to_it(look):
    page = look()
    assert "alliance of the 19 upper-tier councils" in page.text
    councils = [item.text for item in page.select(".councils li")]
    assert len(councils) == 19
    assert "Kent" in councils
    assert "Somerset" not in councils, "data only"


def test_the_latest_update_stands_there_with_its_headlines(look, members):
    published(number=388, this_week=[make_item("Last week")])
    item, secret = make_item("SEND conference"), make_item("For members", audience=members)
    published(number=389, this_week=[item, secret], reminders=[make_item("A reminder")])
    public, alison = look(), look("alison")
    assert "Update No 389, 7 February 2020" in public.text
    assert "SEND conference" in public.text
    assert "1 reminder from" in public.text
    assert "Last week" not in public.text
    assert "For members" not in public.text
    assert "For members" in alison.text


def test_an_update_for_directors_is_not_the_latest_of_others(look, directors):
    published(number=388)
    published(number=389, audience=directors)
    assert "No 388" in look().text
    assert "No 389" not in look("mo").text
    assert "No 389" in look("alison").text


def test_before_the_first_update_there_is_a_front_page_all_the_same(look):
    assert "Update No" not in look().text


def test_what_is_asked_stands_in_the_order_of_its_days(look, asked):
    asked(
        Ask("Some time", "/c/"),
        Ask("Second", "/b/", dt.date(2020, 3, 6)),
        Ask("First", "/a/", dt.date(2020, 2, 14)),
    )
    page = look("alison")
    assert page.h1.text == "Waiting for your answer"
    assert [link.text for link in page.select(".item a")] == ["First", "Second", "Some time"]
    assert "by Friday 14 February 2020" in page.text
    assert "First" not in look().text


def test_when_nothing_is_asked_it_says_so_kindly(look, asked):
    asked()
    assert "Nothing waits for your answer." in look("alison").text


@pytest.mark.parametrize("updates", [1, 30])
@pytest.mark.parametrize(("who", "queries"), [(None, 6), ("alison", 18)])
def test_the_front_page_takes_the_same_queries_however_many_updates(
    client, cast, updates, who, queries, django_assert_max_num_queries
):
    published_many(updates, items=5)
    if who:
        client.force_login(cast[who])
    with django_assert_max_num_queries(queries):
        client.get(FRONT)


def test_the_icon_is_found_by_the_name_browsers_ask_for(client, db):
    assert client.get("/favicon.ico").url == "/static/icon.svg"


def test_whoever_works_in_the_admin_is_led_to_their_desk(look):
    assert look("petra").find("a", string="Go to your desk")["href"] == reverse("admin:index")
    assert look("alison").find("a", string="Go to your desk") is None


def test_whoever_holds_no_post_is_told_so_and_whom_to_ask(look):
    assert "You hold no post today" in look("pat").text
    assert look("pat").find("a", href="mailto:portal@seslip.example.org")
    assert "You hold no post" not in look("otto").text


def test_whoever_acts_for_somebody_reads_for_whom_and_until_when(look, cast):
    held = cast["alison"].person.appointments.get()
    Delegation.objects.create(appointment=held, to=cast["dev"].person, ends=dt.date(2099, 5, 3))
    acting = "Acting for Alison Brook (Director of Children's Services, Kent) until 3 May 2099"
    assert acting in look("dev").text
    assert "Acting for" not in look("otto").text
