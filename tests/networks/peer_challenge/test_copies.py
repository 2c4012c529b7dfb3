"""A reader's copy carries their name and the time on every page, and nothing that is not pages."""

import datetime as dt
import io
from types import SimpleNamespace

import pikepdf
import pymupdf
import pytest
from django.utils import timezone
from pikepdf import Array, Dictionary, Name

from networks.peer_challenge.cleaning import cleaned
from networks.peer_challenge.copies import stamped
from tests.networks.peer_challenge.factories import pdf

AT = dt.datetime(2019, 6, 4, 8, 5, tzinfo=dt.UTC)


def reader(name="Alison Brook"):
    return SimpleNamespace(person=SimpleNamespace(name=name), email="alison@example.org")


def opened(words="What we know", pages=1) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(words, pages)))


def copied(document: pikepdf.Pdf, who=None) -> bytes:
    out = io.BytesIO()
    stamped(document, who or reader(), AT, "Self-assessment, Kent").save(out)
    return out.getvalue()


def pages_of(content: bytes) -> list[str]:
    with pymupdf.open(stream=content) as document:
        return [page.get_text() for page in document]


def darkest_at_the_foot(content: bytes, number=0) -> int:
    with pymupdf.open(stream=content) as document:
        page = document[number]
        foot = pymupdf.Rect(0, page.rect.height * 0.95, page.rect.width, page.rect.height)
        return min(page.get_pixmap(clip=foot, dpi=100).samples)


def test_name_address_and_time_stand_on_every_page():
    for words in pages_of(copied(opened(pages=3))):
        assert "What we know" in words
        assert "Copy for Alison Brook, alison@example.org" in words
        assert "opened on 4 June 2019, 9:05am" in words


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
def test_the_mark_is_at_the_foot_as_seen_however_the_page_is_turned(turn):
    document = opened()
    document.pages[0].obj.Rotate = turn
    document.pages[0].obj.MediaBox = [100, 50, 900, 500]
    assert darkest_at_the_foot(copied(document)) < 120


@pytest.mark.parametrize("box", [[0, 0, 30, 40], [0, 0, 4000, 3000], [595, 842, 0, 0], [-500, -500, 0, 0]])
def test_pages_of_all_sizes_are_marked(box):
    document = opened()
    document.pages[0].obj.MediaBox = box
    assert "alison@example.org" in pages_of(copied(document))[0]


@pytest.mark.parametrize("left_behind", [b"q q 0.1 0 0 0.1 300 700 cm\n", b"Q Q Q\n", b"q Q Q q 0 0 1 rg\n"])
def test_what_a_page_leaves_behind_does_not_move_the_mark(left_behind):
    document = opened()
    document.pages[0].contents_add(left_behind)
    assert darkest_at_the_foot(copied(document)) < 120


def test_a_dark_page_does_not_hide_the_mark():
    document = opened()
    document.pages[0].contents_add(b"0 0 0 rg 0 0 595 842 re f\n")
    with pymupdf.open(stream=copied(document)) as made:
        foot = pymupdf.Rect(0, 830, 595, 842)
        assert max(made[0].get_pixmap(clip=foot).samples) > 200


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Łukasz Ñandú", "Łukasz Ñandú"),
        ("Олена Шевченко", "Олена Шевченко"),
        ("李 Ware", "? Ware"),
        ("Zoë\u0301 😀", "Zo"),
        ("(A) \\ B", "(A) \\ B"),
    ],
)
def test_any_name_can_be_written(name, shown):
    assert f"Copy for {shown}" in pages_of(copied(opened(), reader(name)))[0]


def test_the_mark_is_outside_the_tags():
    document = opened()
    copied(document)
    content = b"".join(
        pikepdf.unparse_content_stream(pikepdf.parse_content_stream(document.pages[0])).splitlines()
    )
    assert b"/Artifact" in content
    assert b"/Watermark" in content


def test_pages_that_share_what_they_draw_with_keep_a_mark_each():
    document = opened(pages=2)
    document.pages[1].obj.Resources = document.pages[0].obj.Resources
    document.pages[1].obj.MediaBox = [0, 0, 900, 300]
    assert all("alison@example.org" in words for words in pages_of(copied(document)))


def test_three_hundred_pages_take_seconds():
    started = timezone.now()
    assert len(pages_of(copied(opened(pages=300)))) == 300
    assert timezone.now() - started < dt.timedelta(seconds=10)


def full_of_things() -> pikepdf.Pdf:
    """A PDF with an author, a script, an attachment, a comment, a link that runs and one that leads."""
    document = opened()
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:creator"] = ["CANARY creator"]
        metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
    document.docinfo["/Author"] = "CANARY author"
    document.docinfo["/Title"] = "CANARY title"
    script = Dictionary(S=Name.JavaScript, JS="CANARY script")
    document.Root.OpenAction = document.make_indirect(script)
    file = Dictionary(Type=Name.Filespec, F="a.txt", EF=Dictionary(F=document.make_stream(b"CANARY file")))
    box = Array([100, 100, 200, 200])
    annotations = [
        Dictionary(Subtype=Name.Text, Rect=box, Contents="CANARY comment", T="CANARY who"),
        Dictionary(Subtype=Name.FileAttachment, Rect=box, FS=document.make_indirect(file)),
        Dictionary(Subtype=Name.Link, Rect=box, A=document.make_indirect(script)),
        Dictionary(Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.URI, URI="https://example.org/kept")),
    ]
    annotations = [document.make_indirect(each) for each in annotations]
    document.pages[0].obj.Annots = Array(annotations)
    # The tags point to the annotations too.
    document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=Array(annotations))
    return document


def test_nothing_hides_beside_the_pages_of_a_copy():
    content = copied(full_of_things())
    with pikepdf.open(io.BytesIO(content)) as document:
        every = b"".join(
            each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse(resolved=True)
            for each in document.objects
        )
        assert b"CANARY" not in every
        assert b"https://example.org/kept" in every
        assert [str(each.Subtype) for each in document.pages[0].obj.Annots] == ["/Link"]
        with document.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["dc:title"] == "Self-assessment, Kent"


def test_it_is_said_what_was_taken_off():
    assert cleaned(full_of_things()) == [
        "the author",
        "the title",
        "what it does by itself when opened or clicked",
        "2 comments or attachments",
    ]
    assert cleaned(opened()) == []


def test_what_was_typed_into_a_form_stays_as_print():
    document = opened()
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="answer", V="Typed by Kent", F=4,
            Rect=Array([72, 500, 400, 530]), DA="/F1 12 Tf 0 g",
        )
    )  # fmt: skip
    fonts = document.pages[0].Resources.Font
    document.Root.AcroForm = Dictionary(
        Fields=Array([field]), DR=Dictionary(Font=fonts), DA="/F1 12 Tf 0 g", NeedAppearances=True
    )
    document.pages[0].obj.Annots = Array([field])
    content = copied(document)
    assert "Typed by Kent" in pages_of(content)[0]
    with pikepdf.open(io.BytesIO(content)) as made:
        assert "/AcroForm" not in made.Root
