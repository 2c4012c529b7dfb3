"""The Atom feed: in full, for everybody alike, and never more than anybody may read."""

import xml.etree.ElementTree as ET  # noqa: S405 - our own feed

import pytest

from newsletters.actions import publishing
from tests.newsletters.factories import make_item, make_person, make_update, published, published_many

FEED = "/newsletters/feed/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries(client):
    response = client.get(FEED)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content).findall("a:entry", ATOM)  # noqa: S314 - our own feed


def part(entry, name):
    return entry.find(f"a:{name}", ATOM).text


def test_an_entry_holds_the_whole_update_with_addresses_that_travel(everyone, client):
    item = make_item("Carers", update="<p>Words</p>", actions=[{"what": "Write"}])
    published(number=389, this_week=[item], contacts=[make_person()])
    [entry] = entries(client)
    assert part(entry, "title") == "Update No 389, 7 February 2020"
    assert "<p>Words</p>" in part(entry, "content")
    assert f'href="http://127.0.0.1:8000/newsletters/actions/{item.actions.get().pk}/"' in part(
        entry, "content"
    )
    assert entry.find("a:link", ATOM).get("href").endswith("/newsletters/update-no-389-07-february-2020/")


def test_everybody_gets_the_same_feed_without_restricted_items(cast, directors, client):
    published(this_week=[make_item("Open"), make_item("Heron", audience=directors, update="<p>Egret</p>")])
    published(number=390, audience=directors, this_week=[make_item("Bittern", audience=directors)])
    anonymous = client.get(FEED).content
    client.force_login(cast["alison"])
    assert client.get(FEED).content == anonymous
    for word in (b"Heron", b"Egret", b"Bittern", b"390", b"01999"):
        assert word not in anonymous


def test_the_id_stays_and_the_time_moves_with_a_correction(cast, client):
    edition = published(this_week=[make_item()])
    [before] = entries(client)
    publishing.correct(update=edition.update, note="The room", by=cast["petra"])
    [after] = entries(client)
    assert part(before, "id") == part(after, "id")
    assert part(before, "updated") < part(after, "updated")
    assert part(before, "published") == part(after, "published")


def test_drafts_never_enter_and_withdrawn_updates_leave(cast, client):
    edition = published(this_week=[make_item("Curlew")])
    make_update(number=390, this_week=[make_item("Bittern")])
    assert len(entries(client)) == 1
    publishing.withdraw(update=edition.update, reason="Sent by mistake", by=cast["petra"])
    assert entries(client) == []


def test_a_character_that_xml_cannot_hold_is_left_out(everyone, client):
    published(this_week=[make_item("Bell\x07", update="<p>Form\x0cfeed</p>")])
    [entry] = entries(client)
    assert "Formfeed" in part(entry, "content")


def test_scripts_never_travel(everyone, client):
    published(this_week=[make_item(update='<p onclick="x()">Safe<script>evil()</script></p>')])
    [entry] = entries(client)
    assert "evil" not in part(entry, "content")
    assert "onclick" not in part(entry, "content")


@pytest.mark.parametrize("address", ["/newsletters/", "/newsletters/update-no-389-07-february-2020/"])
def test_pages_say_where_the_feed_is(everyone, client, address):
    published(this_week=[make_item()])
    assert 'type="application/atom+xml"' in client.get(address).content.decode()


def test_it_takes_as_many_queries_for_20_updates_as_for_one(
    everyone, client, django_assert_num_queries, settings
):
    settings.KEEP_PUBLIC_PAGES = False
    published_many(1)
    with django_assert_num_queries(6):
        assert len(entries(client)) == 1
    published_many(30, first_number=2)
    with django_assert_num_queries(6):
        assert len(entries(client)) == 20
