"""What a file really is, whatever its name says. A check returns the bytes to keep, or refuses in words."""

import io
import re
import warnings
import zipfile
import zlib

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

MAX_PIXELS = 40_000_000
MAX_UNPACKED = 200 * 2**20
MAX_PARTS = 5_000
MAX_RATIO = 200
MAX_XML = 4 * 2**20
MAX_PDF_OBJECTS = 64 * 2**20


class Refused(ValidationError):
    """A file that is not taken in, with the sentence that says why and what would help."""


# PDF

_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_ACTIVE = {
    b"/JavaScript": "It contains a script. Print it to PDF again without scripts.",
    b"/Launch": "It starts another program when opened.",
    b"/EmbeddedFile": "It has other files attached inside. Upload those one by one.",
    b"/RichMedia": "It has film or sound inside. Link to the film instead.",
}


def pdf(content: bytes, name: str) -> bytes:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise Refused(f"{name} is not a whole PDF, though its name says so.")
    if b"/Encrypt" in _plain_names(content):
        raise Refused(f"{name} is locked with a password, so it cannot be checked. Upload it unlocked.")
    for part in (content, *_object_streams(content, name)):
        names = _plain_names(part)
        for word, sentence in _ACTIVE.items():
            if word in names:
                raise Refused(f"{name} cannot be taken. {sentence}")
    return content


def _plain_names(data: bytes) -> bytes:
    """PDF lets any letter of a name be written as #4A: undone, or a script could hide behind it."""
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), data)


def _object_streams(content: bytes, name: str):
    """The packed objects of a PDF, unpacked within bounds: a script can stand in one."""
    left = MAX_PDF_OBJECTS
    for match in _STREAM.finditer(content):
        heading = content[max(0, content.rfind(b"obj", 0, match.start())) : match.start()]
        heading = _plain_names(heading[-4096:])
        if b"/ObjStm" not in heading:
            continue
        unpacker = zlib.decompressobj()
        try:
            objects = unpacker.decompress(content[match.end() :], left)
        except zlib.error:
            objects = b""
        left -= len(objects)
        if not objects or not unpacker.eof or left <= 0 or b"/DecodeParms" in heading:
            raise Refused(f"{name} is packed in a way that cannot be checked. Print it to PDF again.")
        yield objects


# Word, Excel and PowerPoint

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_MAIN_PARTS = {
    "docx": _MAIN.format("wordprocessingml.document"),
    "xlsx": _MAIN.format("spreadsheetml.sheet"),
    "pptx": _MAIN.format("presentationml.presentation"),
}
_PROGRAMS = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
_MACROS = ("vbaproject", "vbadata", "macrosheets/", "activex", "customui")
_OWN_DRIVE = re.compile(r"file:///[A-Za-z]:", re.IGNORECASE)
_OLE = ("oleobject", "externallinks/")


def office(content: bytes, name: str, extension: str, depth: int = 0) -> bytes:
    program = _PROGRAMS[extension]
    package = _package(content, name, program)
    _refuse_active_parts(package, name, extension)
    _refuse_outside_sources(package, name)
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
        raise Refused(f"{name} is not a {program} file, or it is locked with a password.")
    parts = package.infolist()
    names = {part.filename.lower() for part in parts}
    if len(names) != len(parts) or any(".." in part or part.startswith("/") for part in names):
        raise Refused(f"{name} is not a well-formed {program} file.")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(f"{name} is locked with a password, so it cannot be checked. Upload it unlocked.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED or _too_dense(parts):
        raise Refused(f"{name} unpacks to far more than a {program} file holds.")
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
        for element in _xml(package, "[Content_Types].xml", name)
    ]
    declared = " ".join(kind for _, kind in said).lower()
    looked_at = [*parts, declared]  # a part can have any name; what it is declared to be tells
    if "macroenabled" in declared or any(word in text for text in looked_at for word in _MACROS):
        raise Refused(f"{name} contains macros. Save it as an ordinary .{extension} and upload that.")
    if any(word in part for part in parts for word in _OLE):
        raise Refused(f"{name} has other files linked or packed inside. Take them out and upload it again.")
    if not any(kind == _MAIN_PARTS[extension] and part in parts for part, kind in said):
        raise Refused(f"{name} is not a {_PROGRAMS[extension]} file, though its name says so.")


def _refuse_outside_sources(package: zipfile.ZipFile, name: str) -> None:
    """A link a reader clicks is welcome; what the file fetches by itself when opened is not."""
    relations = [part for part in package.namelist() if part.lower().endswith(".rels")]
    if any(_fetches(relation) for part in relations for relation in _xml(package, part, name)):
        raise Refused(f"{name} fetches something from elsewhere when opened. Put it into the file.")


def _fetches(relation) -> bool:
    """The template a council's Word was set up with lies on the writer's own drive: that fetches nothing."""
    if relation.get("TargetMode", "").lower() != "external":
        return False
    is_link = relation.get("Type", "").lower().endswith("/hyperlink")
    return not is_link and not _OWN_DRIVE.match(relation.get("Target", ""))


def _embedded(package: zipfile.ZipFile, part: str, name: str, depth: int) -> None:
    """A chart carries its figures as a workbook: looked into in the same way, one storey deep."""
    extension = part.lower().rpartition(".")[2]
    if depth or extension not in _MAIN_PARTS:
        raise Refused(f"{name} has other files packed inside. Take them out and upload it again.")
    office(_part(package, part, name, MAX_UNPACKED), name, extension, depth=1)


def _xml(package: zipfile.ZipFile, part: str, name: str):
    try:
        return fromstring(_part(package, part, name, MAX_XML))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused(f"{name} is damaged. Save it again and upload that.") from error


def _part(package: zipfile.ZipFile, part: str, name: str, most: int) -> bytes:
    try:
        with package.open(part) as opened:
            data = opened.read(most + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Refused(f"{name} is damaged. Save it again and upload that.") from error
    if len(data) > most:
        raise Refused(f"{name} unpacks to far more than it should.")
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
        raise Refused(f"{name} is too large a picture: at most 40 million pixels.") from error
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as error:
        raise Refused(f"{name} is not a whole {form} picture, though its name says so.") from error
    return drawn.getvalue()


def _clean_save(form: str) -> dict:
    return {"quality": 90, "exif": b"", "comment": b""} if form == "JPEG" else {"exif": b""}


# Plain text


def text(content: bytes, name: str) -> bytes:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            f'{name} is not text in UTF-8. In Excel, choose "CSV UTF-8" when saving; '
            f'in Notepad, choose the encoding "UTF-8".'
        ) from error
    if any(ord(letter) < 32 and letter not in "\t\r\n\f" for letter in words):
        raise Refused(f"{name} is not plain text, though its name says so.")
    return content
