"""The segments of an Update into its items: what labels say, and what is worked out where one is missing."""

from dataclasses import dataclass, field

from . import shapes
from .drafts import EMPTY, NO_ACTION, NO_HEADING, NO_PROGRAMME, NO_UPDATE, OTHER_ITEM, SLIP, Draft
from .headings import Headings
from .labels import ACTION, FIELDS, PROGRAMME, REMINDERS, UPDATE, WEEK
from .lines import Line
from .opening import standing
from .outline import Segment
from .unlabelled import by_shape, parted


@dataclass
class Items:
    """Goes through the segments once and gathers the items."""

    used: set[str]
    style: Headings
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
            start = 0 if self.reminders or self.drafts else standing(lines)
            rest = lines[start:]
            leading, drafts = by_shape(rest, self.style.places_or_shaped(rest), self.reminders)
            self._lead_in(lines[:start] + leading)
            self.drafts += drafts

    def _unlabelled(self, lines: list[Line]) -> tuple[list[Line], list[Draft]]:
        """Items that lost their labels, above the first that has them."""
        places = self.style.places_or_shaped(lines)
        start = 0 if self.reminders else standing(lines)
        places = [at for at in places if at >= start and (self.reminders or shapes.unmistakable(lines[at]))]
        return by_shape(lines, places, self.reminders) if places else (lines, [])

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
        places = self.style.places(draft.action, below_label=True)
        if not places:
            draft.uncertain.append("‘Action required’ stands twice in this item.")
            return draft
        place = places[-1]
        other = self.new([draft.action[place]], NO_PROGRAMME)
        other.update, draft.action = draft.action[place + 1 :], draft.action[:place]
        return other

    def _split_all(self, draft: Draft) -> None:
        """Only actions are labelled: what follows an action under headings of its own is the next items."""
        places = self.style.places(draft.action, below_label=True)
        if places:
            tail, draft.action = draft.action[places[0] :], draft.action[: places[0]]
            places = [place - places[0] for place in places]
            self.drafts += by_shape(tail, places, self.reminders)[1]


def items_of(segments: list[Segment]) -> Items:
    used = {segment.kind for segment in segments}
    style = Headings([line for segment in segments for line in segment.lines], labelled=ACTION in used)
    items = Items(used, style)
    for place, segment in enumerate(segments):
        following = segments[place + 1].kind if place + 1 < len(segments) else ""
        items.take(segment, following)
    items.drafts = parted(items.drafts, used, style)
    for draft in items.drafts:
        _doubts(draft, items.used, style)
    return items


def _doubts(draft: Draft, used: set[str], style: Headings) -> None:
    if not (draft.update or draft.action):
        draft.uncertain.append(EMPTY)
    if ACTION in used and not draft.labelled & {ACTION}:
        draft.uncertain.append(NO_ACTION)
    if used & {PROGRAMME, UPDATE}:
        last = draft.last()
        for place in style.places(last, below_label=True):
            if not last[place].level:
                draft.uncertain.append(OTHER_ITEM.format(last[place].text))


def _heading_size(lines: list[Line]) -> int:
    """A heading may run over two or three short lines before ‘Update’."""
    if 1 < len(lines) <= 3 and all(len(line.text.split()) <= 12 and line.kind == "p" for line in lines):
        return len(lines) if not any(line.text.endswith((".", ":")) for line in lines) else 1
    return 1
