"""The programme manager puts documents into the library; a refusal is said, and nothing typed is lost."""

import datetime as dt

import pytest
from django.urls import reverse

from seslip.audit.models import Event
from seslip.library.models import Document, Version
from tests.library.factories import make_document
from tests.library.files import office, pdf, picture, uploaded

ADD = reverse("admin:library_document_add")
PLAN = pdf(b"the plan")


@pytest.fixture
def petra(client, cast):
    client.force_login(cast["petra"])
    return cast["petra"]


@pytest.fixture
def typed(directors):
    return {
        "title": "Placement planning workbook",
        "audience": directors.pk,
        "kind": "file",
        "description": "Typed with care.",
        "published_text": "May 2019",
        "new_tags": "Workbooks, Costs",
    }


def stored(user):
    return Document.objects.visible_to(user)


def change(document):
    return reverse("admin:library_document_change", args=[document.pk])


def test_a_file_goes_in_with_its_circle_tags_and_first_version(client, petra, typed, directors):
    response = client.post(ADD, typed | {"file": uploaded("plan.pdf", PLAN)}, follow=True)
    document = stored(petra).get()
    version = Version.objects.visible_to(petra).get()
    assert (document.kind, document.audience) == ("file", directors)
    assert {tag.name for tag in document.tags.all()} == {"Workbooks", "Costs"}
    assert (version.number, version.name, version.added_by) == (1, "plan.pdf", petra)
    assert "Who can see it: directors of children&#x27;s services: 3 people." in response.content.decode()
    assert Event.objects.filter(verb="document added", by=petra, object_id=document.pk).exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.exe", b"MZ", "plan.exe is not of a kind the library takes"),
        ("plan.pdf", office("docx"), "plan.pdf is not a whole PDF, though its name says so."),
        ("film.pdf", b"%PDF-" + b"0" * 50 * 2**20, "film.pdf is 50 MB. A file may have at most 25 MB."),
    ],
)
def test_a_refused_file_is_said_and_everything_typed_stays(client, petra, typed, name, content, sentence):
    response = client.post(ADD, typed | {"file": uploaded(name, content)})
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert "Typed with care." in page
    assert "Workbooks, Costs" in page
    assert not stored(petra).exists()


def test_a_good_file_beside_a_mistake_has_to_be_chosen_again_and_it_says_so(client, petra, typed, settings):
    page = client.post(ADD, typed | {"title": "", "file": uploaded("plan.pdf", PLAN)}).content.decode()
    assert "Choose plan.pdf again" in page
    assert not settings.MEDIA_ROOT.exists()


def test_a_new_version_of_the_same_file_is_refused(client, petra, typed, directors):
    document = make_document("Plan", audience=directors, file=PLAN)
    page = client.post(change(document), typed | {"file": uploaded("again.pdf", PLAN)}).content.decode()
    assert "again.pdf is the same file as version 1, added before." in page


def test_the_same_file_in_another_document_is_taken_and_said(client, petra, typed, directors):
    make_document("An older plan", audience=directors, file=PLAN)
    response = client.post(ADD, typed | {"file": uploaded("plan.pdf", PLAN)}, follow=True)
    assert "The same file is also in the library as “An older plan”." in response.content.decode()


def test_a_change_and_a_second_version_are_written_down(client, petra, typed, directors, everyone):
    document = make_document("Plan", audience=directors, file=PLAN)
    client.post(change(document), typed | {"audience": everyone.pk, "file": uploaded("map.png", picture())})
    assert [version.number for version in Version.objects.visible_to(petra)] == [2, 1]
    changed = Event.objects.get(verb="document changed")
    assert "audience" in changed.details["fields"]
    assert changed.details["audience"] == everyone.pk
    assert stored(petra).get().audience == everyone


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "link"}, "Give the address of the link or video."),
        ({"kind": "file"}, "Choose the file."),
        ({"kind": "file", "on_request": "on"}, "Say on what conditions it is given to those who ask."),
        ({"audience": ""}, "This field is required."),
        ({"kind": "link", "url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_what_is_missing_is_said(client, petra, typed, wrong, sentence):
    assert sentence in client.post(ADD, typed | wrong).content.decode()
    assert not stored(petra).exists()


def test_a_link_that_came_in_without_an_address_may_wait_for_it(client, petra, typed):
    document = make_document("Checklist", url="")
    client.post(change(document), typed | {"title": "Check list", "kind": "link"})
    assert stored(petra).get().title == "Check list"


def test_a_file_that_is_refused_is_not_asked_for_an_address(client, petra, typed):
    page = client.post(ADD, typed | {"kind": "link", "file": uploaded("plan.pdf", b"MZ")}).content.decode()
    assert "Give the address" not in page
    assert not stored(petra).exists()


def test_a_file_needs_no_other_word_to_be_a_file(client, petra, typed):
    client.post(ADD, typed | {"kind": "link", "file": uploaded("plan.pdf", PLAN)})
    assert stored(petra).get().kind == "file"


def test_the_form_says_who_sees_the_document_now(client, petra, directors):
    document = make_document("Plan", audience=directors, file=PLAN)
    page = client.get(change(document)).content.decode()
    assert "Who sees it now: directors of children&#x27;s services: 3 people." in page
    assert "1: plan.pdf" in page


def test_documents_are_withdrawn_not_deleted(client, petra, everyone, anonymous):
    document = make_document("Plan")
    changelist = reverse("admin:library_document_changelist")
    client.post(changelist, {"action": "withdraw", "_selected_action": [document.pk]})
    assert not stored(anonymous).exists()
    assert stored(petra).get() == document
    assert client.post(reverse("admin:library_document_delete", args=[document.pk])).status_code == 403


@pytest.mark.parametrize("who", ["ada", "alison", "dana", "pat"])
def test_only_those_who_keep_the_library_may_change_it(client, cast, directors, typed, who):
    client.force_login(cast[who])
    document = make_document("Paper wagtail", audience=directors, list_until=dt.date(2020, 1, 1))
    for address in (ADD, change(document), reverse("admin:library_document_changelist")):
        response = client.get(address, follow=True)
        assert response.status_code == 403
        assert "wagtail" not in response.content.decode()
    assert client.post(ADD, typed).status_code in (302, 403)
    assert stored(cast["alison"]).count() == 1
