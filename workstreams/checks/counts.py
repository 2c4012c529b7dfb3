"""Are there as many as the plan says? Groups, lines, names in lists."""

import re
from collections import Counter
from collections.abc import Iterator

from workstreams.checks.findings import Finding, Looked, count
from workstreams.checks.names import stems
from workstreams.copies import Group, Line, PlanCopy
from workstreams.councils import WITH_AND

_TOTAL = re.compile(r"\b(\d+)\s+(?:proposed\s+)?workstreams\b", re.I)
_LISTED_GROUP = re.compile(r"^- (?P<title>.+?)\s*\((?P<number>\d+)\)$", re.M)
_SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORDS = {word: number for number, word in enumerate(_SMALL, start=2)}
_NUMBER = rf"(?P<number>\d+|(?i:{'|'.join(_WORDS)}))"
_COUNCILS = r"(?:LAs|(?i:local authorities|authorities|councils))"
_NAME = r"[A-Z][\w’']*(?:\s+(?:of\s+|and\s+)?[A-Z][\w’']*)*"
_NAMES = rf"(?P<names>{_NAME}(?:,\s*{_NAME})+)"
# "the following 8 LAs: Reading, Slough and Kent", "four participating authorities (Kent, Surrey)".
_LIST = re.compile(
    rf"\b{_NUMBER}\s+(?:\w+\s+)?{_COUNCILS}(?:\s+of\s+the\s+\d+(?:\s+LA)?(?:\s+\w+)?)?\s*[:(–-]\s*{_NAMES}"
)
_MORE = re.compile(rf"(?:together|closely)\s+with\s+{_NAMES}")
# "the 12 LAs" and "11 of the 19" speak of a list that stands elsewhere in the same line.
_BARE = re.compile(
    rf"\b(?:the\s+(?:participating\s+)?{_NUMBER}\s+{_COUNCILS}|(?P<part>\d+)\s+of\s+the\s+\d+)\b"
)
_ALL = re.compile(r"\b\d+\s+(?:local authorities\s+|councils\s+)?of the (\d+)\b|\bthe (\d+) authorities\b")


def group_counts(copy: PlanCopy) -> Looked:
    """What each group's heading says against its lines."""
    findings = [
        Finding(
            code="group-count",
            place=f"Table 2, {group.title}",
            words=f"The heading says {group.stated}, and the group has {count(len(group.lines), 'line')}.",
            stated=str(group.stated),
            found=str(len(group.lines)),
        )
        for group in copy.groups
        if group.stated is not None and group.stated != len(group.lines)
    ]
    sizes = [len(group.lines) for group in copy.groups]
    sum_ = " + ".join(map(str, sizes))
    return Looked(f"{count(len(sizes), 'group')}: {sum_} = {sum(sizes)}.", findings)


def groups_listed(copy: PlanCopy) -> Looked:
    """The list of groups in the text against the groups of the table, in their order."""
    listed = [
        (paragraph.number, match["title"], int(match["number"]))
        for paragraph in copy.paragraphs
        for match in _LISTED_GROUP.finditer(paragraph.text)
    ]
    if not listed:
        return Looked("The text lists no groups.")
    findings = list(_groups_in_words(copy, listed[0][0]))
    if len(listed) != len(copy.groups):
        words = f"The text lists {count(len(listed), 'group')}, and the table has {len(copy.groups)}."
        findings.append(Finding(code="groups-listed", place=f"Paragraph {listed[0][0]}", words=words))
    for (number, title, stated), group in zip(listed, copy.groups, strict=False):
        if stated != len(group.lines):
            words = (
                f"“{title} ({stated})” is {group.title} in the table, with {count(len(group.lines), 'line')}."
            )
            findings.append(Finding(code="groups-listed", place=f"Paragraph {number}", words=words))
    total = sum(stated for _, _, stated in listed)
    return Looked(f"The text lists {count(len(listed), 'group')} with {total} lines.", findings)


