"""Lines into the outline of an Update: its opening, the items of this week, reminders, tools, contacts."""

from dataclasses import dataclass, field, replace

from .boilerplate import closes
from .labels import (
    ACTION,
    CONTACTS,
    FIELDS,
    PROGRAMME,
    REMINDERS,
    TOOLS,
    UPDATE,
    WEEK,
    could_be_tools,
    label_of,
    section_of,
)
from .lines import Line

SECTIONS = (WEEK, REMINDERS, TOOLS, CONTACTS)


@dataclass(eq=False)
class Segment:
    """A label or heading, and the lines up to the next."""

    kind: str = ""
    label: Line | None = None
    lines: list[Line] = field(default_factory=list)
    guessed: bool = False


@dataclass
class Outline:
    """The segments in order, and the lines that are no part of the Update, with the reason."""

    segments: list[Segment] = field(default_factory=list)
    left_out: list[tuple[Line, str]] = field(default_factory=list)

    def has(self, *kinds: str) -> bool:
        return any(segment.kind in kinds for segment in self.segments)


def outline(lines: list[Line]) -> Outline:
    """Cuts the lines at their labels and headings; what they mean for the items is worked out later."""
    result = Outline(left_out=[(line, line.furniture) for line in lines if line.furniture])
    lines = [line for line in lines if not line.furniture]
    result.segments = _as_text(_segments(lines))
    _cut_closing(result)
    _drop_signs(result)
    return result


def _segments(lines: list[Line]) -> list[Segment]:
    segments, expected = [Segment()], ""
    repeated = _repeated_words(lines)
    for place, line in enumerate(lines):
        if section := _section(line, lines[place + 1 :]):
            segments.append(Segment(section, line))
            expected = section
            continue
        for part, kind, guessed in _parts(line, lines[place + 1 : place + 5], expected, repeated):
            if kind:
                segments.append(Segment(kind, part, guessed=guessed))
                expected = kind
            else:
                segments[-1].lines.append(part)
    return segments


def _section(line: Line, after: list[Line]) -> str:
    if line.kind == "row" or line.joined and len(line.text) > 40:
        return ""
    if section := section_of(line.text):
        return section
    weak = could_be_tools(line.text) and (line.level or not line.text.endswith(":"))
    return TOOLS if weak and _heads_the_tools(after) else ""


def _heads_the_tools(after: list[Line]) -> bool:
    later = [section_of(other.text) for other in after]
    return TOOLS not in later and CONTACTS in later and not _labels_in(after)


def _labels_in(lines: list[Line]) -> bool:
    labels = (label_of(line.text) for line in lines if line.kind != "row")
    return any(label and not label.weak for label in labels)


def _parts(line: Line, after: list[Line], expected: str, repeated: set[str]) -> list[tuple[Line, str, bool]]:
    """The line cut at its labels: ("Programme:", programme), ("SEND network", "") …"""
    if line.kind == "row":
        return [(line, "", False)]
    label = label_of(line.text) or _bold_label(line)
    if not label or not _expected(label, line, after, expected, repeated):
        return [(line, "", False)]
    head, rest = line.split(label.end)
    if not rest.runs:
        return [(line, label.kind, label.guessed)]
    rest = replace(rest, kind="p", joined=False)
    parts = [(replace(head, kind="p"), label.kind, label.guessed)]
    return parts + _run_in(rest, label.kind)


def _run_in(rest: Line, kind: str) -> list[tuple[Line, str, bool]]:
    """All three labels may stand in one line: Programme: … Update: … Action required: …"""
    for later in FIELDS[FIELDS.index(kind) + 1 :]:
        words = {UPDATE: "Update:", ACTION: "Action required:"}[later]
        place = rest.text.lower().find(f" {words.lower()} ")
        if place > 0:
            before, label_on = rest.split(place)
            label, text = label_on.split(len(words))
            return [(before, "", False), (label, later, False), *_run_in(text, later)]
    return [(rest, "", False)]


def _bold_label(line: Line):
    """A label set apart by bold type only: <strong>Programme</strong> SEND network."""
    first = line.runs[0]
    if not first.strong or len(line.runs) < 2:
        return None
    label = label_of(first.text.strip())
    return replace(label, end=len(first.text)) if label and label.end == len(first.text.strip()) else None


def _expected(label, line: Line, after: list[Line], expected: str, repeated: set[str]) -> bool:
    if label.kind == PROGRAMME and label.end == len(line.text) and after and after[0].is_list:
        return False
    if not label.weak:
        return True
    if label.kind == PROGRAMME:
        later = (label_of(other.text) for other in after)
        return _opening_word(line) in repeated or any(other and other.kind == UPDATE for other in later)
    return expected == {UPDATE: PROGRAMME, ACTION: UPDATE}[label.kind]


def _opening_word(line: Line) -> str:
    return line.text.split(":")[0].lower()


def _repeated_words(lines: list[Line]) -> set[str]:
    """Everyday words ("Project: …") that open several lines are labels here."""
    weak = [
        _opening_word(line)
        for line in lines
        if line.kind != "row" and (label := label_of(line.text)) and label.weak
    ]
    return {word for word in weak if weak.count(word) > 1}


def _as_text(segments: list[Segment]) -> list[Segment]:
    """Headings that turn out to stand inside an item ("Contact details:", then items) are text again."""
    kept: list[Segment] = []
    for place, segment in enumerate(segments):
        if segment.kind in SECTIONS and kept and not _is_part(segments, place):
            kept[-1].lines += [segment.label, *segment.lines]
        else:
            kept.append(segment)
    return kept


def _is_part(segments: list[Segment], place: int) -> bool:
    segment = segments[place]
    after = []
    for later in segments[place + 1 :]:
        if later.kind in SECTIONS:
            break
        after.append(later.kind)
    if segment.kind in (TOOLS, CONTACTS):
        return PROGRAMME not in after and len(after) < 2
    labelled = any(other.kind in FIELDS for other in segments[:place])
    single = segment.label.text.strip(" :*").lower() == "reminder"
    return not (segment.kind == REMINDERS and single and labelled and not after)


def _cut_closing(result: Outline) -> None:
    """From the first closing line after the last label on, nothing is of the Update."""
    last = result.segments[-1]
    for place, line in enumerate(last.lines):
        if closes(line.text) and (last.kind or place > len(last.lines) / 2):
            result.left_out += [(other, "after the end of the article") for other in last.lines[place:]]
            del last.lines[place:]
            return


def _drop_signs(result: Outline) -> None:
    for segment in result.segments:
        for line in [line for line in segment.lines if not any(map(str.isalnum, line.text))]:
            segment.lines.remove(line)
            result.left_out.append((line, "signs only"))
