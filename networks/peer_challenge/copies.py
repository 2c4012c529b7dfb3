"""The reader's copy of a PDF: their name, their address and the time on every page.

It says who was given this copy. It does not keep anybody from copying, and no page claims that it does.
"""

import datetime as dt
import io
import math
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from networks.peer_challenge.cleaning import cleaned
from networks.peer_challenge.lettering import font_for, shown, width, writable
from seslip.people.models import User
from seslip.times import moment

LETTERS_TALL = 1 / 75  # of the shorter side of the page
SMALLEST_PAGE = 12


def stamped(
    pdf: pikepdf.Pdf, reader: User, at: dt.datetime, title: str = "", *, numbered: bool = False
) -> pikepdf.Pdf:
    """This PDF, cleaned of what is not pages, with the reader and the time on each; `title` names it.

    `numbered` says on each page which it is, for a pack made of parts with numbers of their own.
    """
    cleaned(pdf)
    lines = [writable(line) for line in _lines(reader, at)]
    font = font_for(pdf, "".join(lines))
    marks: dict[tuple, pikepdf.Object] = {}
    for number, page in enumerate(pdf.pages, 1):
        shape, which = _shape(page), f"Page {number} of {len(pdf.pages)}" if numbered else ""
        if (shape, which) not in marks:
            marks[shape, which] = pdf.make_indirect(_mark(pdf, shape, lines, font, which))
        place = list(marks).index((shape, which))
        _lay_over(page, marks[shape, which], Name(f"/ReaderOfThisCopy{place}"))
    _entitle(pdf, title)
    return pdf


def copy_of(file, reader: User, at: dt.datetime, title: str = "") -> bytes:
    """The bytes of the reader's copy of a stored PDF."""
    out = io.BytesIO()
    with file.open("rb") as opened, pikepdf.open(opened) as pdf:
        stamped(pdf, reader, at, title).save(out)
    return out.getvalue()


def _lines(reader: User, at: dt.datetime) -> list[str]:
    return [
        f"Copy for {reader.person.name}, {reader.email}",
        f"opened on {moment(at)}. Not to be passed on.",
    ]


def _shape(page: pikepdf.Page) -> tuple:
    """The part of the page that is seen, and how far it is turned."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    seen = [max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])]
    if seen[2] - seen[0] < SMALLEST_PAGE or seen[3] - seen[1] < SMALLEST_PAGE:
        seen = media
    return (*seen, _turn(page))


def _box(box) -> list[float]:
    """Its corners in order: a box may be written from any of them."""
    left, bottom, right, top = (float(number) for number in box)
    return [min(left, right), min(bottom, top), max(left, right), max(bottom, top)]


def _turn(page: pikepdf.Page) -> int:
    turn, node = None, page.obj
    while node is not None and turn is None:
        turn, node = node.get(Name.Rotate), node.get(Name.Parent)
    return int(turn or 0) % 360 // 90 * 90


def _mark(pdf: pikepdf.Pdf, shape: tuple, lines: list[str], font, which: str) -> pikepdf.Stream:
    left, bottom, right, top, turn = shape
    wide, tall = (right - left, top - bottom) if turn % 180 == 0 else (top - bottom, right - left)
    drawing = b"".join([_foot(wide, tall, lines, which), _across(wide, tall, lines[0])])
    return pdf.make_stream(
        drawing,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, wide, tall]),
        Matrix=Array(_upright(left, bottom, right, top, turn)),
        Resources=Dictionary(
            Font=Dictionary(F=font),
            ExtGState=Dictionary(Band=Dictionary(ca=0.85), Pale=Dictionary(ca=0.09)),
        ),
    )


def _upright(left, bottom, right, top, turn) -> list[float]:
    """From a page as it is seen, its corner at 0, 0, to the page as it is written."""
    return {
        0: [1, 0, 0, 1, left, bottom],
        90: [0, 1, -1, 0, right, bottom],
        180: [-1, 0, 0, -1, right, top],
        270: [0, -1, 1, 0, left, top],
    }[turn]


def _foot(wide: float, tall: float, lines: list[str], which: str) -> bytes:
    """Both lines at the foot, and which page it is, dark on a white band, whatever is underneath."""
    longest = max(width(line) for line in lines) + width(which) * 1.2
    size = min(min(wide, tall) * LETTERS_TALL, wide * 0.94 / longest)
    band = b"/Band gs 1 g 0 0 %.2f %.2f re f /Band gs 0.2 g" % (wide, size * 2.9)
    left, right = wide * 0.03, wide * 0.97 - size * width(which)
    placed = [(left, 1.7, lines[0]), (left, 0.6, lines[1]), (right, 0.6, which)]
    text = b"".join(
        b" BT /F %.3f Tf %.2f %.2f Td %s Tj ET" % (size, across, size * height, shown(line))
        for across, height, line in placed
        if line
    )
    return b"q " + band + text + b" Q\n"


def _across(wide: float, tall: float, line: str) -> bytes:
    """The name once more, large and pale, from corner to corner."""
    angle, size = math.atan2(tall, wide), math.hypot(wide, tall) * 0.75 / width(line)
    cosine, sine = math.cos(angle), math.sin(angle)
    start = (wide * 0.125 + sine * size / 3, tall * 0.125 - cosine * size / 3)
    place = b"%.4f %.4f %.4f %.4f %.2f %.2f Tm" % (cosine, sine, -sine, cosine, *start)
    return b"q /Pale gs 0 g BT /F %.3f Tf %s %s Tj ET Q\n" % (size, place, shown(line))


def _lay_over(page: pikepdf.Page, mark, name: Name) -> None:
    """Outside the page's own tags, so that a screen reader passes it by; and outside its own state."""
    before, after = _unclosed(page)
    # The name of the page's own drawing may be inherited, or shared with pages of another shape.
    resources = page.obj.get(Name.Resources) or page.resources
    page.obj.Resources = Dictionary(dict(resources.items()))
    page.obj.Resources.XObject = Dictionary(
        {**dict(resources.get(Name.XObject, {}).items()), str(name): mark}
    )
    page.contents_add(b"q\n" * before, prepend=True)
    over = b"\n%sq /Artifact << /Type /Pagination /Subtype /Watermark >> BDC %s Do EMC Q\n"
    page.contents_add(over % (b"Q " * after, str(name).encode()))


def _unclosed(page: pikepdf.Page) -> tuple[int, int]:
    """How many states to open before the page's own drawing and to close after it, whatever it leaves."""
    depth = lowest = 0
    for instruction in _saves_and_restores(page):
        depth += 1 if instruction == "q" else -1
        lowest = min(lowest, depth)
    before = 1 - lowest
    return before, before + depth


def _saves_and_restores(page: pikepdf.Page) -> Iterator[str]:
    try:
        found = pikepdf.parse_content_stream(page, "q Q")
    except pikepdf.PdfError:
        return
    yield from (str(instruction.operator) for instruction in found)


def _entitle(pdf: pikepdf.Pdf, title: str) -> None:
    if not title:
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
    pdf.docinfo[Name.Title] = title
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
