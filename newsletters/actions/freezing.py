"""Turning a draft into an edition: the words readers get, which nothing but a correction replaces."""

import datetime as dt

from newsletters.models import (
    Contact,
    Edition,
    EditionAction,
    EditionContact,
    EditionItem,
    EditionTool,
    Item,
    ItemDate,
    Placement,
    Tool,
    Update,
)
from seslip import richtext
from seslip.library.models import Document
from seslip.people.models import User

WHY = "publishing freezes every item, whoever may see it; readers get editions through visible_to"


def freeze(update: Update, *, at: dt.datetime, by: User | None, correction: str = "") -> Edition:
    """Make the next edition of this Update from what stands in it, and make it the current one."""
    earlier = update.editions(manager="objects").unscoped(WHY).order_by("-serial").first()
    update.editions(manager="objects").unscoped(WHY).update(is_current=False)
    edition = Edition.objects.create(
        update=update,
        serial=earlier.serial + 1 if earlier else 1,
        introduction=richtext.clean(update.introduction),
        published_at=at,
        published_by=by,
        correction=correction,
    )
    _freeze_items(edition)
    _freeze_tools(edition)
    _freeze_contacts(edition)
    return edition


def _freeze_items(edition: Edition) -> None:
    placements = list(
        Placement.objects.filter(update=edition.update)
        .select_related("item")
        .prefetch_related("item__dates", "item__actions__contact", "item__actions__councils")
    )
    items = EditionItem.objects.bulk_create(
        frozen_item(edition, placement, position) for position, placement in enumerate(placements, 1)
    )
    EditionAction.objects.bulk_create(
        frozen
        for item, placement in zip(items, placements, strict=True)
        for frozen in frozen_actions(item, placement.item)
    )


def frozen_item(edition: Edition, placement: Placement, position: int) -> EditionItem:
    item = placement.item
    return EditionItem(
        edition=edition,
        item=item,
        section=placement.section,
        position=position,
        programme=item.programme,
        text=richtext.clean(placement.override or item.update),
        action=richtext.clean(item.action),
        status=item.status,
        ends_on=item.ends_on,
        dates=[frozen_date(date) for date in item.dates.all()],
    )


def frozen_date(date: ItemDate) -> dict:
    return {name: getattr(date, name) for name in ("kind", "year", "month", "day", "note", "about")}


def frozen_actions(edition_item: EditionItem, item: Item) -> list[EditionAction]:
    return [
        EditionAction(
            edition_item=edition_item,
            origin=action,
            position=position,
            what=action.what,
            by_when=action.by_when,
            who=action.who,
            named=", ".join(council.name for council in action.councils.all()),
            wants=action.wants,
            contact=action.contact.name if action.contact else "",
        )
        for position, action in enumerate(item.actions.all(), 1)
    ]


def _freeze_tools(edition: Edition) -> None:
    tools = Tool.objects.filter(update=edition.update).select_related("document")
    EditionTool.objects.bulk_create(
        frozen_tool(edition, tool.document, position) for position, tool in enumerate(tools, 1)
    )


def frozen_tool(edition: Edition, document: Document, position: int) -> EditionTool:
    day = document.published_on
    return EditionTool(
        edition=edition,
        document=document,
        position=position,
        title=document.title,
        description=document.description,
        publisher=document.publisher,
        published=f"{day:%-d %B %Y}" if day else document.published_text,
    )


def _freeze_contacts(edition: Edition) -> None:
    contacts = Contact.objects.filter(update=edition.update).select_related("person")
    EditionContact.objects.bulk_create(
        EditionContact(
            edition=edition,
            person=contact.person,
            position=position,
            name=contact.person.name,
            responsibility=contact.responsibility,
            organisation=contact.organisation,
        )
        for position, contact in enumerate(contacts, 1)
    )
