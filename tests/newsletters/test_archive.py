"""The archive: newest first, narrowed by what is asked for, only what the reader may see."""

import re

import pytest

from newsletters.actions import publishing
from newsletters.models import Answer, Item
from tests.newsletters.factories import (
    make_item,
    make_topic,
    make_update,
    published,
    published_many,
)

ARCHIVE = "/newsletters/"


def numbers(response) -> list[int]:
    return [int(number) for number in re.findall(r">Update No (\d+)</a>", response.content.decode())]


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def three(cast, directors):
    """No 300 of 2018 about fostering and Kent, No 389 about data, No 390 with directors' items only."""
    published(
        number=300,
        this_week=[make_item("Carers", topics=["Fostering"], councils=["kent"])],
        introduction="<ul><li>Welcome to the region</li></ul>",
    )
    published(number=389, this_week=[make_item("Figures", update="<p>Quarter three</p>", topics=["Data"])])
    published(
        number=390,
        this_week=[
            make_item(
                "Heron", audience=directors, topics=["Fostering"], councils=["kent"], update="<p>Egret</p>"
            )
        ],
    )


def test_the_newest_stands_first_with_its_headlines(three, client):
    page = client.get(ARCHIVE)
    assert numbers(page) == [390, 389, 300]
    assert "Carers" in text(page)
    assert "7 February 2020" in text(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2020", [390, 389]),
        ("topic=fostering", [300]),
        ("authority=kent", [300]),
        ("words=quarter+THREE", [389]),
        ("words=quarters", [389]),
        ("words=389", [389]),
        ("words=%227+february+2020%22", [389]),
        ("words=welcome+region", [300]),
        ("topic=fostering&words=welcome", []),
        ("words=li", []),
        ("words=!%22", []),
        ("topic=data&words=carers", []),
        ("words=egret", []),
        ("", [390, 389, 300]),
        ("year=&topic=&words=", [390, 389, 300]),
    ],
)
def test_it_is_narrowed_by_the_items_an_anonymous_reader_sees(three, client, query, found):
    assert numbers(client.get(f"{ARCHIVE}?{query}")) == found


@pytest.mark.parametrize("query", ["topic=fostering", "authority=kent", "words=egret heron"])
@pytest.mark.parametrize("who", ["alison", "petra"])
def test_directors_and_the_team_find_by_what_they_see(three, cast, client, who, query):
    client.force_login(cast[who])
    assert 390 in numbers(client.get(f"{ARCHIVE}?{query}"))


@pytest.mark.parametrize(
    "query", ["year=abc", "year=1999", "topic=heron", "authority=paris", "year=%27%3B--", "words=a%00b"]
)
def test_a_value_that_is_not_offered_gets_a_sentence(three, client, query):
    page = client.get(f"{ARCHIVE}?{query}")
    assert page.status_code == 200
    assert numbers(page) == []
    assert "There is a problem" in text(page)
    assert "Show all Updates" in text(page)


@pytest.mark.parametrize("number", ["0", "3", "-1", "abc", "99999999999999999999"])
def test_a_page_that_is_not_there_is_said_and_the_first_shown(three, client, number):
    page = client.get(f"{ARCHIVE}?page={number}")
    assert f"There is no page “{number}”" in text(page)
    assert numbers(page) == [390, 389, 300]


def test_words_too_many_are_refused_in_a_sentence(three, client):
    page = client.get(ARCHIVE, {"words": "x" * 101})
    assert page.status_code == 200
    assert "There is a problem" in text(page)


def test_nothing_found_and_nothing_published_are_said_kindly(client, cast):
    assert "No Update has been published yet" in text(client.get(ARCHIVE))
    published(this_week=[make_item()])
    assert "No Update has all of that" in text(client.get(f"{ARCHIVE}?words=zebra"))


def test_the_filter_stays_in_the_address_of_the_next_page(everyone, client):
    published_many(25, topic=make_topic("Fostering"))
    page = client.get(f"{ARCHIVE}?topic=fostering")
    assert numbers(page) == list(range(25, 5, -1))
    assert "?topic=fostering&amp;page=2" in text(page)
    assert numbers(client.get(f"{ARCHIVE}?topic=fostering&page=2")) == [5, 4, 3, 2, 1]


def test_drafts_and_withdrawn_updates_are_not_listed(cast, client):
    make_update(number=391, this_week=[make_item("Bittern")])
    gone = published(number=392, this_week=[make_item("Curlew")])
    publishing.withdraw(update=gone.update, reason="Sent by mistake", by=cast["petra"])
    for who in ("anonymous", "alison", "petra"):
        if who != "anonymous":
            client.force_login(cast[who])
        page = client.get(ARCHIVE)
        assert numbers(page) == []
        assert "Bittern" not in text(page)
        assert "Curlew" not in text(page)


def test_the_years_offered_are_those_of_updates_the_reader_sees(three, cast, directors, client):
    published(number=52, audience=directors, this_week=[make_item("Old heron", audience=directors)])
    assert '<option value="2013"' not in text(client.get(ARCHIVE))
    client.force_login(cast["alison"])
    assert '<option value="2013"' in text(client.get(ARCHIVE))


def test_what_a_council_answered_is_found_by_its_own_people_and_the_team_only(cast, client):
    item = make_item("Pilot", actions=[{"what": "Join", "wants": "interest"}])
    published(number=389, this_week=[item])
    Answer.objects.create(
        action=item.actions.get(),
        council=cast["alison"].appointments[0].organisation,
        says="taking-part",
        by=cast["alison"],
    )
    found = {}
    for who in (None, "bob", "mo", "dana", "petra"):
        client.logout()
        if who:
            client.force_login(cast[who])
        found[who] = numbers(client.get(f"{ARCHIVE}?authority=kent"))
    assert found == {None: [], "bob": [], "mo": [], "dana": [389], "petra": [389]}


def test_rewording_an_item_after_publication_changes_nothing_in_the_archive(three, client):
    before = client.get(ARCHIVE).content
    Item.objects.unscoped("test").update(programme="Other", update="<p>Other</p>")
    assert client.get(ARCHIVE).content == before
    assert numbers(client.get(f"{ARCHIVE}?words=other")) == []


@pytest.mark.parametrize("who", [None, "alison"])
def test_it_takes_as_many_queries_for_600_updates_as_for_one(
    cast, client, who, django_assert_num_queries, settings
):
    settings.KEEP_PUBLIC_PAGES = False
    published_many(1, first_number=601)
    if who:
        client.force_login(cast[who])
    client.get(ARCHIVE)
    queries = 11 if who else 7  # signed in: who they are, and who sees which Update
    with django_assert_num_queries(queries):
        assert len(numbers(client.get(ARCHIVE))) == 1
    published_many(599, topic=make_topic())
    with django_assert_num_queries(queries):
        assert len(numbers(client.get(ARCHIVE))) == 20
