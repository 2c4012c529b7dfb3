"""A PDF that does nothing by itself: read as bytes and as objects, as each finds what the other misses."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

import pikepdf

from seslip.library.refusing import FileRefused
from seslip.library.scanning import refuse_marker

MAX_UNPACKED = 64 * 2**20
MAX_OBJECTS = 300_000
DEEPEST = 60

_SCRIPT = "It contains a script. Print it to PDF again without scripts."
_PROGRAM = "It starts another program when opened."
_ATTACHED = "It has other files attached inside. Upload those one by one."
_FILM = "It has film or sound inside. Link to the film instead."
_SENDS = "It sends what is typed into it elsewhere. Print it to PDF again."
_OPENS = "It opens other files. Link to a page on the web instead."
_ACTS = "It does something by itself when opened. Print it to PDF again."
_LINKS = "It links to something that is not a page on the web."
_OLD_FORM = "It is a form that runs scripts (XFA). Print it to PDF again."

# Found in the bytes, wherever they stand. Short names are not: chance writes them into a packed picture.
_WORDS = {
    b"/JavaScript": _SCRIPT, b"/Launch": _PROGRAM, b"/EmbeddedFile": _ATTACHED, b"/RichMedia": _FILM,
    b"/SubmitForm": _SENDS, b"/ImportData": _SENDS,
}  # fmt: skip
# Found in the objects: what an action does, and what an object holds.
_ACTIONS = {
    "/JavaScript": _SCRIPT, "/Launch": _PROGRAM, "/SubmitForm": _SENDS, "/ImportData": _SENDS,
    "/GoToR": _OPENS, "/GoToE": _OPENS, "/Movie": _FILM, "/Sound": _FILM, "/Rendition": _FILM,
    "/RichMediaExecute": _FILM,
}  # fmt: skip
_KEYS = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/XFA": _OLD_FORM,
    "/EF": _ATTACHED,
    "/EmbeddedFiles": _ATTACHED,
}
_HARMLESS = {"/GoTo", "/Named"}
_SCHEMES = {"http", "https", "mailto", "tel", ""}
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")


def pdf(content: bytes, name: str) -> bytes:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise _not_whole(name)
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise FileRefused(f"{name} is two files in one: a PDF and a packed folder. Print it to PDF again.")
    if b"/Encrypt" in _plain_names(content):
        raise _locked(name)
    for part in (content, *_object_streams(content, name)):
        _refuse_words(_plain_names(part), name)
    _refuse_objects(content, name)
    return content


def _not_whole(name: str) -> FileRefused:
    return FileRefused(f"{name} is not a whole PDF, though its name says so.")


def _locked(name: str) -> FileRefused:
    return FileRefused(f"{name} is locked with a password, so it cannot be checked. Upload it unlocked.")


def _packed(name: str) -> FileRefused:
    return FileRefused(f"{name} is packed in a way that cannot be checked. Print it to PDF again.")


# As bytes


def _plain_names(data: bytes) -> bytes:
    """PDF lets any letter of a name be written as #4A: undone, or a script could hide behind it."""
    return _HEX.sub(lambda match: bytes([int(match[1], 16)]), data)


def _refuse_words(data: bytes, name: str) -> None:
    for word, sentence in _WORDS.items():
        if word in data:
            raise FileRefused(f"{name} cannot be taken. {sentence}")


def _object_streams(content: bytes, name: str) -> Iterator[bytes]:
    """The packed objects of a PDF, unpacked within bounds before anything reads them; its directory too."""
    left = MAX_UNPACKED
    for match in _STREAM.finditer(content):
        heading = content[max(0, content.rfind(b"obj", 0, match.start())) : match.start()]
        heading = _plain_names(heading[-4096:])
        is_directory = b"/XRef" in heading
        if b"/Filter" not in heading or (b"/ObjStm" not in heading and not is_directory):
            continue
        objects = _unpacked(content[match.end() :], left)
        left -= len(objects)
        if not objects or left <= 0 or (b"/DecodeParms" in heading and not is_directory):
            raise _packed(name)
        if not is_directory:
            yield objects


