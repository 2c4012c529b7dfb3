"""An evidence pack holds exactly what its reader may read, is theirs alone, and ends with their right."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions import packs
from networks.peer_challenge.models import AgreedAction, Pack, PaperVersion, Round, Undertaking
from networks.peer_challenge.tasks import forget_old_packs
from seslip.jobs import actions as jobs
from tests.networks.peer_challenge.factories import council, make_paper, make_round, make_version, nominate

ASK = reverse("peer_challenge:pack-ask", args=["triads-2019", "kent"])
WITHHELD = "either there is none or it is not yours to see"
ALL = {"draftwords", "finalwords", "profilewords", "letterwords", "noteswords", "actionwords"}


@pytest.fixture
def round_(cast):
    """Kent's papers of every kind, the notes of the year before with an action, and a paper of Surrey."""
    before = make_round("Triads 2018", stage=Stage.ASKS)
    Round.objects.filter(pk=before.pk).update(starts="2018-01-01")
    notes = make_paper(before, kind="notes")
    make_version(notes, words="Notes of the year before")
    AgreedAction.objects.create(paper=notes, number=1, what="actionwords")
    nominate(cast["dev"], cast["alison"])
    round_ = make_round(facilitator=cast["faz"])
    for kind in ("profile", "letter", "notes"):
        make_version(make_paper(round_, kind=kind), words=f"{kind}words")
    paper = make_paper(round_)
    make_version(paper, words="finalwords")
    make_version(make_paper(round_, "surrey"), words="surreywords")
    people = [user.person for user in cast.values()]
    Undertaking.objects.bulk_create(Undertaking(round=round_, person=person) for person in people)
    return round_


def asked(client, user):
    """The address of a pack this person has asked for, when it has been made."""
    client.force_login(user)
    response = client.post(ASK)
    assert response.status_code == 302
    pack = Pack.objects.get(reader=user)
    assert response["Location"] == reverse("peer_challenge:pack", args=[pack.pk])
    jobs.run(pack.job_id)
    return response["Location"]


def taken(client, user) -> bytes:
    response = client.get(asked(client, user))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    return b"".join(response)


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("who", "stage", "reads"),
    [
        ("alison", Stage.OWN_GROUP, ALL - {"draftwords", "noteswords"}),
        ("dev", Stage.NOTES, ALL - {"draftwords"}),
        ("cleo", Stage.SIGN_OFF, ALL - {"draftwords", "noteswords"}),
        ("dana", Stage.OWN_GROUP, {"profilewords"}),
        ("bob", Stage.OWN_GROUP, {"finalwords", "profilewords", "letterwords", "actionwords"}),
        ("bob", Stage.SIGN_OFF, {"actionwords"}),
        ("oona", Stage.ALL, {"finalwords", "profilewords", "letterwords"}),
        ("liz", Stage.ALL, {"profilewords"}),
        ("faz", Stage.SIGN_OFF, {"finalwords", "profilewords", "letterwords"}),
    ],
)
def test_a_pack_holds_exactly_what_its_reader_may_read(client, cast, round_, who, stage, reads):
    Round.objects.filter(pk=round_.pk).update(stage=stage)
    words = pages_of(taken(client, cast[who]))
    assert {word for word in ALL | {"surreywords"} if word in " ".join(words)} == reads
    assert all(f"{who}@example.org" in page for page in words)
    assert " ".join(words[1].split()).count(WITHHELD) == 5 - len(reads)


