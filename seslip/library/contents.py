"""What a file really is, whatever its name says. A check returns the bytes to keep, or refuses in words."""

import io
import re
import warnings
import zipfile
import zlib

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring, iterparse
from PIL import Image, ImageOps

from seslip.library.refusing import FileRefused
from seslip.library.scanning import MARKER

MAX_PIXELS = 40_000_000
MAX_UNPACKED = 200 * 2**20
MAX_PARTS = 5_000
MAX_RATIO = 200
MAX_XML = 4 * 2**20
CONTENT_TYPES = "[Content_Types].xml"


# Word, Excel and PowerPoint

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_MAIN_PARTS = {
    "docx": _MAIN.format("wordprocessingml.document"),
    "xlsx": _MAIN.format("spreadsheetml.sheet"),
    "pptx": _MAIN.format("presentationml.presentation"),
}
_PROGRAMS = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
_MACROS = ("vbaproject", "vbadata", "macrosheet", "activex", "customui")
_OWN_DRIVE = re.compile(r"file:///[A-Za-z]:", re.IGNORECASE)
_OLE = ("oleobject", "externallinks/")
# What a part is to another one, by the end of the relation's type: a part can have any name.
_ACTIVE_RELATIONS = ("vbaproject", "macrosheet", "/control", "activexcontrolbinary", "/extensibility")
_PACKED_RELATIONS = ("/oleobject", "/afchunk", "/externallink")
# Fields and formulas that start a program, or fetch something, when the file is opened.
_STARTS = re.compile(
    r"\bDDE(?:AUTO)?\b|\b(?:INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK)\b.*(?://|\\\\)", re.IGNORECASE
)
_FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# Outside of quotes a bar calls a program by its name; these fetch, or run, when the sheet is counted.
_ACTS_IN_CELL = re.compile(
    r"[\w.]\s*\|[^!\[\]]*!|\b(?:WEBSERVICE|IMAGE|RTD|CALL|EXEC|REGISTER\.ID|SQL\.REQUEST)\s*\(", re.IGNORECASE
)
_END_OF_ZIP = b"PK\x05\x06"


def office(content: bytes, name: str, extension: str, depth: int = 0) -> bytes:
    program = _PROGRAMS[extension]
    package = _package(content, name, program)
    _refuse_active_parts(package, name, extension)
    _refuse_relations(package, name)
    _refuse_what_starts_something(package, name)
    for part in package.namelist():
        if "/embeddings/" in part.lower() and not part.endswith("/"):
            _embedded(package, part, name, depth)
    return content


