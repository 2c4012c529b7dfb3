"""The library shows a document to its circle and to nobody else: not its page, its words, or a count."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seslip.library import actions
from seslip.library.models import Document
from seslip.people.models import Circle, Person
from tests.library.factories import add_file, make_document
from tests.library.files import pdf

LIST = reverse("library:list")


@pytest.fixture
def papers(cast, everyone, members, directors):
    """A document for each circle, each with a word of its own everywhere words can stand."""
    return {
        word: make_document(
            f"Paper {word}",
            audience=audience,
            publisher=f"publisher-{word}",
            tags=[f"tag-{word}"],
            published_text=f"{year}",
            description=f"words-{word}",
        )
        for word, audience, year in (
            ("heron", everyone, 2018),
            ("otter", members, 2019),
            ("badger", directors, 2020),
        )
    }


SEES = [
    ("anonymous", {"heron"}),
    ("pat", {"heron"}),
    ("fay", {"heron"}),
    ("liz", {"heron"}),
    ("ian", {"heron"}),
    ("dana", {"heron", "otter"}),
    ("mo", {"heron", "otter"}),
    ("alison", {"heron", "otter", "badger"}),
    ("petra", {"heron", "otter", "badger"}),
]


def sign_in(client, cast, who):
    if who != "anonymous":
        client.force_login(cast[who])


@pytest.mark.parametrize(("who", "words"), SEES)
def test_each_person_sees_the_documents_of_their_circles(client, cast, papers, who, words):
    sign_in(client, cast, who)
    page = client.get(LIST).content.decode()
    assert {word for word in papers if word in page} == words
    assert f"{len(words)} document" in page
    years = {"heron": "2018", "otter": "2019", "badger": "2020"}
    assert {word for word, year in years.items() if f'value="{year}"' in page} == words


@pytest.mark.parametrize(("who", "words"), SEES)
def test_the_page_of_a_document_is_there_for_its_circle_only(client, cast, papers, who, words):
    sign_in(client, cast, who)
    statuses = {word: client.get(paper.get_absolute_url()).status_code for word, paper in papers.items()}
    assert statuses == {word: 200 if word in words else 404 for word in papers}


def test_a_restricted_document_says_who_sees_it(client, cast, papers):
    client.force_login(cast["alison"])
    page = client.get(papers["badger"].get_absolute_url()).content.decode()
    assert "Directors of children&#x27;s services: 3 people." in page
    assert "You see this document as Director of Children&#x27;s Services of Kent." in page


def test_everyone_is_said_in_words(client, papers):
    page = client.get(papers["heron"].get_absolute_url()).content.decode()
    assert "Who can see this: everyone, signed in or not." in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tag=tag-otter", {"otter"}),
        ("publisher=publisher-heron", {"heron"}),
        ("year=2020", {"badger"}),
        ("kind=link", {"heron", "otter", "badger"}),
        ("kind=video", set()),
    ],
)
def test_a_director_narrows_the_list(client, cast, papers, query, words):
    client.force_login(cast["alison"])
    listed = client.get(f"{LIST}?{query}").context["page"].object_list
    assert {document.title.split()[1] for document in listed} == words


def test_the_year_is_found_in_a_day_or_in_words(client, everyone):
    make_document("By day", published_on=dt.date(2019, 5, 7))
    make_document("By month", published_text="May 2019")
    make_document("Later", published_on=dt.date(2020, 5, 7))
    listed = client.get(f"{LIST}?year=2019").context["page"].object_list
    assert {document.title for document in listed} == {"By day", "By month"}
    assert [document.published for document in listed] == ["7 May 2019", "May 2019"]


def test_a_choice_that_is_not_offered_gets_a_sentence(client, papers):
    page = client.get(f"{LIST}?year=2020&tag=tag-badger&page=seven")
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert "Paper badger" not in page.content.decode()


def test_a_link_leads_out_and_a_video_opens_in_a_page_of_its_own(client, everyone):
    link = make_document("Guide", url="https://www.example.org/guide")
    video = make_document("Film", kind="video", url="https://www.example.org/film")
    assert '<a class="button" href="https://www.example.org/guide" rel="noopener noreferrer">' in (
        client.get(link.get_absolute_url()).content.decode()
    )
    page = client.get(video.get_absolute_url()).content.decode()
    assert 'href="https://www.example.org/film" rel="noopener noreferrer" target="_blank"' in page
    assert "<iframe" not in page
    assert "<video" not in page


def test_what_is_on_request_says_how_to_ask_and_gives_nothing_else(client, cast, members):
    film = make_document(
        "Film",
        audience=members,
        kind="video",
        url="https://www.example.org/secret-film",
        on_request=True,
        conditions="Not for websites.",
        owner=Person.objects.visible_to(cast["dana"]).get(user=cast["dana"]),
    )
    client.force_login(cast["mo"])
    page = client.get(film.get_absolute_url()).content.decode()
    assert "Not for websites." in page
    assert "Dana Hill" in page
    assert "dana@example.org" in page
    assert "secret-film" not in page
    for who in ("dana", "petra"):
        client.force_login(cast[who])
        assert "secret-film" in client.get(film.get_absolute_url()).content.decode()


def test_whom_to_ask_is_not_told_to_those_who_may_not_see_their_details(client, cast, everyone):
    owner = Person.objects.visible_to(cast["petra"]).get(user=cast["dana"])
    film = make_document("Film", on_request=True, conditions="Ask first.", url="", owner=owner)
    page = client.get(film.get_absolute_url()).content.decode()
    assert "the programme team" in page
    assert "Dana Hill" not in page


def test_a_link_whose_address_is_lost_is_named_in_plain_words(client, everyone):
    lost = make_document("Front door checklist", url="", description="Front door checklist is here")
    page = client.get(lost.get_absolute_url()).content.decode()
    assert "We know no address for it." in page
    assert "is here" not in page
    assert "On request" not in page
    assert "Link in the library" not in page
    listed = client.get(reverse("library:list")).content.decode()
    assert "Front door checklist" in listed
    assert "No address known" in listed
    assert lost.get_absolute_url() not in listed


def test_what_is_withdrawn_is_there_for_the_team_only(client, cast, papers):
    actions.withdraw(document=papers["heron"], by=cast["petra"])
    assert client.get(papers["heron"].get_absolute_url()).status_code == 404
    client.force_login(cast["petra"])
    assert client.get(papers["heron"].get_absolute_url()).status_code == 200


def test_the_list_costs_the_same_at_one_and_at_thirty_documents(client, cast, everyone, directors):
    def queries():
        client.force_login(cast["alison"])
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    make_document("First", topics=[], tags=["one"], audience=directors)
    of_one = queries()
    for number in range(30):
        make_document(f"Paper {number}", publisher=f"P{number}", tags=[f"t{number}"], audience=directors)
    assert queries() == of_one <= 14


def test_the_menu_offers_the_library(client, everyone):
    assert '<a href="/library/"' in client.get(reverse("accessibility")).content.decode()


def test_versions_are_numbered_and_the_newest_is_offered(client, everyone):
    document = make_document("Plan", file=pdf())
    add_file(document, name="plan 2.pdf")
    page = client.get(document.get_absolute_url()).content.decode()
    assert "Download plan 2.pdf" in page
    assert page.index("2: plan 2.pdf") < page.index("1: plan.pdf")


def test_documents_of_a_named_circle_are_seen_by_the_people_named(client, cast, reference):
    circle = Circle.objects.create(name="Fostering group")
    circle.people.add(Person.objects.visible_to(cast["petra"]).get(user=cast["fay"]))
    paper = make_document("Paper", audience=circle)
    assert Document.objects.visible_to(cast["mo"]).count() == 0
    assert list(Document.objects.visible_to(cast["fay"])) == [paper]
    assert circle.sentence() == "people in “Fostering group”: 1 person"
