"""A heading or an opening line that promises a number of things, over a list of another number."""

import re
from collections.abc import Iterator
from itertools import takewhile

from .copy import REACH, ItemCopy, Passage, UpdateCopy
from .findings import Finding, FindingKind
from .reading import is_list_item

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBER = rf"(?P<number>(?:{'|'.join(WORDS[1:])})|[2-9]|[12]\d|30)"
MEASURES = r"(?:years?|months?|weeks?|days|hours?|minutes?|places|pages|pounds|miles|terms|times|councils’)"
THINGS = rf"(?:[\w’-]+ ){{0,4}}?(?!{MEASURES}\b)[a-z][\w-]*s\b"
PROMISE = re.compile(
    rf"(?<![\w£.,:/-])(?<!\bof )(?<!\bof the )(?<!\bthe first )(?<!\bNo )(?P<words>{NUMBER} {THINGS})",
    re.IGNORECASE,
)
HEADING = re.compile(rf"(?:(?:the|our|another) )?(?P<words>{NUMBER} {THINGS})", re.IGNORECASE)
# Before the colon nothing may turn the list to another subject ("three workshops will cover:").
TO_THE_COLON = re.compile(
    r"(?:\W|\b(?:which|that|will|be|to|held|at|on|in|are|is|have|has|been|also|now|identified|agreed|set|"
    r"confirmed|arranged|planned|published|available|released|listed|below|as|follows?|following|this|week|"
    r"month|year|today|recently|new|by|and|the|dates?|here)\b|(?-i:\b[A-Z]\w*|\b\d\w*))*",
    re.IGNORECASE,
)
OF_ANOTHER_SUBJECT = re.compile(
    r"\b(?:finding|find|recommend|theme|include|including|message|point)", re.IGNORECASE
)


def miscounted_lists(copy: UpdateCopy) -> Iterator[Finding]:
    for item in copy.items:
        fields = copy.of(item.key)
        yield from _under_the_heading(item, fields)
        yield from _under_opening_lines(fields["update"], then=fields["action"])
        yield from _under_opening_lines(fields["action"])


def _under_the_heading(item: ItemCopy, fields: dict[str, Passage]) -> Iterator[Finding]:
    """The list that stands directly under the heading, or under one line that opens it."""
    heading = HEADING.match(item.programme.strip())
    lines = fields["update"].reading.lines or fields["action"].reading.lines
    if heading and lines and not is_list_item(lines[0]) and _opens_list_of_the_same(lines[0]):
        lines = lines[1:]
    listed = _length(lines)
    if heading and listed and listed != _number(heading):
        yield _finding(fields["programme"], heading, listed)


def _opens_list_of_the_same(line: str) -> bool:
    return line.endswith(":") and not OF_ANOTHER_SUBJECT.search(line) and not PROMISE.search(line)


def _under_opening_lines(passage: Passage, then: Passage | None = None) -> Iterator[Finding]:
    """A line that ends with a colon promises the list that follows it; at the end of the update the list may
    stand in the action."""
    lines = passage.reading.lines
    offset = 0
    for i, line in enumerate(lines):
        if line.endswith(":") and not is_list_item(line):
            following = lines[i + 1 :] or (then.reading.lines if then else [])
            promise = _broken_promise(line, following, is_last=i == len(lines) - 1)
            if promise:
                yield _finding(passage, promise, _length(following), offset)
        offset += len(line) + 1


def _broken_promise(line: str, following: list[str], is_last: bool) -> re.Match | None:
    """The promise of the line that what follows does not keep. Paragraphs in place of a list cannot be
    counted; only when nothing is left in the field has nothing been listed."""
    listed = _length(following)
    promises = _promises(line, whole=listed > 0)
    if not promises or not (listed or is_last):
        return None
    kept = {listed or len(following)}
    return None if kept & {_number(each) for each in promises} else promises[-1]


def _promises(line: str, whole: bool) -> list[re.Match]:
    found = PROMISE.finditer(line)
    return [match for match in found if not whole or _goes_on_to_the_colon(line[match.end() :])]


def _goes_on_to_the_colon(rest: str) -> bool:
    return len(rest) < REACH and bool(TO_THE_COLON.fullmatch(rest))


def _length(lines: list[str]) -> int:
    """How many list items stand at the top of these lines; a list inside one of them is part of it."""
    listed = takewhile(is_list_item, lines)
    return sum(not line.startswith(" ") for line in listed)


def _number(promise: re.Match) -> int:
    said = promise["number"].lower()
    return WORDS.index(said) + 1 if said in WORDS else int(said)


def _finding(passage: Passage, promise: re.Match, listed: int, offset: int = 0) -> Finding:
    lists = f"lists {listed}" if listed else "lists none"
    return Finding(
        FindingKind.COUNT,
        passage.where,
        promise["words"],
        f"“{promise['words']}” is promised, and the text {lists}.",
        "Add what is missing, or correct the number.",
        (passage.order, offset + promise.start("words")),
    )