def _package(content: bytes, name: str, program: str) -> zipfile.ZipFile:
    """The file as a zip whose directory alone shows that it is safe to unpack."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        package = None
    if package is None or not content.startswith(b"PK\x03\x04"):
        raise FileRefused(f"{name} is not a {program} file, or it is locked with a password.")
    if b"%PDF-" in content[:1024] or content[-22:-18] != _END_OF_ZIP:
        raise FileRefused(f"{name} is two files in one. Save it again in {program} and upload that.")
    parts = package.infolist()
    if min((part.header_offset for part in parts), default=0):
        raise FileRefused(f"{name} is two files in one. Save it again in {program} and upload that.")
    names = {part.filename.lower() for part in parts}
    if len(names) != len(parts) or any(".." in part or part.startswith("/") for part in names):
        raise FileRefused(f"{name} is not a well-formed {program} file.")
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(f"{name} is locked with a password, so it cannot be checked. Upload it unlocked.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or _too_dense(parts):
        raise FileRefused(f"{name} unpacks to far more than a {program} file holds.")
    return package


def _too_dense(parts) -> bool:
    return any(
        part.file_size > 10 * 2**20 and part.file_size > MAX_RATIO * max(1, part.compress_size)
        for part in parts
    )


def _refuse_active_parts(package: zipfile.ZipFile, name: str, extension: str) -> None:
    parts = {part.lower() for part in package.namelist()}
    said = [
        (element.get("PartName", "").lstrip("/").lower(), element.get("ContentType", ""))
        for element in _xml(package, CONTENT_TYPES, name)
    ]
    declared = " ".join(kind for _, kind in said).lower()
    looked_at = [*parts, declared]  # a part can have any name; what it is declared to be tells
    if "macroenabled" in declared or any(word in text for text in looked_at for word in _MACROS):
        raise FileRefused(f"{name} contains macros. Save it as an ordinary .{extension} and upload that.")
    if any(word in part for part in parts for word in _OLE):
        raise FileRefused(
            f"{name} has other files linked or packed inside. Take them out and upload it again."
        )
    if not any(kind == _MAIN_PARTS[extension] and part in parts for part, kind in said):
        raise FileRefused(f"{name} is not a {_PROGRAMS[extension]} file, though its name says so.")


def _refuse_relations(package: zipfile.ZipFile, name: str) -> None:
    """What each part is to another: macros, packed files, and what is fetched from outside when opened."""
    for part in package.namelist():
        if part.lower().endswith(".rels"):
            for relation in _xml(package, part, name):
                _refuse_relation(relation, name)


def _refuse_relation(relation, name: str) -> None:
    kind, target = relation.get("Type", "").lower(), relation.get("Target", "").lower()
    if kind.endswith(_ACTIVE_RELATIONS):
        raise FileRefused(f"{name} contains macros. Save it again without them and upload that.")
    if kind.endswith(_PACKED_RELATIONS) or (kind.endswith("/package") and "embeddings/" not in target):
        raise FileRefused(f"{name} has other files packed inside. Take them out and upload it again.")
    if _fetches(relation):
        raise FileRefused(f"{name} fetches something from elsewhere when opened. Put it into the file.")


def _fetches(relation) -> bool:
    """A link a reader clicks is welcome; what the file fetches by itself when opened is not.

    The template a council's Word was set up with lies on the writer's own drive: that fetches nothing.
    """
    if relation.get("TargetMode", "").lower() != "external":
        return False
    is_link = relation.get("Type", "").lower().endswith("/hyperlink")
    return not is_link and not _OWN_DRIVE.match(relation.get("Target", ""))


def _refuse_what_starts_something(package: zipfile.ZipFile, name: str) -> None:
    """Looks into every part: for the marker scanners are tested with, for fields and formulas that act."""
    texts = _texts(package, name)
    for part in package.namelist():
        data = _part(package, part, name, MAX_UNPACKED)
        if MARKER in data:
            raise FileRefused(f"{name} holds what virus scanners look for. It is not taken.")
        if part.lower() in texts:
            _refuse_fields(data, name)


def _texts(package: zipfile.ZipFile, name: str) -> set[str]:
    """The parts in XML that hold what is read or counted: by their name, or by what they are declared."""
    said = {_of(element): element.get("ContentType", "") for element in _xml(package, CONTENT_TYPES, name)}
    parts = {part.lower() for part in package.namelist()}
    called = {part for part in parts if part.endswith(".xml") and part.startswith(("word/", "xl/", "ppt/"))}
    declared = {part: said.get(part) or said.get(part.rpartition(".")[2], "") for part in parts}
    return called | {part for part, kind in declared.items() if kind.lower().endswith("+xml")}


def _of(element) -> str:
    """What a line of [Content_Types].xml speaks of: a part by its name, or every part with that ending."""
    return (element.get("PartName") or element.get("Extension", "")).lstrip("/").lower()


def _refuse_fields(data: bytes, name: str) -> None:
    """A field can be cut into many pieces: read as one. A formula stands whole in its cell."""
    fields = []
    for tag, text, attributes in _written(data, name):
        if tag == "instrText":
            fields.append(text)
        elif tag == "fldSimple":
            fields += [" ; ", *attributes.values(), " ; "]
        elif tag == "fldChar":
            fields.append(" ; " if "begin" in attributes.values() or "end" in attributes.values() else "")
        elif _acts(tag, text, attributes):
            raise FileRefused(
                f"{name} starts another program when opened. Take the link out and save it again."
            )
    if any(_STARTS.search(field) for field in "".join(fields).split(";")):
        raise FileRefused(f"{name} fetches something, or starts a program, when opened. Take that field out.")


def _acts(tag: str, text: str, attributes: dict) -> bool:
    """A formula that calls a program or fetches, data fetched on opening, a slide that runs what it names."""
    if tag in _FORMULAS:
        return bool(_ACTS_IN_CELL.search(_QUOTED.sub("", text)))
    if tag == "connection":
        return attributes.get("refreshOnLoad") in ("1", "true")
    runs = attributes.get("action", "").lower().startswith(("ppaction://program", "ppaction://macro"))
    return tag == "ddeLink" or runs


def _written(data: bytes, name: str):
    """Each element's own name, words and attributes, one by one: a long document need not stand in memory."""
    try:
        for _, element in iterparse(io.BytesIO(data)):
            yield element.tag.rpartition("}")[2], element.text or "", dict(element.attrib)
            element.clear()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FileRefused(f"{name} is damaged. Save it again and upload that.") from error