def _groups_in_words(copy: PlanCopy, number: str) -> Iterator[Finding]:
    """ "Six groups", in the paragraph that lists them."""
    text = next(paragraph.text for paragraph in copy.paragraphs if paragraph.number == number)
    for match in re.finditer(rf"\b{_NUMBER}\s+groups\b", text):
        if _number_of(match) != len(copy.groups):
            words = f"“{match[0]}”, and the table has {count(len(copy.groups), 'group')}."
            yield Finding(code="groups-listed", place=f"Paragraph {number}", words=words)


def totals(copy: PlanCopy) -> Looked:
    """How many workstreams headings, captions and text say there are."""
    number = len(copy.lines)
    said = [(place, int(match[1])) for place, text in _texts(copy) for match in _TOTAL.finditer(text)]
    findings = [
        Finding(
            code="workstream-total",
            place=place,
            words=f"It says {stated} workstreams, and the table has {number}.",
            stated=str(stated),
            found=str(number),
        )
        for place, stated in said
        if stated != number
    ]
    return Looked(
        f"{count(len(said), 'place')} that say how many there are; the table has {number}.", findings
    )


def _texts(copy: PlanCopy) -> Iterator[tuple[str, str]]:
    for section in copy.sections:
        yield f"Section {section.number}", section.title
        for paragraph in section.paragraphs:
            yield f"Paragraph {paragraph.number}", paragraph.text
            if paragraph.table:
                yield f"Table {paragraph.table.number}", paragraph.table.caption


def line_numbers(copy: PlanCopy) -> Looked:
    """Lines are numbered from 1 without a gap, each in one group and once, each with a title of its own."""
    numbers = [line.number for line in copy.lines]
    times = Counter(numbers)
    highest = max(numbers, default=0)
    findings = [
        _number(number, f"Line {number} stands there {times[number]} times.")
        for number in times
        if times[number] > 1
    ]
    findings += [_number(n, f"There is no line {n}.") for n in range(1, highest) if n not in times]
    if numbers != sorted(numbers) and not findings:
        first = next(b for a, b in zip(numbers, numbers[1:], strict=False) if b < a)
        findings.append(_number(first, f"Line {first} is not in its place."))
    titles = Counter(line.title.lower() for line in copy.lines)
    findings += [
        _number(line.number, f"Another line is called “{line.title}” too.")
        for line in copy.lines
        if titles[line.title.lower()] > 1
    ]
    return Looked(f"{count(len(numbers), 'line')}, numbered 1 to {highest}.", findings)


def _number(number: int, words: str) -> Finding:
    return Finding(code="line-number", place=f"Line {number}", words=words)


def numbering(copy: PlanCopy) -> Looked:
    """Sections, their paragraphs and the tables are numbered one after another."""
    findings = []
    sections = [section.number for section in copy.sections if section.number.isdecimal()]
    findings += _out_of_order("Section", sections, [str(n) for n in range(1, len(sections) + 1)])
    for section in copy.sections:
        numbers = [paragraph.number for paragraph in section.paragraphs if paragraph.number]
        expected = [f"{section.number}.{n}" for n in range(1, len(numbers) + 1)]
        findings += _out_of_order("Paragraph", numbers, expected)
    tables = [str(paragraph.table.number) for paragraph in copy.paragraphs if paragraph.table]
    findings += _out_of_order("Table", tables, [str(n) for n in range(1, len(tables) + 1)])
    paragraphs = sum(bool(paragraph.number) for paragraph in copy.paragraphs)
    return Looked(
        f"{count(len(sections), 'section')}, {paragraphs} paragraphs, {len(tables)} tables.", findings
    )


def _out_of_order(what: str, numbers: list[str], expected: list[str]) -> Iterator[Finding]:
    """The first that is not the one its place asks for; the rest follow from it."""
    wrong = next(((n, e) for n, e in zip(numbers, expected, strict=True) if n != e), None)
    if wrong:
        words = f"It stands where {what.lower()} {wrong[1]} should."
        yield Finding(code="numbering", place=f"{what} {wrong[0]}", words=words)


