"""What comes in: PDF and nothing else, looked into, counted, and cleaned of what is not its pages."""

import io
import zlib
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Name

from networks.peer_challenge.cleaning import cleaned
from seslip.library.contents import FileRefused
from seslip.library.uploads import Checked, examine, tidy_name

MAX_PAGES = 400
MAX_DRAWING = 64 * 2**20
ONLY_PDF = (
    "{name} is not a PDF. Others read exactly what the director signs off, so the room takes nothing else. "
    "In Word, choose File, Save As, PDF, then upload that file."
)
DAMAGED = "{name} is damaged or locked, so its pages cannot be read. Save it as a PDF again and upload that."
UNPACKABLE = "{name} is packed in a way that cannot be checked. Print it to PDF again."


@dataclass(frozen=True)
class Incoming:
    """A PDF that may be kept: its cleaned bytes, its pages, and in words what was taken off."""

    file: Checked
    pages: int
    removed: list[str]


def taken_in(upload) -> Incoming:
    """Look into an uploaded paper; FileRefused, with the reason and what would help, if it is not one."""
    name = tidy_name(upload.name)
    if not name.lower().endswith(".pdf"):
        raise FileRefused(ONLY_PDF.format(name=name))
    checked = examine(upload)
    try:
        with pikepdf.open(io.BytesIO(checked.content)) as pdf:
            return _cleaned(pdf, checked)
    except FileRefused:
        raise
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, OverflowError) as error:
        raise FileRefused(DAMAGED.format(name=name)) from error


def _cleaned(pdf: pikepdf.Pdf, checked: Checked) -> Incoming:
    pages = len(pdf.pages)
    if not pages:
        raise FileRefused(DAMAGED.format(name=checked.name))
    if pages > MAX_PAGES:
        raise FileRefused(f"{checked.name} has {pages} pages. A paper may have at most {MAX_PAGES}.")
    _refuse_what_swells(pdf, checked.name)
    removed, out = cleaned(pdf), io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return Incoming(replace(checked, content=out.getvalue()), pages, removed)


def _refuse_what_swells(pdf: pikepdf.Pdf, name: str) -> None:
    """Every copy unpacks what draws the pages: it must stay within bounds."""
    left = MAX_DRAWING
    for page in pdf.pages:
        drawing = page.obj.get(Name.Contents, [])
        for stream in drawing if isinstance(drawing, pikepdf.Array) else [drawing]:
            left -= _unpacked(stream, left, name)


def _unpacked(stream, most: int, name: str) -> int:
    filters = stream.get(Name.Filter, [])
    filters = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    raw = stream.read_raw_bytes()
    if filters == [Name.FlateDecode]:
        size = len(zlib.decompressobj().decompress(raw, most + 1))
    elif len(filters) > 1:
        raise FileRefused(UNPACKABLE.format(name=name))
    else:
        size = len(raw) * (64 if filters else 1)
    if size > most:
        raise FileRefused(UNPACKABLE.format(name=name))
    return size