@pytest.mark.pdf
def test_it_has_a_title_bookmarks_a_language_and_links_from_its_contents(client, cast, round_):
    content = taken(client, cast["bob"])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.docinfo[pikepdf.Name.Title] == "Evidence pack, Kent, Triads 2019"
        assert pdf.Root.Lang == "en-GB"
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        links = [link.Dest[0].objgen for link in pdf.pages[1].Annots]
        assert links == [page.obj.objgen for page in list(pdf.pages)[2:]]
        tags = pdf.Root.StructTreeRoot
        numbers = [int(page.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
        assert len(set(numbers)) == len(numbers) == 3
        assert set(numbers) <= set(pikepdf.NumberTree(tags.ParentTree).keys())
    parts = ["Self-assessment", "Data profile", "Annual conversation letter", "Last year's agreed actions"]
    assert titles == ["Cover", "Contents", *parts]


@pytest.mark.pdf
def test_its_pages_are_numbered_as_its_contents_say_and_in_no_other_way(client, cast, round_):
    with pypdfium2.PdfDocument(taken(client, cast["bob"])) as pdf:
        words = [page.get_textpage().get_text_range() for page in pdf]
    pages = len(words)
    found = [re.findall(r"Page \d+ of \d+", page) for page in words]
    assert found == [[f"Page {number} of {pages}"] for number in range(1, pages + 1)]
    said = re.search(r"Last year's agreed actions\s+(\d+)", words[1])
    assert "actionwords" in words[int(said[1]) - 1]


@pytest.mark.pdf
def test_the_owner_sees_who_packed_it(client, cast, round_):
    taken(client, cast["bob"])
    paper = PaperVersion.objects.unscoped("the test looks").get(paper__kind="letter").paper
    client.force_login(cast["alison"])
    assert "Packed version 1" in client.get(paper.get_absolute_url()).text


@pytest.mark.pdf
def test_it_is_refused_and_forgotten_once_a_paper_in_it_is_closed_to_its_reader(client, cast, round_):
    address = asked(client, cast["bob"])
    assert client.get(address).status_code == 200
    Round.objects.filter(pk=round_.pk).update(stage=Stage.SIGN_OFF)
    response = client.get(address)
    assert response.status_code == 403
    assert "no longer open to you" in response.text
    assert not Pack.objects.exists()


@pytest.mark.pdf
def test_nobody_else_finds_it(client, cast, round_):
    address = asked(client, cast["bob"])
    for who in ("alison", "faz", "petra", "oona"):
        client.force_login(cast[who])
        assert client.get(address).status_code == 404
        assert client.head(address).status_code == 404


def test_who_may_read_nothing_of_the_council_gets_no_pack(client, cast, round_):
    client.force_login(cast["petra"])
    assert client.post(ASK).status_code == 403
    assert not Pack.objects.exists()


def test_the_undertaking_comes_first(client, cast, round_):
    Undertaking.objects.all().delete()
    client.force_login(cast["bob"])
    assert "/undertaking/" in client.post(ASK)["Location"]
    assert not Pack.objects.exists()


def test_asking_twice_while_it_is_made_is_asking_once(client, cast, round_):
    client.force_login(cast["bob"])
    assert client.post(ASK)["Location"] == client.post(ASK)["Location"]
    waiting = client.get(client.post(ASK)["Location"])
    assert waiting.status_code == 202
    assert "finalwords" not in waiting.text


def test_where_pdfs_cannot_be_made_it_says_so_in_words(client, cast, round_, monkeypatch):
    monkeypatch.setattr("seslip.pdf.making.missing_packages", lambda: ["libpango-1.0-0"])
    assert "PDFs cannot be made on this machine" in client.get(asked(client, cast["bob"])).text


@pytest.mark.pdf
def test_after_a_week_it_is_gone_with_its_file(client, cast, round_, django_capture_on_commit_callbacks):
    asked(client, cast["bob"])
    pack = Pack.objects.get()
    file = pack.file
    Pack.objects.update(asked_at=timezone.now() - packs.KEPT_FOR)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            forget_old_packs()
    assert not Pack.objects.exists()
    assert not file.storage.exists(file.name)


@pytest.mark.pdf
def test_made_twice_is_made_once(client, cast, round_):
    asked(client, cast["bob"])
    made = Pack.objects.get().ready_at
    packs.make(pk=Pack.objects.get().pk)
    assert Pack.objects.get().ready_at == made
    assert Pack.objects.get().council == council("kent")
