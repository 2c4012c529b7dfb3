"""Papers come in as PDFs, are signed off by the leader, and leave as marked copies that the owner can see."""

import pikepdf
import pymupdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions import papers
from networks.peer_challenge.models import Paper, PaperVersion, Round, Undertaking
from seslip.audit.models import Event
from seslip.refusals import Refused
from tests.networks.peer_challenge.factories import make_paper, make_round, make_version, nominate, pdf
from tests.networks.peer_challenge.test_copies import full_of_things

UPLOAD = reverse("peer_challenge:paper-upload", args=["triads-2019", "kent", "assessment"])


@pytest.fixture
def round_(cast):
    nominate(cast["dev"], cast["alison"])
    return make_round(facilitator=cast["faz"])


def undertake(round_, *users):
    for user in users:
        Undertaking.objects.create(round=round_, person=user.person)


def put_in(client, content=None, name="paper.pdf", address=UPLOAD):
    file = SimpleUploadedFile(name, pdf("Findings") if content is None else content)
    return client.post(address, {"paper": file}, follow=True)


def copy(version) -> str:
    return reverse("peer_challenge:paper-copy", args=[version.paper_id, version.number])


def every(model):
    return model.objects.unscoped("the test looks")


def test_the_deputy_puts_in_a_draft_and_only_the_leader_signs_it_off(client, cast, round_):
    client.force_login(cast["dev"])
    assert "is in, as version 1: 1 page" in put_in(client).text
    paper = every(Paper).get()
    address = reverse("peer_challenge:paper-settle", args=[paper.pk])
    assert client.post(address, {"version": 1}).status_code == 403
    client.force_login(cast["alison"])
    assert "Sign off version 1" in client.get(paper.get_absolute_url()).text
    client.post(address, {"version": 1})
    assert every(PaperVersion).get().is_newest_final


def test_the_team_puts_in_on_behalf_and_does_not_read(client, cast, round_):
    client.force_login(cast["petra"])
    assert put_in(client).redirect_chain[-1][0] == round_.get_absolute_url()
    version = every(PaperVersion).get()
    assert version.on_behalf
    assert client.get(copy(version)).status_code == 404
    assert client.get(version.paper.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("paper.docx", b"PK\x03\x04", "In Word, choose File, Save As, PDF"),
        ("paper.pdf", b"not a pdf", "is not a whole PDF"),
        ("paper.pdf", b"%PDF-1.7\n%%EOF\n", "is not a whole PDF"),
        ("paper.pdf", b"", "is empty"),
    ],
)
def test_what_is_not_a_pdf_is_refused_with_the_reason(client, cast, round_, name, content, says):
    client.force_login(cast["alison"])
    assert says in put_in(client, content, name).text
    assert not every(Paper).exists()


def test_pages_that_swell_are_refused(client, cast, round_, tmp_path):
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].obj.Contents = document.make_stream(b" " * (65 * 2**20))
    document.save(tmp_path / "bomb.pdf", compress_streams=True)
    client.force_login(cast["alison"])
    assert (
        "packed in a way that cannot be checked" in put_in(client, (tmp_path / "bomb.pdf").read_bytes()).text
    )


def test_it_is_said_what_was_taken_off(client, cast, round_, tmp_path):
    document = full_of_things()
    del document.Root.OpenAction
    document.pages[0].obj.Annots = pikepdf.Array(list(document.pages[0].obj.Annots)[:1])
    del document.Root.StructTreeRoot
    document.save(tmp_path / "paper.pdf")
    client.force_login(cast["alison"])
    text = put_in(client, (tmp_path / "paper.pdf").read_bytes()).text
    assert "the author, the title, 1 comment or attachment" in text
    with every(PaperVersion).get().file.open("rb") as stored:
        assert b"CANARY" not in stored.read()


def test_the_undertaking_stands_before_the_first_paper_and_leads_back(client, cast, round_):
    version = make_version(make_paper(round_))
    client.force_login(cast["bob"])
    response = client.get(copy(version))
    assert response.status_code == 302
    accepted = client.post(response["Location"].partition("?")[0], {"next": copy(version)})
    assert accepted["Location"] == copy(version)
    assert client.get(copy(version))["Content-Type"] == "application/pdf"
    away = client.post(response["Location"].partition("?")[0], {"next": "https://elsewhere.example/"})
    assert away["Location"] == round_.get_absolute_url()
    assert Undertaking.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=0-10"}, {"If-Range": "x", "Range": "bytes=5-"}])
def test_only_the_marked_copy_leaves(client, cast, round_, headers):
    version = make_version(make_paper(round_))
    undertake(round_, cast["bob"], cast["alison"])
    for who in ("bob", "alison"):
        client.force_login(cast[who])
        response = client.get(copy(version), headers=headers)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        with pymupdf.open(stream=response.content) as document:
            assert f"{who}@example.org" in document[0].get_text()


