"""A file is what its content says; a refusal is a sentence that says what would help."""

import io
import struct
import zlib

import pytest
from django.test import RequestFactory
from PIL import Image

from seslip.library import contents
from seslip.library.contents import Refused
from seslip.library.uploads import examine
from tests.library.files import office, packed_pdf, pdf, picture, relation, uploaded

GOOD = {
    "plan.pdf": pdf(),
    "packed.pdf": packed_pdf(b"2 0 << /Type /Page >>"),
    "letter.docx": office("docx"),
    "figures.xlsx": office("xlsx", parts={"xl/printerSettings/printerSettings1.bin": "paper"}),
    "slides.pptx": office("pptx", parts={"ppt/embeddings/Sheet1.xlsx": office("xlsx")}),
    "linked.docx": office("docx", parts=relation("hyperlink", "https://www.example.org/")),
    "templated.docx": office("docx", parts=relation("attachedTemplate", "file:///C:\\Kent\\Letter.dotx")),
    "map.png": picture("PNG"),
    "photo.jpg": picture("JPEG"),
    "photo.JPEG": picture("JPEG"),
    "table.csv": "Council,Été\r\nKent,1\r\n".encode("utf-8-sig"),
    "notes.txt": b"Plain words.\n",
}

REFUSED = [
    ("plan.exe", b"MZ", "not of a kind the library takes"),
    ("page.html", b"<script>", "not of a kind the library takes"),
    ("drawing.svg", b"<svg/>", "not of a kind the library takes"),
    ("no-extension", b"words", "not of a kind the library takes"),
    ("letter.doc", b"\xd0\xcf\x11\xe0", "Save it as .docx"),
    ("sheet.xlsm", office("xlsx"), "Save it as .xlsx"),
    ("plan.pdf", b"", "is empty"),
    ("plan.pdf", office("docx"), "not a whole PDF"),
    ("plan.pdf", b"%PDF-1.7 cut short", "not a whole PDF"),
    ("plan.pdf", pdf(b"1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert) >> >>"), "a script"),
    ("plan.pdf", pdf(b"1 0 obj << /S /J#61vaScript >>"), "a script"),
    ("plan.pdf", packed_pdf(b"2 0 << /S /JavaScript >>"), "a script"),
    ("plan.pdf", packed_pdf(b"2 0 << /S /JavaScript >>", b"/DecodeParms << >>"), "cannot be checked"),
    ("plan.pdf", pdf(b"1 0 obj << /S /Launch >>"), "starts another program"),
    ("plan.pdf", pdf(b"1 0 obj << /Type /EmbeddedFile >>"), "attached inside"),
    ("plan.pdf", pdf(b"1 0 obj << /Encrypt 4 0 R >>"), "locked with a password"),
    ("letter.docx", pdf(), "not a Word file"),
    ("letter.docx", b"\xd0\xcf\x11\xe0 locked", "not a Word file, or it is locked with a password"),
    ("letter.docx", office("xlsx"), "not a Word file, though its name says so"),
    ("letter.docx", office("docx", parts={"word/vbaProject.bin": "x"}), "contains macros"),
    ("figures.xlsx", office("xlsx", parts={"xl/macrosheets/sheet1.xml": "<x/>"}), "contains macros"),
    ("letter.docx", office("docx", parts={"word/activeX/activeX1.xml": "<x/>"}), "contains macros"),
    ("letter.docx", office(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "contains macros"),
    (
        "letter.docx",
        office(declared=["application/vnd.ms-office.vbaProject", "text/plain"]),
        "contains macros",
    ),
    ("letter.docx", office("docx", parts={"word/embeddings/oleObject1.bin": "x"}), "other files"),
    ("letter.docx", office("docx", parts={"word/embeddings/page.html": "x"}), "other files packed inside"),
    (
        "figures.xlsx",
        office("xlsx", parts={"xl/externalLinks/l1.xml": "<x/>"}),
        "other files linked",
    ),
    (
        "slides.pptx",
        office("pptx", parts={"ppt/embeddings/s.xlsx": office("xlsx", parts={"xl/vbaProject.bin": "x"})}),
        "contains macros",
    ),
    (
        "letter.docx",
        office(parts=relation("attachedTemplate", "https://example.org/a.dotm")),
        "from elsewhere",
    ),
    ("letter.docx", office(parts=relation("image", "\\\\files.example.org\\a.png")), "from elsewhere"),
    (
        "letter.docx",
        office(parts={"word/_rels/a.rels": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}),
        "damaged",
    ),
    ("letter.docx", office(parts={"word/../../etc/passwd": "x"}), "not a well-formed"),
    ("letter.docx", office("docx", parts={"word/a.xml": "0" * 11_000_000}), "unpacks to far more"),
    ("map.png", picture("JPEG"), "not a whole PNG picture"),
    ("photo.jpg", picture("PNG"), "not a whole JPEG picture"),
    ("photo.jpg", picture("JPEG", size=(400, 400))[:300], "not a whole JPEG picture"),
    ("table.csv", "Council,Été".encode("cp1252"), "CSV UTF-8"),
    ("notes.txt", b"words\x00more", "not plain text"),
]


@pytest.mark.parametrize("name", GOOD)
def test_what_councils_send_is_taken(name):
    assert examine(uploaded(name, GOOD[name])).name == name


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_what_could_do_harm_or_lies_is_refused_in_words(name, content, sentence):
    with pytest.raises(Refused) as refused:
        examine(uploaded(name, content))
    assert sentence in refused.value.message
    assert refused.value.message.startswith(name)


def test_a_zip_bomb_is_refused_from_its_directory_alone(monkeypatch):
    bomb = bytearray(office("docx", parts={"word/media/a.xml": "small"}))
    place = bomb.rfind(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = struct.pack("<I", 2**31)
    monkeypatch.setattr(contents, "_part", lambda *args: pytest.fail("nothing may be unpacked"))
    with pytest.raises(Refused, match="unpacks to far more"):
        examine(uploaded("letter.docx", bytes(bomb)))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    with pytest.raises(Refused, match="too large a picture"):
        examine(uploaded("map.png", b"\x89PNG\r\n\x1a\n" + chunk + b"\x00\x00\x00\x00IDAT"))


def test_what_a_camera_hid_in_a_picture_is_left_behind():
    camera = Image.Exif()
    camera[0x010E] = "where the photographer lives"
    kept = examine(uploaded("photo.jpg", picture("JPEG", exif=camera))).content
    assert b"photographer" not in kept
    assert Image.open(io.BytesIO(kept)).size == (20, 10)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\petra\\plan.pdf", "plan.pdf"),
        ("../../etc/plan.pdf", "plan.pdf"),
        ("Éva’s plan – final.pdf", "Éva’s plan – final.pdf"),
        ("pl\u202ean\x07.pdf", "plan.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_name_keeps_its_letters_and_nothing_else(given, kept):
    upload = uploaded("x.pdf", pdf())
    upload._name = given
    assert examine(upload).name == kept


def test_a_file_of_50_mb_is_let_go_by_and_named_in_the_refusal():
    request = RequestFactory().post("/", {"file": uploaded("film.pdf", b"%PDF-" + b"0" * 50 * 2**20)})
    taken_in = request.FILES["file"]
    assert taken_in.read() == b""
    with pytest.raises(Refused, match=r"film\.pdf is 50 MB\. A file may have at most 25 MB"):
        examine(taken_in)


def test_what_was_typed_beside_a_file_too_big_still_arrives():
    film = uploaded("film.pdf", b"%PDF-" + b"0" * 26 * 2**20)
    request = RequestFactory().post("/", {"file": film, "title": "Typed with care"})
    assert request.POST["title"] == "Typed with care"


def test_a_file_within_the_limit_arrives_whole():
    content = pdf() + b"0" * 3 * 2**20
    request = RequestFactory().post("/", {"file": uploaded("plan.pdf", content)})
    assert request.FILES["file"].read() == content
    request.FILES["file"].close()