def networks(copy: PlanCopy) -> Looked:
    """ "10 practice networks", wherever it stands, against the group of that name."""
    findings, said = [], 0
    for group in copy.groups:
        pattern = re.compile(rf"\b(\d+)\s+(?:regional\s+)?{re.escape(group.title)}\b", re.I)
        texts = [*_texts(copy), *((f"Table 2, {each.title}", each.introduction) for each in copy.groups)]
        for place, text in texts:
            for match in pattern.finditer(text):
                said += 1
                if int(match[1]) != len(group.lines):
                    words = f"“{match[0]}”, and the group has {count(len(group.lines), 'line')}."
                    findings.append(Finding(code="group-count", place=place, words=words))
                if text[match.end() :].startswith(":"):
                    findings += _left_out(place, text, group)
    return Looked(f"{count(said, 'place')} in the text that say how many a group has.", findings)


def _left_out(place: str, text: str, group: Group) -> Iterator[Finding]:
    """Where the text lists the lines of a group by name, each is among them."""
    said = stems(text)
    for line in group.lines:
        if (own := stems(line.title)) and not own & said:
            words = f"It lists {group.title}, and {line.title} (line {line.number}) is not among them."
            yield Finding(code="group-count", place=place, words=words)


def all_councils(copy: PlanCopy) -> Looked:
    """ "The 19 authorities" and "11 of the 19" speak of as many councils everywhere."""
    texts = [*_texts(copy), *((f"Line {line.number}", line.text) for line in copy.lines)]
    texts += [(f"Table {p.table.number}", p.table.source) for p in copy.paragraphs if p.table]
    said = [
        (place, match[0], int(match[1] or match[2])) for place, text in texts for match in _ALL.finditer(text)
    ]
    times = Counter(number for _, _, number in said)
    usual = times.most_common(1)[0][0] if times else 0
    findings = [
        Finding(code="councils-in-all", place=place, words=f"“{quotation}”; elsewhere they are {usual}.")
        for place, quotation, number in said
        if number != usual
    ]
    return Looked(
        f"{count(len(said), 'place')} that say how many councils there are in all: {usual}.", findings
    )


def lists_of_councils(copy: PlanCopy) -> Looked:
    """ "8 LAs: …" against the names that follow; "the 12 LAs" against all that the line lists."""
    findings, lists = [], 0
    for line in copy.lines:
        found = list(_LIST.finditer(line.text))
        lists += len(found)
        counted = [(match, len(set(_names(match["names"])))) for match in found]
        findings += [_count(line, match[0], names) for match, names in counted if _number_of(match) != names]
        if found:
            findings += _bare_counts(line, found)
    return Looked(f"{count(lists, 'list')} of councils with a number before it.", findings)


def _bare_counts(line: Line, found) -> Iterator[Finding]:
    listed = {name for match in found for name in _names(match["names"])}
    alone = len(listed)
    listed |= {name for match in _MORE.finditer(line.text) for name in _names(match["names"])}
    for match in _BARE.finditer(line.text):
        stated = int(match["part"] or _number_of(match))
        if stated not in (alone, len(listed)):
            yield _count(line, match[0], len(listed))


def _number_of(match: re.Match) -> int:
    number = match["number"].lower()
    return _WORDS.get(number) or int(number)


def _names(text: str) -> list[str]:
    for name in WITH_AND:
        text = text.replace(name, name.replace(" and ", " & "))
    return [name for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", text) if name]


def _count(line: Line, quotation: str, listed: int) -> Finding:
    words = f"“{quotation[:60]}” is followed by {count(listed, 'name')}."
    return Finding(code="listed-count", place=f"Line {line.number}", words=words, found=str(listed))
