"""A file is what its content says; a refusal is a sentence that says what would help."""

import io
import socketserver
import struct
import threading
import zlib

import pikepdf
import pytest
from django.test import RequestFactory
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from seslip.library import contents, pdfs
from seslip.library.refusing import FileRefused
from seslip.library.uploads import examine
from tests.library.files import built_pdf, office, packed_pdf, pdf, picture, relation, uploaded

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


MARKER = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"


def an_action(kind, **fields):
    return Dictionary(S=Name(f"/{kind}"), **fields)


def on_opening(action):
    return built_pdf(lambda document: document.Root.__setattr__("OpenAction", document.make_indirect(action)))


def on_the_page(**fields):
    def change(document):
        for key, value in fields.items():
            document.pages[0].obj[f"/{key}"] = value

    return built_pdf(change)


def a_link(address):
    link = Dictionary(Type=Name("/Annot"), Subtype=Name("/Link"), A=an_action("URI", URI=String(address)))
    return on_the_page(Annots=Array([link]))


def a_stream(words):
    return built_pdf(
        lambda document: document.pages[0].obj.__setitem__("/Contents", document.make_stream(words))
    )


def a_packed_stream(words, times):
    """Packed by hand, and said so in a list."""

    def change(document):
        data = words
        for _ in range(times):
            data = zlib.compress(data)
        stream = pikepdf.Stream(document, data)
        stream.Filter = Array([Name("/FlateDecode")] * times)
        document.pages[0].obj["/Contents"] = document.make_indirect(stream)

    return built_pdf(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def word(**parts):
    """A Word file whose text holds these fields; each piece of a field in a run of its own."""
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in parts.pop("pieces"))
    body = f'<w:document xmlns:w="http://example.org/w">{pieces}</w:document>'
    return office("docx", parts={"word/footer1.xml": body})


