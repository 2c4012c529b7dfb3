"""A folder is for its own circle: its name, its words, its counts; a document keeps a circle of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seslip.audit.models import Event
from seslip.library import actions
from seslip.library.models import Document, Folder, Version
from tests.library.factories import add_file, make_document
from tests.library.files import pdf
from tests.library.test_admin import ADD, change

LIST = reverse("library:list")


@pytest.fixture
def folder(directors):
    folder = Folder(name="Grant zebra", description="About the zorilla.", audience=directors)
    actions.save_folder(folder=folder, by=None)
    return folder


@pytest.fixture
def petra(client, cast):
    client.force_login(cast["petra"])
    return cast["petra"]


def page(client, cast, who, address):
    client.force_login(cast[who])
    return client.get(address)


@pytest.mark.parametrize(("who", "status"), [("alison", 200), ("petra", 200), ("dana", 404), ("ada", 404)])
def test_a_folder_is_there_for_its_circle_even_when_it_is_empty(client, cast, folder, who, status):
    answer = page(client, cast, who, folder.get_absolute_url())
    assert answer.status_code == status
    for address in (folder.get_absolute_url(), LIST):
        words = page(client, cast, who, address).content.decode()
        assert ("zebra" in words) == (status == 200)


def test_a_document_wider_than_its_folder_does_not_tell_its_name(client, cast, folder, everyone):
    paper = make_document("Plan for all", folder=folder, audience=everyone)
    for address in (paper.get_absolute_url(), LIST, f"{LIST}?words=plan", "/search/?q=plan"):
        words = page(client, cast, "dana", address).content.decode()
        assert "for all" in words
        assert "zebra" not in words
        assert "zorilla" not in words
    assert "zebra" in page(client, cast, "alison", paper.get_absolute_url()).content.decode()


def test_counts_are_made_after_the_rule(client, cast, members, directors):
    folder = Folder.objects.create(name="Policies", audience=members)
    make_document("One", folder=folder, audience=members)
    make_document("Two", folder=folder, audience=directors)
    for who, count in (("dana", "1 document<"), ("bob", "2 documents<"), ("petra", "2 documents<")):
        assert count in page(client, cast, who, LIST).content.decode()
        assert count in page(client, cast, who, folder.get_absolute_url()).content.decode()
    assert "Two" not in page(client, cast, "dana", folder.get_absolute_url()).content.decode()


def test_a_folder_costs_the_same_at_one_and_at_thirty_documents(client, cast, folder, directors):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(folder.get_absolute_url())
        return len(asked)

    make_document("First", folder=folder, audience=directors)
    page(client, cast, "alison", folder.get_absolute_url())
    of_one = queries()
    for number in range(30):
        make_document(f"Paper {number}", folder=folder, audience=directors)
    assert queries() == of_one


@pytest.mark.parametrize(
    ("query", "found"),
    [("folder={folder}", {"Filed"}), ("owner={dana}", {"Owned"}), ("audience={directors}", {"Filed"}),
     ("review=due", {"Owned"}), ("folder=x", set()), ("owner=99999999999999999999", set())],
)  # fmt: skip
def test_a_director_narrows_by_folder_owner_audience_and_review(
    client, cast, folder, directors, members, query, found
):
    make_document("Filed", folder=folder, audience=directors)
    make_document("Owned", audience=members, owner=cast["dana"].person, review_on="2020-01-01")
    query = query.format(folder=folder.pk, dana=cast["dana"].person.pk, directors=directors.pk)
    answer = page(client, cast, "alison", f"{LIST}?{query}")
    assert {document.title for document in answer.context["page"].object_list} == found


def test_the_filters_offer_nothing_that_is_not_seen(client, cast, folder, directors):
    make_document("Filed", folder=folder, audience=directors, owner=cast["otto"].person)
    for who in ("mo", "pat"):
        words = page(client, cast, who, LIST).content.decode()
        assert "zebra" not in words
        assert "Otto" not in words
        assert "Directors of children" not in words


def test_the_form_proposes_the_circle_of_the_folder_and_says_who_that_is(client, petra, folder, directors):
    typed = {"title": "Draft", "kind": "link", "url": "https://www.example.org/", "folder": folder.pk}
    answer = client.post(ADD, typed).content.decode()
    assert (
        "Those who see the folder are filled in: directors of children&#x27;s services: 3 people." in answer
    )
    assert f'<option value="{directors.pk}" selected>' in answer
    assert not Document.objects.visible_to(petra).exists()
    client.post(ADD, typed | {"audience": directors.pk})
    assert Document.objects.visible_to(petra).get().audience == directors


def test_added_from_a_folder_a_document_is_proposed_for_its_circle(client, petra, folder, directors):
    form = client.get(f"{ADD}?folder={folder.pk}").content.decode()
    assert f'<option value="{folder.pk}" selected>' in form
    assert f'<option value="{directors.pk}" selected>' in form
    assert client.get(f"{ADD}?folder=wrong").status_code == 200


def test_a_document_wider_than_its_folder_is_said_so_on_saving(client, petra, folder, everyone):
    typed = {"title": "Draft", "kind": "link", "url": "https://www.example.org/"}
    typed |= {"folder": folder.pk, "audience": everyone.pk}
    answer = client.post(ADD, typed, follow=True).content.decode()
    assert "Those who do not see the folder “Grant zebra” see the document without it." in answer


def test_the_team_makes_and_changes_folders(client, petra, directors, members):
    address = reverse("admin:library_folder_add")
    client.post(address, {"name": "Policies", "audience": directors.pk, "position": 1})
    folder = Folder.objects.visible_to(petra).get()
    client.post(
        reverse("admin:library_folder_change", args=[folder.pk]),
        {"name": "Policies", "audience": members.pk, "position": 1},
    )
    assert Folder.objects.visible_to(petra).get().audience == members
    assert [event.verb for event in Event.objects.filter(kind="library.folder").order_by("pk")] == [
        "folder added",
        "folder changed",
    ]


def test_a_version_that_should_not_have_gone_out_is_taken_back(client, cast, petra, members):
    paper = make_document("Paper", audience=members, file=pdf(b"good"))
    add_file(paper, pdf(b"a name too many"))
    wrong = Version.objects.visible_to(petra).get(number=2)
    typed = {"title": "Paper", "audience": members.pk, "kind": "file", "take_back": [wrong.pk]}
    client.post(change(paper), typed)
    assert client.get(wrong.get_absolute_url()).status_code == 200
    assert "Taken back" in client.get(paper.get_absolute_url()).content.decode()
    newest = reverse("library:download", args=[paper.pk])
    for who in ("petra", "dana"):
        client.force_login(cast[who])
        assert b"good" in b"".join(client.get(newest))
    assert client.get(wrong.get_absolute_url()).status_code == 404
    assert client.head(wrong.get_absolute_url()).status_code == 404
    assert client.get(wrong.get_absolute_url(), headers={"range": "bytes=0-9"}).status_code == 404
    assert "2: plan" not in client.get(paper.get_absolute_url()).content.decode()


def test_the_admin_narrows_by_folder_and_by_what_is_due(client, petra, folder, directors):
    make_document("Filed", folder=folder, audience=directors, review_on="2020-01-01")
    make_document("Loose", audience=directors)
    changelist = reverse("admin:library_document_changelist")
    for query in (f"folder={folder.pk}", "review=due", "review=nobody"):
        words = client.get(f"{changelist}?{query}").content.decode()
        assert ("Filed" in words, "Loose" in words) == (True, False)
    assert client.get(f"{changelist}?folder=%00").status_code == 200
