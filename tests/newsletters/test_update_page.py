"""One Update as a page: what it says, to whom, and in how many queries."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser

from newsletters.actions import publishing
from newsletters.models import Item
from newsletters.reading import draft_copy, edition_for, editions_for
from tests.newsletters.factories import (
    make_document,
    make_item,
    make_person,
    make_update,
    published,
)

ADDRESS = "/newsletters/update-no-389-07-february-2020/"


@pytest.fixture
def full(cast, directors):
    """An Update with something of everything, and a restricted item and tool in it."""
    return make_update(
        this_week=[
            make_item(
                "Triads",
                action="<p>Write to Isabelle.</p>",
                dates=[
                    {"year": 2019, "month": 2, "day": 28, "about": "Triad 1"},
                    {"year": 2119, "month": 5, "note": "to be announced", "about": "Triad 2"},
                    {"year": 2119, "month": 4, "day": 3, "kind": "deadline"},
                ],
                actions=[
                    {
                        "what": "Choose a day",
                        "by_when": dt.date(2119, 3, 1),
                        "councils": ["kent", "medway"],
                        "who": "named",
                        "contact": make_person("Mark Elms"),
                    },
                    {"what": "Send the letter", "by_when": dt.date(2019, 3, 1)},
                ],
            ),
            make_item("Secret heronries", audience=directors, update="<p>Heron words</p>"),
        ],
        reminders=[make_item("Summit", status=Item.Status.SAVE_THE_DATE)],
        tools=[make_document("A workbook", publisher="LGA"), make_document("Heron tool", audience=directors)],
        contacts=[make_person("Carol Marsh", email="carol@example.org", telephone="01999 123123")],
        introduction="<h3>Welcome</h3><p>To all.</p>",
    )


def copy_for(user, update):
    return edition_for(user, editions_for(user).get(update=update))


def test_the_page_shows_every_part_of_the_update(full, client):
    publishing.publish(update=full, by=None)
    page = client.get(ADDRESS).content.decode()
    for words in (
        "Update No 389, 7 February 2020",
        "To all.",
        "Triads",
        "Write to Isabelle.",
        "Summit",
        "Save the date",
        "A workbook",
        "Carol Marsh",
        "Reminders from previous weeks",
    ):
        assert words in page


def test_a_tool_without_an_address_is_shown_in_plain_words(everyone, client):
    lost = make_document("Front door checklist", url="", description="Front door checklist is here")
    page = client.get(published(tools=[lost]).update.get_absolute_url()).content.decode()
    assert re.search(r"<li>\s*Front door checklist\s*</li>", page)


def test_passed_dates_are_struck_and_read_out_as_passed(full, anonymous):
    publishing.publish(update=full, by=None)
    triads = copy_for(anonymous, full).items_this_week[0]
    assert [(date.words, date.is_passed) for date in triads.dates] == [
        ("28 February 2019: Triad 1", True),
        ("May 2119, to be announced: Triad 2", False),
        ("By 3 April 2119", False),
    ]


def test_the_passed_are_struck_on_the_page(full, client):
    publishing.publish(update=full, by=None)
    page = client.get(ADDRESS).content.decode()
    assert '<span class="hidden">passed: </span><s>28 February 2019: Triad 1</s>' in page
    assert '<span class="hidden">passed: </span><s>Send the letter, by 1 March 2019.</s>' in page
    assert "<li>May 2119, to be announced: Triad 2</li>" in page


def test_a_day_no_calendar_has_is_shown_as_its_month(everyone, anonymous):
    item = make_item(dates=[{"year": 2119, "month": 2, "day": 31}])
    edition = published(this_week=[item])
    assert copy_for(anonymous, edition.update).items_this_week[0].dates[0].words == "February 2119"


def test_an_action_says_by_when_who_and_whom_to_ask(full, anonymous):
    publishing.publish(update=full, by=None)
    choose, send = copy_for(anonymous, full).items_this_week[0].actions
    assert choose.details == "For Kent, Medway. Ask Mark Elms."
    assert (choose.by_when, choose.is_passed, send.is_passed) == (dt.date(2119, 3, 1), False, True)


@pytest.mark.parametrize("who", ["anonymous", "dana", "fay", "mo"])
def test_an_item_for_directors_is_not_in_the_copy_of_others(full, cast, who):
    publishing.publish(update=full, by=None)
    user = AnonymousUser() if who == "anonymous" else cast[who]
    copy = copy_for(user, full)
    assert copy.counts == {"items_this_week": 1, "reminders": 1, "tools": 1, "contacts": 1}
    assert "eron" not in repr(copy)


@pytest.mark.parametrize("who", ["alison", "petra"])
def test_directors_and_the_team_get_it_with_a_sentence_who_sees_it(full, cast, client, who):
    publishing.publish(update=full, by=None)
    client.force_login(cast[who])
    page = client.get(ADDRESS).content.decode()
    assert "Heron words" in page
    assert page.count("Directors of children&#x27;s services: 3 people.") == 2
    director = "Director of Children&#x27;s Services of Kent"
    why = {"alison": director, "petra": "a member of the programme team"}
    assert f"You see this item as {why[who]}." in page
    assert f"You see this document as {why[who]}." in page


@pytest.mark.parametrize(("who", "reaches"), [("anonymous", False), ("pat", False), ("alison", True)])
def test_contact_details_are_for_their_audience(full, cast, who, reaches):
    publishing.publish(update=full, by=None)
    carol = copy_for(AnonymousUser() if who == "anonymous" else cast[who], full).contacts[0]
    assert carol.name == "Carol Marsh"
    assert (carol.email, carol.telephone) == (("carol@example.org", "01999 123123") if reaches else ("", ""))
    assert carol.hides_details is not reaches


def test_headings_inside_a_text_fit_under_its_headline(everyone, anonymous):
    edition = published(this_week=[make_item(update="<h3>One</h3><script>x</script><p>Two</p>")])
    assert copy_for(anonymous, edition.update).items_this_week[0].text == "<h4>One</h4><p>Two</p>"


def test_the_copy_of_a_draft_is_what_publishing_would_give(full, cast, anonymous):
    for user in (anonymous, cast["alison"]):
        before = draft_copy(full, user)
        if not hasattr(full, "was"):
            full.was = publishing.publish(update=full, by=None)
        after = copy_for(user, full)
        assert before.counts == after.counts
        assert before.tools == after.tools
        assert before.contacts == after.contacts
        assert before.introduction == after.introduction
        assert before.items_this_week == after.items_this_week


def test_rewording_after_publication_changes_nothing_shown(full, client):
    publishing.publish(update=full, by=None)
    before = client.get(ADDRESS).content
    Item.objects.unscoped("test").update(programme="Other", update="<p>Other</p>", action="")
    assert client.get(ADDRESS).content == before


def test_a_correction_is_said_with_its_date(full, cast, client):
    publishing.publish(update=full, by=cast["petra"])
    publishing.correct(update=full, note="The room has changed", by=cast["petra"])
    page = client.get(ADDRESS).content.decode()
    edition = editions_for(AnonymousUser()).get()
    assert f"Corrected on {edition.published_at:%-d %B %Y}: The room has changed" in page


@pytest.mark.parametrize("items", [1, 200])
@pytest.mark.parametrize(("who", "queries"), [("anonymous", 8), ("alison", 10), ("petra", 9), ("otto", 11)])
def test_the_page_takes_as_many_queries_whatever_its_length(
    cast, client, items, who, queries, django_assert_max_num_queries
):
    """Six for the page; four ask who somebody signed in is: session, account, posts, circles.

    Who is neither a director nor of the team costs one more: whether they facilitate a round. The team's
    circles are not asked for.
    """
    published(
        this_week=[
            make_item(f"Item {n}", dates=[{"year": 2119}], actions=[{"councils": ["kent"]}])
            for n in range(items)
        ],
        tools=[make_document(f"Tool {n}") for n in range(items)],
        contacts=[make_person(f"Person {n}") for n in range(items)],
    )
    if who != "anonymous":
        client.force_login(cast[who])
    with django_assert_max_num_queries(queries):
        assert client.get(ADDRESS).content.count(b"<article") == items
