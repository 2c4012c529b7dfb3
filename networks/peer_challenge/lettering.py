"""The typeface of the marks on readers' copies: names are written in every alphabet it has."""

import io
import unicodedata
from functools import cache, lru_cache

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from seslip.pdf.making import FONTS

UNITS = 1000
USUAL = frozenset(map(chr, range(32, 127)))  # in every part, so that most readers share one


@cache
def _whole() -> tuple[dict[int, int], list[int]]:
    """The glyph of each letter, and the width of each glyph in thousandths."""
    font = TTFont(io.BytesIO(_file()), lazy=True)
    scale = UNITS / font["head"].unitsPerEm
    widths = [round(font["hmtx"][name][0] * scale) for name in font.getGlyphOrder()]
    return {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}, widths


def _file() -> bytes:
    return (FONTS / "SourceSansPro-Regular.ttf").read_bytes()


def writable(text: str) -> str:
    """The text in letters the typeface has; a question mark stands for any other."""
    glyphs, _ = _whole()
    return "".join(_writable(letter, glyphs) for letter in unicodedata.normalize("NFC", text))


def _writable(letter: str, glyphs: dict[int, int]) -> str:
    if ord(letter) in glyphs:
        return letter
    if unicodedata.category(letter)[0] == "M":
        return ""
    plain = [part for part in unicodedata.normalize("NFKD", letter) if ord(part) in glyphs]
    return "".join(plain) or "?"


def width(text: str) -> float:
    """How wide it is, at a size of one."""
    glyphs, widths = _whole()
    return sum(widths[glyphs[ord(letter)]] for letter in text) / UNITS


def shown(text: str) -> bytes:
    """The operand of Tj."""
    glyphs, _ = _whole()
    return b"<" + b"".join(b"%04X" % glyphs[ord(letter)] for letter in text) + b">"


def font_for(pdf: pikepdf.Pdf, text: str) -> pikepdf.Object:
    """The typeface, embedded with little more than the letters of this text, which can still be searched."""
    glyphs, widths = _whole()
    letters = sorted(USUAL | set(text))
    used = {glyphs[ord(letter)]: letter for letter in letters}
    file = pdf.make_stream(_part("".join(letters)))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/SESLIP+SourceSansPro"), Flags=32,
        FontBBox=Array([-454, -293, 2159, 968]),
        ItalicAngle=0, Ascent=968, Descent=-293, CapHeight=660, StemV=84, FontFile2=file,
    )  # fmt: skip
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/SESLIP+SourceSansPro"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=Name.Identity,
        W=Array([entry for glyph in sorted(used) for entry in (glyph, Array([widths[glyph]]))]),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/SESLIP+SourceSansPro"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=pdf.make_stream(_to_unicode(used)),
    )  # fmt: skip
    return pdf.make_indirect(font)


@lru_cache(maxsize=32)
def _part(letters: str) -> bytes:
    options = subset.Options(retain_gids=True, layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "name"]
    font, out = TTFont(io.BytesIO(_file())), io.BytesIO()
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.save(out, reorderTables=False)
    return out.getvalue()


def _to_unicode(used: dict[int, str]) -> bytes:
    pairs = b"\n".join(
        b"<%04X> <%s>" % (glyph, letter.encode("utf-16-be").hex().encode())
        for glyph, letter in sorted(used.items())
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Identity-SESLIP def\n"
        b"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar\nendcmap\nend\nend" % (len(used), pairs)
    )  # fmt: skip
