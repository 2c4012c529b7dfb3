"""An item in the making, and what can be uncertain about it."""

from dataclasses import dataclass, field

from .lines import Line, as_html
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

    def last(self) -> list[Line]:
        return self.action or self.update

    def parsed(self) -> ParsedItem:
        every = [*self.labels, *self.programme, *self.update, *self.action]
        return ParsedItem(
            programme=" ".join(line.text for line in self.programme).strip(" *_#").rstrip(" :–—-"),
            update=as_html(self.update),
            action=as_html(self.action),
            lines=sorted({line.number for line in every}),
            uncertain=list(dict.fromkeys(self.uncertain)),
        )
