"""Table 2: groups and their lines, whose cells a page's end may have cut in two."""

import re
from dataclasses import dataclass, field

from workstreams.copies import Group, Line, Reference
from workstreams.importing.cells import joined, paragraphs_of, sentences_of
from workstreams.importing.sponsors import STATEMENT, sponsors_in
from workstreams.importing.titles import title_and_purpose
from workstreams.pointing import pointings_in

_NUMBERED = re.compile(r"(?:<p>\s*)?(?P<number>\d+)\.\s+(?=\D)")
_COUNT = re.compile(r"\((\d+)\)")
_SEE = re.compile(
    r"(?:^|(?<=[\s.;]))See\s+(?:lines?|paragraphs?)\s+[\dxX]+(?:(?:\s*,|\s+and|,\s*and|\s*&)\s*[\dxX]+)*"
    r"(?:\s+(?:above|below))?\s*\.?$"
)


@dataclass
class _Row:
    """A line with both its cells whole."""

    number: int
    left: list[str]
    right: list[str] = field(default_factory=list)


def groups_of(rows: list[tuple[str, ...]]) -> tuple[Group, ...]:
    """The groups of the table; a row without a number goes on with the line above it."""
    groups: list[tuple[str, list[_Row]]] = []
    for cells in rows:
        left, right = (*cells, "")[:2]
        numbered = _NUMBERED.match(left)
        if not numbered and not right and _is_group(left):
            groups.append((left, []))
            continue
        if not groups:
            groups.append(("", []))
        _add(groups[-1][1], numbered, left, right)
    return tuple(_group(head, lines) for head, lines in groups)


def _is_group(cell: str) -> bool:
    """A heading says how many lines it has, or ends with a colon; anything else goes on with a line."""
    return bool(_COUNT.search(cell)) or cell.rstrip().endswith(":")


def _add(lines: list[_Row], numbered, left: str, right: str) -> None:
    right_words = paragraphs_of(right)
    if numbered:
        words = paragraphs_of(left[numbered.end() :])
        lines.append(_Row(int(numbered["number"]), words, right_words))
    elif lines:
        lines[-1].left = joined(lines[-1].left, paragraphs_of(left))
        lines[-1].right = joined(lines[-1].right, right_words)


def _group(head: str, rows: list[_Row]) -> Group:
    first, *introduction = paragraphs_of(head) or [""]
    stated = _COUNT.search(first)
    before, after = (first[: stated.start()], first[stated.end() :]) if stated else (first, "")
    title, _, note = before.strip().rstrip(":").partition(":")
    if after.strip(" :"):
        introduction.insert(0, after.strip(" :"))
    return Group(
        title=title.strip(),
        note=note.strip(),
        stated=int(stated[1]) if stated else None,
        introduction="\n".join(introduction),
        lines=tuple(_line(row) for row in rows),
    )


def _line(row: _Row) -> Line:
    words, statements = _without_sponsors(row.left)
    title, purpose = title_and_purpose(words[0] if words else "")
    outputs, references = _outputs(row.right)
    return Line(
        number=row.number,
        title=title,
        purpose="\n".join(part for part in [purpose, *words[1:]] if part),
        sponsors=tuple(sponsor for statement in statements for sponsor in sponsors_in(statement)),
        outputs=tuple(outputs),
        references=tuple(references),
    )


def _without_sponsors(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """The words of the left cell, and the statements of sponsors in it: each runs to its paragraph's end."""
    words, statements = [], []
    for paragraph in paragraphs:
        found = STATEMENT.search(paragraph)
        if found is None:
            words.append(paragraph)
            continue
        if found.start():
            words.append(paragraph[: found.start()].strip())
        statements.append(paragraph[found.start() :].strip())
    return words, statements


def _outputs(paragraphs: list[str]) -> tuple[list[str], list[Reference]]:
    """What the line promises, a list under the sentence it belongs to, and where it ends by pointing to."""
    outputs, references = [], []
    for paragraph in paragraphs:
        found = _SEE.search(paragraph)
        if found:
            words = found[0].strip().rstrip(".")
            references += [Reference(kind=p.kind, target=p.target, words=words) for p in pointings_in(words)]
            paragraph = paragraph[: found.start()].strip()
        for piece in _pieces(paragraph, alone=len(paragraphs) == 1):
            _append(outputs, piece)
    return outputs, references


def _pieces(paragraph: str, *, alone: bool) -> list[str]:
    if not paragraph:
        return []
    return sentences_of(paragraph) if alone else [paragraph]


def _append(outputs: list[str], piece: str) -> None:
    """An entry of a list stays with the output above it."""
    if piece.startswith("- ") and outputs:
        outputs[-1] += f"\n{piece}"
    else:
        outputs.append(piece)
