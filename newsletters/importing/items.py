"""The segments of an Update into its items: what labels say, and what is worked out where one is missing."""

from dataclasses import dataclass, field, replace

from . import shapes
from .labels import ACTION, FIELDS, PROGRAMME, REMINDERS, UPDATE, WEEK
from .lines import Line, as_html
from .opening import PAGE_HEADING
from .outline import Segment
from .parsed import ParsedItem

NO_PROGRAMME = "There is no ‘Programme’ label: this heading was worked out from its shape."
NO_HEADING = "No heading was found for this item."
NO_UPDATE = "There is no ‘Update’ label: the first line was taken as the heading, the rest as the update."
NO_ACTION = "There is no ‘Action required’ label, though other items have one: the action is left empty."
EMPTY = "There is nothing under this heading."
SLIP = "The label “{}” is not spelt as usual."
OTHER_ITEM = "The line “{}” may be the heading of another item whose labels are missing."


@dataclass(eq=False)
class Draft:
    """An item in the making: the lines of each field, and those that were its labels."""

    reminder: bool = False
    programme: list[Line] = field(default_factory=list)
    update: list[Line] = field(default_factory=list)
    action: list[Line] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    uncertain: list[str] = field(default_factory=list)

    def parsed(self) -> ParsedItem:
        every = [*self.labels, *self.programme, *self.update, *self.action]
        return ParsedItem(
            programme=" ".join(line.text for line in self.programme).strip(" *_#").rstrip(" :–—-"),
            update=as_html(self.update),
            action=as_html(self.action),
            lines=sorted({line.number for line in every}),
            uncertain=list(dict.fromkeys(self.uncertain)),
        )


@dataclass
class Items:
    """Goes through the segments once and gathers the items."""

    used: set[str]
    drafts: list[Draft] = field(default_factory=list)
    opening: list[Line] = field(default_factory=list)
    adrift: list[tuple[Line, str]] = field(default_factory=list)
    headings: list[tuple[Line, str]] = field(default_factory=list)
    reminders: bool = False

    def take(self, segment: Segment, following: str) -> None:
        if segment.kind in FIELDS:
            getattr(self, segment.kind)(segment, following)
            if segment.guessed:
                self.drafts[-1].uncertain.append(SLIP.format(segment.label.text))
        elif segment.kind in (WEEK, REMINDERS, ""):
            if segment.label:
                self.reminders = segment.kind == REMINDERS
                self.headings.append((segment.label, segment.kind))
            self.stretch(segment.lines, following)

    def new(self, heading: list[Line], *why: str) -> Draft:
        self.drafts.append(Draft(self.reminders, programme=heading, uncertain=list(why)))
        return self.drafts[-1]

    def programme(self, segment: Segment, following: str) -> None:
        lines = segment.lines
        size = _heading_size(lines) if following == UPDATE else 1
        draft = self.new(lines[:size])
        draft.update = lines[size:]
        self.label(draft, segment)
        if not lines:
            draft.uncertain.append(NO_HEADING)
        elif following != UPDATE and (draft.update or UPDATE in self.used):
            draft.uncertain.append(NO_UPDATE)

    def update(self, segment: Segment, following: str) -> None:
        draft = self.drafts[-1] if self.drafts else None
        if not draft or draft.labelled & {UPDATE, ACTION} or draft.reminder != self.reminders:
            draft = self.new(*self._heading_above())
        self.label(draft, segment)
        draft.update += segment.lines

    def action(self, segment: Segment, following: str) -> None:
        draft = self.drafts[-1] if self.drafts else None
        if not draft or draft.reminder != self.reminders:
            draft = self.new([], NO_HEADING)
        elif ACTION in draft.labelled:
            draft = self._split_off(draft)
        self.label(draft, segment)
        draft.action += segment.lines
        if not self.used & {PROGRAMME, UPDATE}:
            self._split_all(draft)

    def label(self, draft: Draft, segment: Segment) -> None:
        draft.labels.append(segment.label)
        draft.labelled.add(segment.kind)

    def stretch(self, lines: list[Line], following: str) -> None:
        """Lines before any label of their own: an opening, or items without labels."""
        if following == PROGRAMME:
            leading, drafts = self._unlabelled(lines)
            self._lead_in(leading)
            self.drafts += drafts
        elif following == UPDATE:
            named = lines and shapes.loosely_heading(lines[-1])
            self._lead_in(lines[:-1] if named else lines)
            if named:
                self.new(lines[-1:], NO_PROGRAMME)
        else:
            leading, drafts = by_shape(lines, self.reminders)
            self._lead_in(leading)
            self.drafts += drafts

    def _unlabelled(self, lines: list[Line]) -> tuple[list[Line], list[Draft]]:
        """Items that lost their labels, above the first that has them."""
        places = [
            place for place in shapes.headings(lines) if self.reminders or shapes.unmistakable(lines[place])
        ]
        places = [place for place in places if not PAGE_HEADING.match(lines[place].text)]
        return by_shape(lines, self.reminders, places) if places else (lines, [])

    def _lead_in(self, lines: list[Line]) -> None:
        if self.reminders or self.drafts:
            self.adrift += [(line, "stands before the first item of its part") for line in lines]
        else:
            self.opening += lines

    def _heading_above(self) -> tuple[list[Line], str]:
        """The line above an ‘Update’ label without ‘Programme’ before it, taken back from where it went."""
        above = self.drafts[-1] if self.drafts and self.drafts[-1].reminder == self.reminders else Draft()
        lines = above.action if ACTION in above.labelled else above.update
        if lines and shapes.loosely_heading(lines[-1]):
            return [lines.pop()], NO_PROGRAMME
        return [], NO_HEADING

    def _split_off(self, draft: Draft) -> Draft:
        """A second ‘Action required’: the item it belongs to began, unlabelled, within the action above."""
        places = [place for place in shapes.headings(draft.action) if place]
        if not places:
            draft.uncertain.append("‘Action required’ stands twice in this item.")
            return draft
        place = places[-1]
        other = self.new([draft.action[place]], NO_PROGRAMME)
        other.update, draft.action = draft.action[place + 1 :], draft.action[:place]
        return other

    def _split_all(self, draft: Draft) -> None:
        """Only actions are labelled: what follows an action under headings of its own is the next items."""
        places = [place for place in shapes.headings(draft.action) if place]
        if places:
            tail, draft.action = draft.action[places[0] :], draft.action[: places[0]]
            self.drafts += by_shape(tail, self.reminders)[1]


