"""Items whose labels are missing, told apart by their headings or by the words they begin with."""

from collections.abc import Callable
from dataclasses import replace

from . import shapes
from .drafts import NO_HEADING, NO_PROGRAMME, Draft
from .headings import Headings
from .labels import ACTION, PROGRAMME, UPDATE
from .lines import Line


def by_shape(lines: list[Line], places: list[int], reminders: bool) -> tuple[list[Line], list[Draft]]:
    """Items without labels: the lines before the first heading, and an item for each heading."""
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
        elif reminders and line in top and (line.is_list or shapes.heading_like(line)):
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


def parted(drafts: list[Draft], used: set[str], headings: Headings) -> list[Draft]:
    """An item with, inside it, a line that has all the looks of another item's heading, is two.

    Where every item has its labels, only an unmistakable heading parts it, and only in its last field.
    """
    expected = used & {PROGRAMME, UPDATE}
    if not expected:
        return drafts
    patchy = any(expected - draft.labelled for draft in drafts)
    levels = {line.level for draft in drafts for line in draft.programme}

    def begins(line: Line) -> bool:
        return line.level in levels and (patchy or shapes.unmistakable(line))

    return [part for draft in drafts for part in _parts(draft, headings, begins, patchy)]


def _parts(draft: Draft, headings: Headings, begins: Callable[[Line], bool], patchy: bool) -> list[Draft]:
    parts = [draft]
    for name in ("update", "action"):
        lines = getattr(parts[-1], name)
        if patchy or lines is parts[-1].last():
            places = headings.places(lines, below_label=True)
            parts += _cut(parts[-1], name, [place for place in places if begins(lines[place])])
    return parts


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
