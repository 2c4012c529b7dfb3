"""There is one way a file leaves the library, and it asks the same question as the page."""

from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import transaction
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from seslip.audit.models import Event
from seslip.library import actions
from seslip.library.checks import files_stay_behind_the_gate
from seslip.library.models import Version
from seslip.library.places import kept_at
from seslip.library.refusing import FileRefused
from seslip.library.serving import send
from seslip.library.uploads import examine
from seslip.people.models import Person
from tests.library.factories import add_file, make_document
from tests.library.files import pdf, uploaded

CANARY = pdf(b"words of the wagtail")
NEXT = pdf(b"words of the wagtail, revised")


def download(document):
    return reverse("library:download", args=[document.pk])


def version(document, number):
    return reverse("library:version", args=[document.pk, number])


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 404),
        ("pat", 404),
        ("fay", 404),
        ("liz", 404),
        ("ian", 404),
        ("ada", 404),
        ("dana", 404),
        ("mo", 404),
        ("alison", 200),
        ("bob", 200),
        ("petra", 200),
    ],
)
def test_directors_papers_old_and_new_are_for_directors_and_the_team(client, cast, directors, who, status):
    paper = make_document("Paper", audience=directors, file=CANARY)
    add_file(paper, NEXT)
    if who != "anonymous":
        client.force_login(cast[who])
    for address, content in (
        (download(paper), NEXT),
        (version(paper, 2), NEXT),
        (version(paper, 1), CANARY),
    ):
        response = client.get(address)
        assert response.status_code == status
        assert (body(response) == content) == (status == 200)
        assert (b"wagtail" in body(client.get(address))) == (status == 200)


def test_a_wrong_address_and_a_hidden_file_look_the_same(client, cast, directors):
    paper = make_document("Paper", audience=directors, file=CANARY)
    hidden, absent = download(paper), "/library/98765/download/"

    def page(address):
        words = client.get(address).content.decode()
        return words.replace(address, "ADDRESS").replace(quote(address, safe=""), "ADDRESS")

    assert page(hidden) == page(absent)


def test_access_ends_with_the_circle(client, cast, directors):
    paper = make_document("Paper", audience=directors, file=CANARY)
    client.force_login(cast["alison"])
    assert client.get(download(paper)).status_code == 200
    actions.withdraw(document=paper, by=cast["petra"])
    assert client.get(download(paper)).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("mo", 404), ("alison", 404), ("dana", 200), ("petra", 200)])
def test_what_is_on_request_is_given_to_its_owner_and_the_team(client, cast, members, who, status):
    owner = Person.objects.visible_to(cast["dana"]).get(user=cast["dana"])
    film = make_document(
        "Film", audience=members, file=CANARY, on_request=True, conditions="Ask.", owner=owner
    )
    client.force_login(cast[who])
    assert client.get(film.get_absolute_url()).status_code == 200
    assert client.get(download(film)).status_code == status
    assert client.get(version(film, 1)).status_code == status


def test_every_file_is_saved_never_shown(client, everyone):
    response = client.get(download(make_document("Plan", file=CANARY, name="Éva’s plan.pdf")))
    assert body(response) == CANARY
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == ("attachment; filename*=utf-8''%C3%89va%E2%80%99s%20plan.pdf")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(CANARY))


def test_a_restricted_file_is_kept_by_no_cache(client, cast, everyone, directors):
    client.force_login(cast["alison"])
    public, restricted = make_document(file=CANARY), make_document(file=CANARY, audience=directors)
    assert client.get(download(public))["Cache-Control"] == "private, no-cache"
    assert client.get(download(restricted))["Cache-Control"] == "private, no-store"


def test_head_tells_the_size_and_sends_nothing(client, everyone):
    response = client.head(download(make_document(file=CANARY)))
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(CANARY))
    assert body(response) == b""


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-4", 206, CANARY[:5]),
        ("bytes=5-", 206, CANARY[5:]),
        ("bytes=-6", 206, CANARY[-6:]),
        ("bytes=5-99999", 206, CANARY[5:]),
        ("bytes=99999-", 200, CANARY),
        ("bytes=9-5", 200, CANARY),
        ("bytes=0-1,4-5", 200, CANARY),
        ("bytes=-", 200, CANARY),
        ("bytes=-0", 200, CANARY),
        ("pages=1", 200, CANARY),
    ],
)
def test_a_broken_off_download_goes_on_where_it_stopped(client, everyone, asked, status, content):
    response = client.get(download(make_document(file=CANARY)), headers={"range": asked})
    assert response.status_code == status
    assert body(response) == content
    assert response["Content-Length"] == str(len(content))


def test_a_file_that_changed_meanwhile_is_sent_whole(client, everyone):
    headers = {"range": "bytes=5-", "if-range": '"another"'}
    assert body(client.get(download(make_document(file=CANARY)), headers=headers)) == CANARY


def test_the_web_server_in_front_is_told_where_the_file_lies(client, cast, directors, settings):
    settings.ACCEL_PREFIX = "/inside/"
    paper = make_document("Paper", audience=directors, file=CANARY)
    assert "X-Accel-Redirect" not in client.get(download(paper))
    client.force_login(cast["alison"])
    response = client.get(download(paper))
    assert response["X-Accel-Redirect"] == f"/inside/{paper.versions.visible_to(cast['alison'])[0].file.name}"
    assert response.content == b""
    assert response["Content-Disposition"].startswith("attachment")


def test_a_file_lost_from_the_disk_is_not_found(client, everyone):
    document = make_document(file=CANARY)
    default_storage.delete(Version.objects.unscoped("a test").get().file.name)
    assert client.get(download(document)).status_code == 404


def test_only_reading_is_answered(client, everyone):
    assert client.post(download(make_document(file=CANARY))).status_code == 405


