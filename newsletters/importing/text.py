"""Plain text into lines: saved page text, a pasted e-mail, text copied from Word."""

import re
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from .lines import INVISIBLE, Line, Run, is_bold, tidy, wideness

BULLET = re.compile(r"(?:([•·●▪◦○■□➢➤►✓✔§‣⁃∙])|([-–—*+])(?=\s)|(o)(?=\t|\s\s))\s*(?=\S)")
INNER_BULLET = re.compile(r"(o)\s+(?=\S)")
NUMBERED = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
QUOTED = re.compile(r"(?:\s{0,3}>)+ ?")
ENCODED = re.compile(r"(?:=[0-9A-F]{2})+")
QUOTED_PRINTABLE = re.compile(r"=E2=80=|=C2=A0|=3D|=20$|[^=\s]=$", re.MULTILINE)
STYLED = re.compile(
    r"(?<![\w*])\*{1,2}(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*{1,2}(?![\w*])"
    r"|(?<![^\s<>])(?P<anchor>[^\s<>]{1,200}) ?<(?P<href>https?://[^\s<>]+)>"
    r"|<?(?P<url>https?://[^\s<>\"]*[\w/#=&-])>?"
)
MAILED_TWICE = re.compile(r"(?<!\S)(\S{1,100}@\S{1,100}?) ?<(?:mailto:)?\1>")
MAILTO = re.compile(r"<mailto:([^<>]*)>")
NARROWEST_WRAP, WIDEST_WRAP = 50, 100
FULL_LINES = 2
MOSTLY = 0.7


@dataclass(frozen=True)
class Physical:
    """A line as it stands in the file, its mail wrapping taken off."""

    number: int
    text: str

    @property
    def indent(self) -> int:
        spread = self.text.replace("\u00a0", " ").expandtabs(4)
        return len(spread) - len(spread.lstrip())

    @property
    def marked(self) -> bool:
        bare = self.text.strip()
        return bool(BULLET.match(bare) or NUMBERED.match(bare))


def lines_of_text(text: str) -> list[Line]:
    """The lines of a text in order; blank ones only show as the `blanks` of the next."""
    physical = [Physical(number, line) for number, line in enumerate(_split(text), 1)]
    physical = _unquoted(_decoded(physical))
    return _listed(_unwrapped(physical))


