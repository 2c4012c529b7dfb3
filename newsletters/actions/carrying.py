"""Beginning an Update from the last one: what is carried forward, what is dropped, and why."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from newsletters.models import Contact, Item, Placement, Section, Tool, Update
from seslip.audit.actions import record
from seslip.library.models import Document
from seslip.people.models import Circle, User

FRIDAY = 4


@dataclass
class Carried:
    """An item of the last Update, whether it is carried forward as a reminder, and why or why not."""

    placement: Placement
    is_live: bool
    why: str

    @property
    def item(self) -> Item:
        return self.placement.item


@dataclass
class Proposal:
    """The next Update as it would be begun."""

    number: int
    date: dt.date
    last: Update | None = None
    items: list[Carried] = field(default_factory=list)
    tools: list[Tool] = field(default_factory=list)
    dropped_tools: list[Tool] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)


def propose(*, user: User, number: int | None = None, date: dt.date | None = None) -> Proposal:
    """The number after the highest, the Friday after the last; live items, listed tools, all contacts."""
    updates = Update.objects.visible_to(user)
    last = updates.exclude(state=Update.State.WITHDRAWN).order_by("-number").first()
    proposal = Proposal(number or next_number(), date or next_friday(last), last)
    if last:
        reminded = _times_reminded(last)
        proposal.items = [_carried(each, proposal.date, reminded) for each in _placements(last)]
        tools = list(last.tools.select_related("document"))
        listed = {document.pk for document in _listed(tools, proposal.date)}
        proposal.tools = [tool for tool in tools if tool.document_id in listed]
        proposal.dropped_tools = [tool for tool in tools if tool.document_id not in listed]
        proposal.contacts = list(last.contacts.select_related("person"))
    return proposal


def next_number() -> int:
    highest = Update.objects.unscoped("numbers are never used twice").aggregate(Max("number"))
    return (highest["number__max"] or 0) + 1


def next_friday(last: Update | None, today: dt.date | None = None) -> dt.date:
    """The first Friday after the last Update that has not passed."""
    today = today or timezone.localdate()
    after = max(today, last.date + dt.timedelta(days=1)) if last else today
    return after + dt.timedelta(days=(FRIDAY - after.weekday()) % 7)


def _placements(update: Update):
    return update.placements.select_related("item").prefetch_related("item__dates", "item__topics")


def _listed(tools: list[Tool], day: dt.date):
    mine = Document.objects.unscoped("the writer of Updates sees every tool in them")
    return mine.filter(pk__in=[tool.document_id for tool in tools]).listed(day)


def _times_reminded(update: Update) -> Counter:
    """How often each item of this Update has been a reminder, in any Update."""
    items = update.placements.values("item")
    reminders = Placement.objects.filter(item__in=items, section=Section.REMINDERS)
    return Counter(reminders.values_list("item", flat=True))


def _carried(placement: Placement, day: dt.date, reminded: Counter) -> Carried:
    item = placement.item
    if item.is_over(day):
        return Carried(placement, False, f"Its day has passed: it was live until {item.ends_on:%-d %B %Y}.")
    until = f"Live until {item.ends_on:%-d %B %Y}." if item.ends_on else "It has no last day."
    return Carried(placement, True, f"{until} {_times(reminded[item.pk])}".strip())


def _times(count: int) -> str:
    if not count:
        return ""
    return {1: "Reminded once already.", 2: "Reminded twice already."}.get(count, f"Reminded {count} times.")


@transaction.atomic
def new_update(
    *,
    number: int,
    date: dt.date,
    by: User,
    carry: Collection[Placement] = (),
    tools: Collection[Document] = (),
    contacts: Collection[Contact] = (),
) -> Update:
    """Begin a draft. The placements given are carried forward: the same items, as reminders.

    Words an item carried only in the last Update stay with that Update.
    """
    update = Update.objects.create(number=number, date=date, audience=Circle.objects.everyone())
    Placement.objects.bulk_create(
        Placement(update=update, item_id=each.item_id, section=Section.REMINDERS, position=position)
        for position, each in enumerate(carry, 1)
    )
    Tool.objects.bulk_create(
        Tool(update=update, document=document, position=position)
        for position, document in enumerate(tools, 1)
    )
    Contact.objects.bulk_create(
        _carried_contact(update, each, place) for place, each in enumerate(contacts, 1)
    )
    record("update begun", by=by, on=update, carried=len(carry))
    return update


def _carried_contact(update: Update, contact: Contact, position: int) -> Contact:
    return Contact(
        update=update,
        person_id=contact.person_id,
        responsibility=contact.responsibility,
        organisation=contact.organisation,
        position=position,
    )