def test_a_version_says_what_was_stored_and_is_written_down(cast, everyone):
    document = make_document("Plan", file=CANARY)
    new = actions.add_version(document=document, upload=examine(uploaded("b.pdf", NEXT)), by=cast["petra"])
    assert (new.number, new.size, new.name, new.added_by) == (2, len(NEXT), "b.pdf", cast["petra"])
    assert new.file.name.startswith(f"library/{new.sha256[:2]}/{new.sha256}")
    assert "plan" not in new.file.name
    event = Event.objects.get(verb="version added", by=cast["petra"])
    assert event.details == {"number": 2, "sha256": new.sha256}


def test_the_same_file_twice_says_so(everyone):
    document = make_document("Plan", file=CANARY)
    with pytest.raises(FileRefused, match=r"copy\.pdf is the same file as version 1"):
        add_file(document, CANARY, name="copy.pdf")


def test_a_transaction_that_fails_leaves_no_file_behind(everyone, settings, transactional_db):
    document = make_document("Plan", file=CANARY)

    def fail_after_adding():
        with transaction.atomic():
            add_file(document, NEXT)
            raise ValidationError("something else went wrong")

    with pytest.raises(ValidationError):
        fail_after_adding()
    assert Version.objects.unscoped("a test").get().number == 1
    assert [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*.pdf")] == [CANARY]


def test_a_file_stays_when_only_a_later_part_fails(everyone, settings, transactional_db):
    def fail_in_a_part():
        with transaction.atomic():
            raise ValidationError("a part went wrong")

    with transaction.atomic():
        make_document("Plan", file=CANARY)
        with pytest.raises(ValidationError):
            fail_in_a_part()
    assert [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*.pdf")] == [CANARY]


@pytest.mark.parametrize("folder", ["", "files", "files/inside"])
def test_the_portal_does_not_start_with_files_among_the_static_ones(settings, tmp_path, folder):
    assert files_stay_behind_the_gate(None) == []
    settings.STATIC_ROOT = tmp_path
    settings.MEDIA_ROOT = tmp_path / folder
    assert [error.id for error in files_stay_behind_the_gate(None)] == ["library.E002"]


@pytest.mark.parametrize("name", ["WHITENOISE_ROOT", "STATIC_ROOT"])
def test_nor_with_files_kept_apart_where_whitenoise_hands_them_out(settings, tmp_path, name):
    settings.STORAGES = settings.STORAGES | {"apart": kept_at("file:///", "apart")}
    setattr(settings, name, tmp_path / "files" / "apart")
    assert [error.id for error in files_stay_behind_the_gate(None)] == ["library.E002"]


def test_nor_with_files_in_a_folder_of_static_files_not_collected_yet(settings, tmp_path):
    settings.MEDIA_ROOT = settings.BASE_DIR / "static" / "files"
    assert [error.id for error in files_stay_behind_the_gate(None)] == ["library.E002"]


def test_nginx_finds_files_kept_apart_below_the_same_folder(rf, settings):
    settings.STORAGES = settings.STORAGES | {"apart": kept_at("file:///", "apart")}
    settings.ACCEL_PREFIX = "/inside/"
    name = storages["apart"].save("a/letter.txt", ContentFile(b"words"))
    stored = FieldFile(None, FileField(storage=storages["apart"]), name)
    response = send(rf.get("/"), stored, name="letter.txt", content_type="text/plain", public=False, etag="1")
    assert response["X-Accel-Redirect"] == "/inside/apart/a/letter.txt"


def test_the_portal_does_not_start_with_an_address_for_files(settings):
    settings.MEDIA_URL = "/media/"
    assert [error.id for error in files_stay_behind_the_gate(None)] == ["library.E001"]


def test_who_downloads_what_is_not_for_everyone_is_written_down_and_its_owner_sees_it(
    client, cast, directors
):
    paper = make_document("Paper", audience=directors, file=CANARY, owner=cast["alison"].person)
    client.force_login(cast["bob"])
    client.head(download(paper))
    assert not Event.objects.reads_of(paper).exists()
    client.get(version(paper, 1), headers={"range": "bytes=1-"})
    read = Event.objects.reads_of(paper).get()
    assert (read.by, read.verb, read.details) == (cast["bob"], "downloaded", {"version": 1})
    shown = {}
    for who in ("alison", "oona", "petra"):
        client.force_login(cast[who])
        shown[who] = "Bob Fell, version 1" in client.get(paper.get_absolute_url()).content.decode()
    assert shown == {"alison": True, "oona": False, "petra": True}


def test_a_download_of_what_is_for_everyone_is_nobodys_business(client, cast):
    paper = make_document("Paper", file=CANARY)
    client.get(download(paper))
    client.force_login(cast["bob"])
    client.get(download(paper))
    assert not Event.objects.reads_of(paper).exists()


def test_what_was_given_on_request_is_written_down_whoever_sees_it_in_the_list(client, cast):
    film = make_document("Film", file=CANARY, on_request=True, conditions="Ask.")
    client.force_login(cast["petra"])
    client.get(download(film))
    assert Event.objects.reads_of(film).get().by == cast["petra"]


def test_whoever_asks_for_a_file_in_vain_is_written_down_whether_there_is_one_or_not(client, cast, directors):
    paper = make_document("Paper", audience=directors, file=CANARY)
    client.get(download(paper))
    client.force_login(cast["mo"])
    for address in (download(paper), "/library/98765/download/"):
        assert client.get(address).status_code == 404
    refused = Event.objects.filter(sort=Event.Sort.REFUSED).values_list("by", "kind", "object_id")
    asked = {(cast["mo"].pk, "library.document", number) for number in (paper.pk, 98765)}
    assert set(refused) == asked