def _split(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n|\f|\v|\u2028|\u2029|\x85", text)


def _decoded(physical: list[Physical]) -> list[Physical]:
    """Quoted-printable residues of an e-mail (=20, =E2=80=93, a lone = at the end) undone."""
    if len(QUOTED_PRINTABLE.findall("\n".join(line.text for line in physical))) < 2:
        return physical
    decoded: list[Physical] = []
    open_ended = False
    for line in physical:
        text, soft = (line.text[:-1], True) if line.text.endswith("=") else (line.text, False)
        if open_ended:
            decoded[-1] = replace(decoded[-1], text=decoded[-1].text + text)
        else:
            decoded.append(replace(line, text=text))
        open_ended = soft
    return [replace(line, text=ENCODED.sub(_characters, line.text)) for line in decoded]


def _characters(match: re.Match) -> str:
    octets = bytes.fromhex(match[0].replace("=", ""))
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("cp1252", errors="replace")


def _unquoted(physical: list[Physical]) -> list[Physical]:
    return [replace(line, text=QUOTED.sub("", line.text, count=1) if QUOTED.match(line.text) else line.text)
            for line in physical]  # fmt: skip


def _unwrapped(physical: list[Physical]) -> list[tuple[Physical, int]]:
    """Lines a mail program broke at its margin are joined again; with each, how many blank ones were above.

    A line goes on if the next line's first word would not have fitted on it.
    """
    width = _margin(physical)
    kept: list[tuple[Physical, int]] = []
    blanks, last = 1, ""
    for line in physical:
        text = line.text.strip()
        if not INVISIBLE.sub("", text):
            blanks, last = blanks + 1, ""
            continue
        if width and last and _goes_on(last, line, width):
            above, above_it = kept[-1]
            kept[-1] = (replace(above, text=f"{above.text.rstrip()} {text}"), above_it)
        else:
            kept.append((line, blanks))
        blanks, last = 0, line.text.rstrip()
    return _evened(kept)


def _evened(lines: list[tuple[Physical, int]]) -> list[tuple[Physical, int]]:
    """The usual gap counts as one, however many blank lines it has: what is wider stands out."""
    gaps = [blanks for line, blanks in lines if blanks and not line.marked]
    usual = min((gap for gap in set(gaps) if gaps.count(gap) >= len(gaps) / 4), default=1)
    return [(line, max(1, blanks - usual + 1) if blanks else 0) for line, blanks in lines]


def _margin(physical: list[Physical]) -> int:
    """The width the text was wrapped at; 0 if it was not, which lower-case letters after full lines tell."""
    lines = [line for line in physical if len(line.text.split()) > 2]
    lengths = [len(line.text.rstrip()) for line in lines]
    width = max((length for length in lengths if length <= WIDEST_WRAP), default=0)
    if width < NARROWEST_WRAP or sum(length > width for length in lengths) > len(lengths) / 20:
        return 0
    full = [
        below.text.strip()
        for above, below in pairwise(physical)
        if below.text.strip() and _goes_on(above.text.rstrip(), below, width)
    ]
    going_on = sum(text[0].islower() for text in full)
    return width if going_on >= FULL_LINES and going_on >= len(full) / 2 else 0


def _goes_on(last: str, line: Physical, width: int) -> bool:
    first_word = line.text.strip(" \t").split(" ")[0]
    return not line.marked and len(last) + 1 + len(first_word) > width >= len(last) > width / 2


def _listed(physical: list[tuple[Physical, int]]) -> list[Line]:
    lines: list[Line] = []
    open_lists: list[tuple[int, str]] = []
    for source, blanks in physical:
        text = unescape(source.text).strip()
        bullet, number = BULLET.match(text), NUMBERED.match(text)
        if open_lists and source.indent > open_lists[0][0]:
            bullet = bullet or INNER_BULLET.match(text)
        if marker := bullet or number:
            glyph = "1" if number else next(filter(None, bullet.groups()))
            depth = _depth(open_lists, source.indent, glyph)
            lines.append(_line(source, text[marker.end() :], blanks, kind="li", depth=depth,
                               ordered=bool(number), start=int(number[1]) if number else 1))  # fmt: skip
        elif open_lists and not blanks and source.indent > open_lists[-1][0]:
            lines.append(_line(source, text, blanks, kind="li", depth=lines[-1].depth, joined=True,
                               ordered=lines[-1].ordered))  # fmt: skip
        else:
            open_lists = []
            lines.append(_line(source, text, blanks))
    return _broken([line for line in lines if line.runs])


def _broken(lines: list[Line]) -> list[Line]:
    """Where all paragraphs have gaps between them, a line without one goes on after a line break."""
    if wideness(lines) <= MOSTLY:
        return lines
    above = [None, *lines]
    return [
        replace(line, joined=True) if before and line.kind == before.kind == "p" and not line.blanks else line
        for before, line in zip(above, lines, strict=False)
    ]


def _depth(open_lists: list[tuple[int, str]], indent: int, glyph: str) -> int:
    """How deep a bullet stands, by its indent, then by a sign other than its neighbour's."""
    while open_lists and open_lists[-1][0] > indent:
        open_lists.pop()
    if (indent, glyph) in open_lists:
        del open_lists[open_lists.index((indent, glyph)) + 1 :]
    else:
        open_lists.append((indent, glyph))
    return len(open_lists) - 1


def _line(source: Physical, text: str, blanks: int, **shape) -> Line:
    runs = text_runs(text)
    level = 7 if shape.get("kind") != "li" and is_bold(runs) else 0
    return Line(source.number, runs, blanks=blanks, level=level, **shape)


def text_runs(text: str) -> tuple[Run, ...]:
    """The words with what a plain e-mail writes for bold (*so*) and for links (<https://…>)."""
    text = MAILTO.sub(r"<\1>", MAILED_TWICE.sub(r"\1", text))
    runs, place = [], 0
    for match in STYLED.finditer(text):
        runs.append(Run(text[place : match.start()]))
        if match["strong"]:
            runs.append(Run(match["strong"], strong=True))
        elif match["href"]:
            runs.append(Run(match["anchor"], href=match["href"]))
        else:
            runs.append(Run(match["url"], href=match["url"]))
        place = match.end()
    return tidy([*runs, Run(text[place:])])