def test_head_brings_nothing_and_is_no_reading(client, cast, round_):
    version = make_version(make_paper(round_))
    undertake(round_, cast["bob"])
    client.force_login(cast["bob"])
    assert client.head(copy(version)).content == b""
    assert not Event.objects.reads_of(version.paper).exists()


def test_numbers_of_other_papers_and_rounds_open_nothing(client, cast, round_):
    later = make_round("Triads 2020", stage=Stage.SIGN_OFF)
    mine, theirs = make_version(make_paper(round_)), make_version(make_paper(later))
    old = make_version(make_paper(round_, "medway"))
    make_version(old.paper)
    undertake(round_, cast["bob"])
    client.force_login(cast["bob"])
    assert client.get(copy(mine)).status_code == 200
    for hidden in (theirs, old):
        assert client.get(copy(hidden)).status_code == 404
        assert client.head(copy(hidden)).status_code == 404


def test_the_council_sees_who_has_read_as_what_and_how_often_it_was_refused(client, cast, round_):
    version = make_version(make_paper(round_))
    undertake(round_, cast["bob"])
    for who in ("bob", "oona"):
        client.force_login(cast[who])
        client.get(copy(version))
    client.force_login(cast["alison"])
    text = client.get(version.paper.get_absolute_url()).text
    assert "Bob Fell" in text
    assert "Director in the same group" in text
    assert "Refused: 1 time." in text
    client.force_login(cast["bob"])
    assert "Who has read this" not in client.get(version.paper.get_absolute_url()).text


def test_whoever_signs_off_what_somebody_has_replaced_is_told(cast, round_):
    paper = make_paper(round_)
    make_version(paper, settled=False)
    make_version(paper, settled=False)
    with pytest.raises(Refused, match="newer version"):
        papers.sign_off(paper=paper, number=1, by=cast["alison"])
    papers.sign_off(paper=paper, number=2, by=cast["alison"])
    with pytest.raises(Refused, match="settled before"):
        papers.sign_off(paper=paper, number=2, by=cast["alison"])


def test_the_page_of_a_round_asks_as_much_for_one_paper_as_for_many(client, cast):
    slugs = ["kent", "surrey", "medway", "hampshire", "reading", "slough", "oxfordshire", "wokingham"]
    round_ = make_round(stage=Stage.ALL, groups=[slugs])
    client.force_login(cast["alison"])
    make_version(make_paper(round_))
    address = round_.get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for slug in slugs[1:]:
        for kind in ("assessment", "profile", "letter"):
            make_version(make_paper(round_, slug, kind))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(one)


def test_a_round_is_not_released_without_a_memorandum(client, cast, round_):
    Round.objects.unscoped("the test").filter(pk=round_.pk).update(memorandum=None, stage=Stage.SIGN_OFF)
    client.force_login(cast["petra"])
    address = reverse("peer_challenge:stage", args=[round_.slug])
    assert "has no memorandum" in client.post(address, {"seen": Stage.SIGN_OFF}).text
    assert Round.objects.unscoped("the test").get().stage == Stage.SIGN_OFF


def test_it_is_said_whom_a_move_opens_what_before_it_is_done(client, cast, round_):
    Round.objects.unscoped("the test").filter(pk=round_.pk).update(stage=Stage.SIGN_OFF)
    client.force_login(cast["faz"])
    address = reverse("peer_challenge:stage", args=[round_.slug])
    text = client.get(address).text
    assert "Director in the same group (Kent, Medway and Surrey; " in text
    assert "signed-off self-assessments" in text
    client.post(address, {"seen": Stage.SIGN_OFF})
    assert Round.objects.unscoped("the test").get().stage == Stage.OWN_GROUP
    back = {"stage": "2", "reason": "A council joined late", "seen": Stage.OWN_GROUP}
    assert "Say why" not in client.post(address, back).text
    assert Round.objects.unscoped("the test").get().stage == Stage.GROUPS
    assert Event.objects.filter(verb="round moved").first().details["reason"] == "A council joined late"


def test_the_administrator_enters_with_a_reason_and_the_directors_see_it(
    client, cast, round_, mailoutbox, django_capture_on_commit_callbacks
):
    version = make_version(make_paper(round_, "brighton-and-hove"))
    undertake(round_, cast["ada"])
    client.force_login(cast["ada"])
    assert client.get(copy(version)).status_code == 404
    address, reason = reverse("peer_challenge:emergency"), "A paper of another council was put in by mistake."
    assert "full sentence" in client.post(address, {"reason": "help"}).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"reason": reason})
    assert {to for letter in mailoutbox for to in letter.to} == {
        f"{who}@example.org" for who in ("alison", "bob", "oona")
    }
    assert all(reason not in letter.body for letter in mailoutbox)
    assert client.get(copy(version)).status_code == 200
    client.post(address, {"leave": "yes"})
    assert client.get(copy(version)).status_code == 404
    client.force_login(cast["oona"])
    assert reason in client.get(reverse("peer_challenge:room")).text
    assert "In an emergency" in client.get(version.paper.get_absolute_url()).text