def _embedded(package: zipfile.ZipFile, part: str, name: str, depth: int) -> None:
    """A chart carries its figures as a workbook: looked into in the same way, one storey deep."""
    extension = part.lower().rpartition(".")[2]
    if depth or extension not in _MAIN_PARTS:
        raise FileRefused(f"{name} has other files packed inside. Take them out and upload it again.")
    office(_part(package, part, name, MAX_UNPACKED), name, extension, depth=1)


def _xml(package: zipfile.ZipFile, part: str, name: str):
    try:
        return fromstring(_part(package, part, name, MAX_XML))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FileRefused(f"{name} is damaged. Save it again and upload that.") from error


def _part(package: zipfile.ZipFile, part: str, name: str, most: int) -> bytes:
    try:
        with package.open(part) as opened:
            data = opened.read(most + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise FileRefused(f"{name} is damaged. Save it again and upload that.") from error
    if len(data) > most:
        raise FileRefused(f"{name} unpacks to far more than it should.")
    return data


# Pictures


def picture(content: bytes, name: str, form: str) -> bytes:
    """Drawn afresh: what a camera or a forger hid beside the pixels is left behind."""
    drawn = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=[form])
            if image.width * image.height > MAX_PIXELS:
                raise Image.DecompressionBombError
            ImageOps.exif_transpose(image).save(drawn, form, **_clean_save(form))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(f"{name} is too large a picture: at most 40 million pixels.") from error
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise FileRefused(f"{name} is not a whole {form} picture, though its name says so.") from error
    return drawn.getvalue()


def _clean_save(form: str) -> dict:
    return {"quality": 90, "exif": b"", "comment": b""} if form == "JPEG" else {"exif": b""}


# Plain text


# A cell such as =cmd|' /C calc'!A0, first in its line or after a separator; quoted, it may hold separators.
_CELL = re.compile(r"(?:^|[,;\t])\s*[\"']?[=+@-]")
_ITEM = re.compile(r"![\w$']")


def _calls_a_program(line: str) -> bool:
    cell = _CELL.search(line)
    bar = line.find("|", cell.end()) if cell else -1
    return bar >= 0 and bool(_ITEM.search(line, bar))


def text(content: bytes, name: str) -> bytes:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(
            f'{name} is not text in UTF-8. In Excel, choose "CSV UTF-8" when saving; '
            f'in Notepad, choose the encoding "UTF-8".'
        ) from error
    if any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in words):
        raise FileRefused(f"{name} is not plain text, though its name says so.")
    if any(_calls_a_program(line) for line in words.splitlines()):
        raise FileRefused(f"{name} starts another program when opened in Excel. Take that formula out.")
    return content