def _unpacked(data: bytes, most: int) -> bytes:
    """What a stream holds; nothing when it does not end within bounds."""
    unpacker = zlib.decompressobj()
    try:
        objects = unpacker.decompress(data, max(most, 1))
    except zlib.error:
        return b""
    return objects if unpacker.eof else b""


# As objects


def _refuse_objects(content: bytes, name: str) -> None:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            if document.is_encrypted:
                raise _locked(name)
            _look_at_all(document, name)
    except pikepdf.PasswordError as error:
        raise _locked(name) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise _not_whole(name) from error


def _look_at_all(document: pikepdf.Pdf, name: str) -> None:
    left = MAX_UNPACKED
    if len(document.objects) > MAX_OBJECTS:
        raise _packed(name)
    for one in document.objects:
        _look(one, name)
        if isinstance(one, pikepdf.Stream):
            left -= _look_inside(one, name, left)


def _look_inside(stream: pikepdf.Stream, name: str, left: int) -> int:
    """The words in a stream that is packed in the ordinary way; pictures hold none."""
    if "/F" in stream:
        raise FileRefused(f"{name} cannot be taken. {_OPENS}")
    packed = _filters(stream)
    if packed.count("/FlateDecode") > 1:
        raise _packed(name)
    if packed != ["/FlateDecode"] or stream.get("/Subtype") == "/Image":
        return 0
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(stream.read_raw_bytes(), max(left, 1))
    except zlib.error:
        return 0
    if unpacker.unconsumed_tail:
        raise _packed(name)
    refuse_marker(data, name)
    return len(data)


def _filters(stream: pikepdf.Stream) -> list[str]:
    """In what ways a stream is packed, the outermost first: one is written alone or as a list of one."""
    said = stream.get("/Filter")
    return [str(each) for each in said] if isinstance(said, pikepdf.Array) else [str(said)]


def _look(value, name: str, depth: int = 0) -> None:
    """An object and what it holds itself; what it refers to is looked at in its own turn."""
    if depth > DEEPEST:
        raise _packed(name)
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        _refuse_dictionary(value, name)
        inside = [value.get(key) for key in value.keys()]  # noqa: SIM118 - not a dict
    elif isinstance(value, pikepdf.Array):
        inside = list(value)
    else:
        return
    for each in inside:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            _look(each, name, depth + 1)


def _refuse_dictionary(value, name: str) -> None:
    keys = set(value.keys())
    sentence = next((said for key, said in _KEYS.items() if key in keys), None)
    sentence = sentence or _ACTIONS.get(str(value.get("/S")))
    if "/URI" in keys and not _is_web_page(value.get("/URI")):
        sentence = sentence or _LINKS
    if value.get("/FS") == "/URL":
        sentence = sentence or _OPENS
    automatic = [value.get("/OpenAction")] + _each(value.get("/AA"))
    for action in automatic:
        if not _is_harmless(action):
            sentence = sentence or _ACTIONS.get(str(action.get("/S")), _ACTS)
    if sentence:
        raise FileRefused(f"{name} cannot be taken. {sentence}")


def _each(actions) -> list:
    return [actions.get(key) for key in actions.keys()] if isinstance(actions, pikepdf.Dictionary) else []  # noqa: SIM118


def _is_web_page(address) -> bool:
    """A base address is a dictionary of its own: what it holds is looked at where it stands."""
    if not isinstance(address, pikepdf.String):
        return isinstance(address, pikepdf.Dictionary)
    words = str(address).strip()
    try:
        return urlsplit(words).scheme.lower() in _SCHEMES and not words.startswith(("\\\\", "//"))
    except ValueError:
        return False


def _is_harmless(action, depth: int = 0) -> bool:
    """A place in the document, or an action that goes there, and so on along its chain."""
    if not isinstance(action, pikepdf.Dictionary):
        return True
    following = action.get("/Next")
    chain = list(following) if isinstance(following, pikepdf.Array) else [following]
    goes = "/S" not in action or str(action.get("/S")) in _HARMLESS
    return goes and depth < DEEPEST and all(_is_harmless(each, depth + 1) for each in chain)