def items_of(segments: list[Segment]) -> Items:
    items = Items({segment.kind for segment in segments})
    for place, segment in enumerate(segments):
        following = segments[place + 1].kind if place + 1 < len(segments) else ""
        items.take(segment, following)
    items.drafts = [part for draft in items.drafts for part in _parted(draft, items)]
    for draft in items.drafts:
        _doubts(draft, items.used)
    return items


def _parted(draft: Draft, items: Items) -> list[Draft]:
    """An item with, inside it, a line that has all the looks of another item's heading, is two.

    Where every item has its labels, only an unmistakable heading parts it, and only in its last field.
    """
    if not items.used & {PROGRAMME, UPDATE}:
        return [draft]
    patchy = any({PROGRAMME, UPDATE} & items.used - other.labelled for other in items.drafts)
    levels = {line.level for other in items.drafts for line in other.programme}
    parts = [draft]
    for name in ("update", "action"):
        lines = getattr(parts[-1], name)
        if not patchy and (name == "update" and draft.action or lines is not _last(draft)):
            continue
        places = [place for place in shapes.headings(lines) if place and lines[place].level in levels]
        places = [place for place in places if patchy or shapes.unmistakable(lines[place])]
        parts += _cut(parts[-1], name, places)
    return parts


def _last(draft: Draft) -> list[Line]:
    return draft.action or draft.update


def _cut(draft: Draft, name: str, places: list[int]) -> list[Draft]:
    """Cuts one field of an item at these headings; an action below the last of them goes with it."""
    if not places:
        return []
    lines = getattr(draft, name)
    setattr(draft, name, lines[: places[0]])
    new = [Draft(draft.reminder, [lines[place]], lines[place + 1 : end], uncertain=[NO_PROGRAMME])
           for place, end in zip(places, [*places[1:], len(lines)], strict=True)]  # fmt: skip
    if name == "update" and ACTION in draft.labelled:
        new[-1].action, draft.action = draft.action, []
        new[-1].labels, draft.labels = draft.labels[-1:], draft.labels[:-1]
        new[-1].labelled, draft.labelled = {ACTION}, draft.labelled - {ACTION}
    return new


def _doubts(draft: Draft, used: set[str]) -> None:
    if not (draft.update or draft.action):
        draft.uncertain.append(EMPTY)
    if ACTION in used and not draft.labelled & {ACTION}:
        draft.uncertain.append(NO_ACTION)
    if used & {PROGRAMME, UPDATE}:
        last = _last(draft)
        for place in shapes.headings(last):
            if place and not last[place].level:
                draft.uncertain.append(OTHER_ITEM.format(last[place].text))


def _heading_size(lines: list[Line]) -> int:
    """A heading may run over two or three short lines before ‘Update’."""
    if 1 < len(lines) <= 3 and all(len(line.text.split()) <= 12 and line.kind == "p" for line in lines):
        return len(lines) if not any(line.text.endswith((".", ":")) for line in lines) else 1
    return 1


def by_shape(
    lines: list[Line], reminders: bool, places: list[int] | None = None
) -> tuple[list[Line], list[Draft]]:
    """Items without labels: the lines before the first heading, and an item for each heading."""
    places = places or [
        place for place in shapes.headings(lines) if not PAGE_HEADING.match(lines[place].text)
    ]
    if not places:
        return _by_lead(lines, reminders)
    drafts = []
    for place, end in zip(places, [*places[1:], len(lines)], strict=True):
        heading = replace(lines[place], kind="p")
        drafts.append(Draft(reminders, [heading], lines[place + 1 : end], uncertain=[NO_PROGRAMME]))
    return lines[: places[0]], drafts


def _by_lead(lines: list[Line], reminders: bool) -> tuple[list[Line], list[Draft]]:
    """No headings at all: each entry or paragraph whose first words stand out is an item."""
    top = [line for line in lines if not (line.joined or line.is_list and line.depth)]
    led = [line for line in top if shapes.lead(line)]
    if not (reminders or len(led) >= 2) or not lines:
        return lines, []
    drafts: list[Draft] = []
    leading: list[Line] = []
    for line in lines:
        place = shapes.lead(line) if line in top else 0
        if place:
            name, rest = line.split(place)
            drafts.append(Draft(reminders, [replace(name, kind="p")], [replace(rest, kind="p")],
                                uncertain=[NO_PROGRAMME]))  # fmt: skip
        elif (
            line in top and reminders and (line.kind != "row") and (shapes.heading_like(line) or line.is_list)
        ):
            drafts.append(_bare(line, reminders))
        elif drafts:
            drafts[-1].update.append(line)
        elif reminders:
            drafts.append(Draft(True, [], [line], uncertain=[NO_HEADING]))
        else:
            leading.append(line)
    return leading, drafts


def _bare(line: Line, reminders: bool) -> Draft:
    if shapes.loosely_heading(line):
        return Draft(reminders, [replace(line, kind="p")], uncertain=[NO_PROGRAMME])
    return Draft(reminders, [], [line], uncertain=[NO_HEADING])
