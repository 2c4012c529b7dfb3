"""Private numbers and addresses in the words of an Update, and of the tools it lists, are for those who have
signed in."""

import datetime as dt

import pytest
from django.utils import timezone

from seslip.library.models import Document
from seslip.search.actions import index
from tests.newsletters.factories import make_document, make_item, published

PRIVATE = ("01632 960001", "jo@home.example.org")
ADDRESS = "/newsletters/update-no-389-07-february-2020/"


@pytest.fixture
def with_private_words(cast):
    words = f"Ring {PRIVATE[0]} or write to {PRIVATE[1]}"
    day = timezone.localdate() + dt.timedelta(days=3)
    item = make_item(
        words,
        update=f"<p>{words}</p>",
        action=f'<p><a href="mailto:{PRIVATE[1]}">Write</a></p>',
        actions=[{"what": words, "by_when": day}],
        dates=[{"year": day.year, "about": words}],
    )
    tool = make_document(words, description=words, cite_as=words, on_request=True, conditions=words)
    index([tool])
    published(
        this_week=[item],
        tools=[tool],
        introduction=f"<p>{words}</p>",
    )
    return item.actions.get()


@pytest.fixture
def surfaces(with_private_words):
    actions = "/newsletters/actions"
    return [
        "/",
        ADDRESS,
        "/newsletters/",
        "/newsletters/feed/",
        f"{actions}/",
        f"{actions}.ics",
        f"{actions}/{with_private_words.pk}/",
        "/library/",
        Document.objects.unscoped("the one of this test").get().get_absolute_url(),
        "/search/?q=write",
    ]


def test_anonymous_readers_get_none_of_them_anywhere(surfaces, client):
    found = {
        surface: [words for words in PRIVATE if words in client.get(surface).content.decode()]
        for surface in surfaces
    }
    assert found == {surface: [] for surface in surfaces}
    assert "[sign in to see]" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("words", ["960001", "01632", "jo@home.example.org"])
def test_nobody_can_find_out_a_number_by_looking_for_it(with_private_words, client, words):
    assert "No Update has all of that" in client.get("/newsletters/", {"words": words}).content.decode()


def test_those_who_have_signed_in_read_them(with_private_words, client, cast):
    client.force_login(cast["pat"])
    page = client.get(ADDRESS).content.decode()
    assert all(words in page for words in PRIVATE)
