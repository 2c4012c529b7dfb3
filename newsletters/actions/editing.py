"""Writing what stands in an Update: a save is one transaction, and only over the version that was read."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from newsletters.models import Action, Contact, Item, ItemDate, Placement, Section, Tool, Update
from seslip.audit.actions import record
from seslip.library.actions import save_document
from seslip.library.models import Document
from seslip.people.models import User


class SavedByOther(Exception):
    """Somebody else, or the same person in another tab, saved after this version was read."""


@dataclass
class PlacedItem:
    """An item, saved or not, with everything it holds, and where it stands in the Update."""

    item: Item
    section: str = Section.THIS_WEEK
    position: int = 0
    override: str = ""
    topics: list[int] = field(default_factory=list)
    councils: list[int] = field(default_factory=list)
    dates: list[ItemDate] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    is_changed: bool = True
    is_removed: bool = False


def claim(*, update: Update, version: int) -> None:
    """Raise the version, if it still is the one that was read; one write, so that two cannot both win."""
    if not Update.objects.filter(pk=update.pk, version=version).update(version=version + 1):
        raise SavedByOther
    update.version = version + 1


def hold(*, update: Update, version: int) -> None:
    """Keep others from saving until the transaction ends, if this still is the version that was read."""
    rows = Update.objects.unscoped("the version of an Update the screen has fetched").select_for_update()
    if not rows.filter(pk=update.pk, version=version).first():
        raise SavedByOther


@transaction.atomic
def save_update(
    *,
    update: Update,
    version: int,
    by: User,
    placed: Iterable[PlacedItem] = (),
    tools: Iterable[Document] = (),
    contacts: Iterable[Contact] = (),
    removed: Iterable[Tool | Contact] = (),
) -> None:
    """Save the Update and what stands in it. What is not mentioned stays where it is.

    An item taken out of an Update, or a document off its tools, is never deleted.
    """
    placed = list(placed)
    if update.pk:
        claim(update=update, version=version)
    _save_head(update)
    _place(update, placed, by)
    for row in removed:
        row.delete()
    _list_tools(update, list(tools), by)
    _name_contacts(update, list(contacts))
    _raise_others(update, [each.item for each in placed if each.is_changed])
    record("update saved", by=by, on=update, version=update.version)


def _raise_others(update: Update, items: list[Item]) -> None:
    """An item that stands in other Updates has changed there too: for their desks, and for their proofs."""
    others = Update.objects.filter(placements__item__in=items).exclude(pk=update.pk).values("pk")
    Update.objects.filter(pk__in=others).update(version=F("version") + 1)


def _save_head(update: Update) -> None:
    """Before it is published the address follows the number and the date; afterwards it never changes."""
    if update.state == Update.State.DRAFT:
        update.slug = ""
    update.save()


def _place(update: Update, placed: list[PlacedItem], by: User) -> None:
    for each in placed:
        if each.is_changed and not each.is_removed:
            save_item(each, by=by)
    standing = {placement.item_id: placement for placement in update.placements.all()}
    for each in placed:
        _place_one(update, standing, each)
    _renumber(standing.values())


def _place_one(update: Update, standing: dict[int, Placement], each: PlacedItem) -> None:
    if each.is_removed:
        if placement := standing.pop(each.item.pk, None):
            placement.delete()
        return
    placement = standing.get(each.item.pk) or Placement(update=update, item=each.item, position=each.position)
    placement.moved = _sign(each.position - placement.position)
    placement.section, placement.position = each.section, each.position
    placement.override = each.override
    if placement.pk is None:
        placement.save()
    standing[each.item.pk] = placement


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _asked_for(placement: Placement) -> tuple:
    """Of two at one position, the one that moved up to it comes first, the one that moved down to it last."""
    return placement.position, getattr(placement, "moved", 0), placement.pk


def _renumber(placements: Iterable[Placement]) -> None:
    """Positions 1, 2, 3 in each section, in the order asked for."""
    for section in Section:
        mine = [placement for placement in placements if placement.section == section]
        for position, placement in enumerate(sorted(mine, key=_asked_for), 1):
            placement.position = position
    Placement.objects.bulk_update(placements, ["section", "position", "override"], batch_size=200)


def save_item(placed: PlacedItem, *, by: User) -> Item:
    """The item with its dates, actions, topics and councils; it is live until the last of its days."""
    item = placed.item
    if not item.ends_on_by_hand:
        item.ends_on = last_day(placed.dates, placed.actions)
    if item.pk is None:
        item.created_by = by
    item.save()
    item.topics.set(placed.topics)
    item.councils.set(placed.councils)
    item.dates.all().delete()
    for position, date in enumerate(placed.dates, 1):
        date.pk, date.item, date.position = None, item, position
    ItemDate.objects.bulk_create(placed.dates)
    _save_actions(item, placed)
    return item


def _save_actions(item: Item, placed: PlacedItem) -> None:
    """Actions keep their identity, since councils answer them; those no longer there go."""
    known = set(item.actions.values_list("pk", flat=True))
    item.actions.exclude(pk__in=[action.pk for action in placed.actions if action.pk]).delete()
    for position, action in enumerate(placed.actions, 1):
        action.pk = action.pk if action.pk in known else None
        action._state.adding = action.pk is None
        action.item, action.position = item, position
        action.save()
        action.councils.set(placed.councils if action.who == Action.Who.NAMED else [])


@transaction.atomic
def copy_item(*, update: Update, item: Item, by: User) -> Item:
    """The same words as a new item, right after the first."""
    first = update.placements.get(item=item)
    relations = {
        name: list(getattr(item, name).values_list("pk", flat=True)) for name in ("topics", "councils")
    }
    dates, actions = list(item.dates.all()), list(item.actions.all())
    for thing in (item, *actions):
        thing.pk, thing._state.adding = None, True
    item.programme = f"{item.programme} (copy)"[:300]
    placed = PlacedItem(item, first.section, first.position, first.override, **relations)
    placed.dates, placed.actions = dates, actions
    claim(update=update, version=update.version)
    _place(update, [placed], by)
    record("item copied", by=by, on=item, update=update.pk)
    return item


def last_day(dates: Iterable[ItemDate], actions: Iterable[Action]) -> dt.date | None:
    """The last day any date can mean, or any action is due; None without either."""
    days = [date.last_day for date in dates] + [action.by_when for action in actions if action.by_when]
    return max(days, default=None)


def _list_tools(update: Update, documents: list[Document], by: User) -> None:
    for document in documents:
        if document.pk is None:
            save_document(document=document, by=by)
    listed = {tool.document_id: tool for tool in update.tools.all()}
    wanted = [
        listed.pop(document.pk, None) or Tool(update=update, document=document) for document in documents
    ]
    _save_in_order([*wanted, *listed.values()])


def _name_contacts(update: Update, contacts: list[Contact]) -> None:
    for contact in contacts:
        if contact.person.pk is None:
            contact.person.save()
        # Set again: a person saved just now had no number when the contact was pointed at them.
        contact.person, contact.update = contact.person, update
    others = update.contacts.exclude(pk__in=[contact.pk for contact in contacts if contact.pk])
    _save_in_order([*contacts, *others])


def _save_in_order(rows: list) -> None:
    for position, row in enumerate(rows, 1):
        row.position = position
        row.save()