def declared(cells):
    """A sheet under a name that Excel finds by what it is declared to be."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    return office("xlsx", parts={"odd/cells.x0": cells}, declared=[kind])


def slide(action):
    return office("pptx", parts={"ppt/slides/slide1.xml": f'<slide><click action="{action}"/></slide>'})


def sheet(formula):
    cells = f'<worksheet xmlns="http://example.org/x"><c><f>{formula}</f></c></worksheet>'
    return office("xlsx", parts={"xl/worksheets/sheet1.xml": cells})


TAKEN = {
    "jumps.pdf": on_opening(an_action("GoTo", D=Array([0, Name("/Fit")]))),
    "linked.pdf": a_link("https://www.example.org/"),
    "letter.pdf": a_link("mailto:portal@example.org"),
    "words.pdf": a_stream(b"BT (words) Tj ET"),
    "packed.pdf": a_packed_stream(b"BT (words) Tj ET", 1),
    "page-numbers.docx": word(pieces=["PAGE \\* MERGEFORMAT"]),
    "contents.docx": word(pieces=[' HYPERLINK "https://www.example.org/"']),
    "sums.xlsx": sheet("SUM(A1:A9)"),
    "quoted.xlsx": sheet('IF(A1="cmd|a!b",1,2)'),
    "tables.xlsx": sheet("SUM(Table1[a|b])"),
    "data.xlsx": office("xlsx", parts={"xl/connections.xml": '<c><connection refreshOnLoad="0"/></c>'}),
    "jumps.pptx": slide("ppaction://hlinksldjump"),
    "minus.csv": b"Council,Change\nKent,-5\n+Surrey,=A1+A2\n",
}

ATTACKS = [
    ("plan.pdf", on_opening(an_action("JavaScript", JS=String("app.alert(1)"))), "a script"),
    ("plan.pdf", on_opening(an_action("Launch", F=String("calc.exe"))), "starts another program"),
    ("plan.pdf", on_opening(an_action("URI", URI=String("https://example.org"))), "by itself when opened"),
    (
        "plan.pdf",
        on_opening(an_action("GoTo", D=Array([0]), Next=an_action("URI", URI=String("https://a.example")))),
        "by itself when opened",
    ),
    (
        "plan.pdf",
        on_the_page(AA=Dictionary(O=an_action("URI", URI=String("https://a.example")))),
        "by itself",
    ),
    ("plan.pdf", on_opening(an_action("GoToR", F=String("\\\\host\\a.pdf"))), "opens other files"),
    ("plan.pdf", on_opening(an_action("SubmitForm", F=String("https://a.example"))), "sends what is typed"),
    ("plan.pdf", a_link("javascript:alert(1)"), "not a page on the web"),
    ("plan.pdf", a_link("file:///C:/Windows/calc.exe"), "not a page on the web"),
    ("plan.pdf", a_link("\\\\host\\share"), "not a page on the web"),
    ("plan.pdf", on_the_page(X=Dictionary(XFA=String("x"))), "XFA"),
    ("plan.pdf", on_the_page(X=Dictionary(EF=Dictionary())), "attached inside"),
    ("plan.pdf", a_stream(b"words " + MARKER), "virus scanners"),
    ("plan.pdf", a_packed_stream(b"words " + MARKER, 1), "virus scanners"),
    ("plan.pdf", a_packed_stream(b"words", 2), "cannot be checked"),
    (
        "plan.pdf",
        built_pdf(lambda document: None, encryption=pikepdf.Encryption(owner="o", user="")),
        "locked with a password",
    ),
    ("plan.pdf", pdf() + office("docx") + b"%%EOF", "two files in one"),
    ("plan.pdf", b"%PDF-1.7\nwords\n%%EOF", "not a whole PDF"),
    ("letter.docx", b"PK\x03\x04" + pdf() + office("docx"), "two files in one"),
    ("letter.docx", office("docx") + b"more", "two files in one"),
    ("letter.docx", word(pieces=["DDEAUTO c:\\\\windows\\\\cmd.exe"]), "starts a program"),
    ("letter.docx", word(pieces=["D", "DE", "AUTO cmd"]), "starts a program"),
    ("letter.docx", word(pieces=['INCLUDETEXT "https://example.org/a"']), "fetches something"),
    ("letter.docx", office("docx", parts={"word/media/a.bin": MARKER}), "virus scanners"),
    ("figures.xlsx", sheet("cmd|' /C calc'!A0"), "starts another program"),
    ("figures.xlsx", sheet("SUM(1)+cmd|' /C calc'!A0"), "starts another program"),
    ("figures.xlsx", sheet('WEBSERVICE("https://a.example/")'), "starts another program"),
    ("figures.xlsx", declared("<c><f>cmd|' /C calc'!A0</f></c>"), "starts another program"),
    (
        "figures.xlsx",
        office("xlsx", parts={"xl/connections.xml": '<c><connection refreshOnLoad="1"/></c>'}),
        "starts another program",
    ),
    ("slides.pptx", slide("ppaction://program"), "starts another program"),
    ("letter.docx", office("docx", parts=relation("vbaProject", "odd.bin")), "contains macros"),
    ("letter.docx", office("docx", parts=relation("oleObject", "odd.bin")), "packed inside"),
    ("letter.docx", office("docx", parts=relation("aFChunk", "page.html")), "packed inside"),
    ("letter.docx", b"PK\x03\x04 more " + office("docx"), "two files in one"),
    ("table.csv", b"Council,=cmd|' /C calc'!A0\n", "starts another program"),
    ("table.csv", b"Council,\"=cmd|' /C calc, more'!A0\"\n", "starts another program"),
    ("notes.txt", b"X5O " + MARKER, "virus scanners"),
    ("map.png", picture("PNG") + MARKER, "virus scanners"),
    ("plan.pdf\u202e.exe", b"MZ", "not of a kind"),
    ("plan.pdf:evil.exe", b"MZ", "not of a kind"),
]


@pytest.mark.parametrize("name", TAKEN)
def test_what_readers_click_or_count_with_is_taken(name):
    assert examine(uploaded(name, TAKEN[name])).content == TAKEN[name]


@pytest.mark.parametrize(("name", "content", "sentence"), ATTACKS)
def test_an_attack_is_refused_in_words(name, content, sentence):
    upload = uploaded("x", content)
    upload._name = name
    with pytest.raises(FileRefused) as refused:
        examine(upload)
    assert sentence in refused.value.message


def test_a_packed_script_is_found_by_its_object_when_its_bytes_are_hidden(monkeypatch):
    monkeypatch.setattr(pdfs, "_refuse_words", lambda data, name: None)
    with pytest.raises(FileRefused, match="a script"):
        examine(uploaded("plan.pdf", ATTACKS[0][1]))


def test_a_pdf_that_unpacks_without_end_is_refused_within_bounds():
    bomb = a_stream(b"0" * (pdfs.MAX_UNPACKED + 2**20))
    with pytest.raises(FileRefused, match="cannot be checked"):
        examine(uploaded("plan.pdf", bomb))


def test_a_drawing_called_text_is_text_and_nothing_more():
    kept = examine(uploaded("drawing.txt", b"<svg onload=alert(1)>"))
    assert kept.content_type == "text/plain; charset=utf-8"


class Scanner:
    """A scanner on this machine that answers what it is told to."""

    def __init__(self, answer):
        self.server = socketserver.TCPServer(("127.0.0.1", 0), self.handler(answer))
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.address = f"tcp://127.0.0.1:{self.server.server_address[1]}"

    def handler(self, answer):
        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                self.rfile.readline()
                while size := struct.unpack("!L", self.rfile.read(4))[0]:
                    self.rfile.read(size)
                self.wfile.write(answer)

        return Handler

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"stream: OK\n", ""),
        (b"stream: Eicar-Test-Signature FOUND\n", "virus scanners look for"),
        (b"INSTREAM size limit exceeded. ERROR\n", "could not be checked"),
        (b"stream: lost ERROR\n", "could not be checked"),
        (b"nonsense\n", "could not be checked"),
        (b"", "could not be checked"),
    ],
)
def test_a_scanner_that_is_set_has_the_last_word(settings, answer, sentence):
    scanner = Scanner(answer)
    settings.CLAMAV_URL = scanner.address
    try:
        if not sentence:
            assert examine(uploaded("plan.pdf", pdf())).name == "plan.pdf"
            return
        with pytest.raises(FileRefused, match=sentence):
            examine(uploaded("plan.pdf", pdf()))
    finally:
        scanner.stop()


def test_a_scanner_that_does_not_answer_refuses_the_file(settings):
    settings.CLAMAV_URL = "unix:///nowhere/clamd.sock"
    with pytest.raises(FileRefused, match="could not be checked for viruses just now"):
        examine(uploaded("plan.pdf", pdf()))


@pytest.mark.parametrize("name", GOOD)
def test_what_councils_send_is_taken(name):
    assert examine(uploaded(name, GOOD[name])).name == name


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_what_could_do_harm_or_lies_is_refused_in_words(name, content, sentence):
    with pytest.raises(FileRefused) as refused:
        examine(uploaded(name, content))
    assert sentence in refused.value.message
    assert refused.value.message.startswith(name)


def test_a_zip_bomb_is_refused_from_its_directory_alone(monkeypatch):
    bomb = bytearray(office("docx", parts={"word/media/a.xml": "small"}))
    place = bomb.rfind(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = struct.pack("<I", 2**31)
    monkeypatch.setattr(contents, "_part", lambda *args: pytest.fail("nothing may be unpacked"))
    with pytest.raises(FileRefused, match="unpacks to far more"):
        examine(uploaded("letter.docx", bytes(bomb)))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn():
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    with pytest.raises(FileRefused, match="too large a picture"):
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
    with pytest.raises(FileRefused, match=r"film\.pdf is 50 MB\. A file may have at most 25 MB"):
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
