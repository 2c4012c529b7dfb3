"""An Update as one reader gets it. Page, PDF, e-mail, feed and the preview of a draft all show this.

`edition_for` reads a published edition, `draft_copy` what would be frozen if the draft were published now.
What the reader may not see is not in the copy at all.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from newsletters.actions.freezing import frozen_actions, frozen_item, frozen_tool
from newsletters.dates import PartialDate
from newsletters.models import (
    Action,
    Contact,
    Edition,
    EditionAction,
    EditionContact,
    EditionItem,
    EditionTool,
    Item,
    ItemDate,
    Placement,
    Section,
    Tool,
    Update,
)
from seslip import richtext
from seslip.library.models import Document
from seslip.people.models import Circle, Person, User
from seslip.people.visibility import audience_q

Reader = User | AnonymousUser

_HEADING = re.compile(r"(</?)h[1-6]>")


@dataclass(frozen=True, slots=True)
class DateCopy:
    """A day an item speaks of: "By 3 April 2019", or "May 2019, to be announced: Triad 2"."""

    words: str
    is_passed: bool


@dataclass(frozen=True, slots=True)
class ActionCopy:
    """`details` puts who and contact in words: "For Kent, Medway. Ask Mark Evans."."""

    what: str
    by_when: dt.date | None
    is_passed: bool
    who: str
    contact: str
    details: str
    address: str


@dataclass(frozen=True, slots=True)
class ItemCopy:
    """`seen_by` is empty for what everyone may see."""

    anchor: str
    programme: str
    text: SafeString
    action: SafeString
    is_save_the_date: bool
    dates: tuple[DateCopy, ...]
    actions: tuple[ActionCopy, ...]
    seen_by: str

    @property
    def is_restricted(self) -> bool:
        return bool(self.seen_by)


@dataclass(frozen=True, slots=True)
class ToolCopy:
    title: str
    description: str
    publisher: str
    published: str
    address: str
    on_request: bool
    seen_by: str


@dataclass(frozen=True, slots=True)
class ContactCopy:
    """The e-mail address and telephone are empty unless this reader may see them."""

    name: str
    responsibility: str
    organisation: str
    email: str
    telephone: str
    hides_details: bool


@dataclass(frozen=True, slots=True)
class EditionCopy:
    """`edition` is not saved when this is the copy of a draft."""

    edition: Edition
    number: int
    date: dt.date
    address: str
    introduction: SafeString
    items_this_week: tuple[ItemCopy, ...]
    reminders: tuple[ItemCopy, ...]
    tools: tuple[ToolCopy, ...]
    contacts: tuple[ContactCopy, ...]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return f"Update No {self.number}"

    @property
    def hides_details(self) -> bool:
        return any(contact.hides_details for contact in self.contacts)


def editions_for(user: Reader) -> QuerySet[Edition]:
    """The editions this person may read, each with its Update and the ones before and after it."""
    mine = Update.objects.visible_to(user).published()
    day, number = OuterRef("update__date"), OuterRef("update__number")
    earlier = Q(date__lt=day) | Q(date=day, number__lt=number)
    later = Q(date__gt=day) | Q(date=day, number__gt=number)
    return (
        Edition.objects.visible_to(user)
        .select_related("update")
        .defer("update__introduction")
        .annotate(
            previous=_neighbour(mine.filter(earlier).order_by("-date", "-number")),
            next=_neighbour(mine.filter(later).order_by("date", "number")),
        )
    )


def _neighbour(updates: QuerySet[Update]) -> Subquery:
    return Subquery(updates.values(parts=JSONObject(slug="slug", number="number"))[:1])


def edition_for(user: Reader, edition: Edition, *, day: dt.date | None = None) -> EditionCopy:
    """The copy of a published edition for this person, as on that day (today when none is given)."""
    items = (
        EditionItem.objects.visible_to(user)
        .filter(edition=edition)
        .select_related("item__audience__organisation")
        .defer("item__update", "item__action")
    )
    actions: dict[int, list[EditionAction]] = {}
    for action in EditionAction.objects.visible_to(user).filter(edition_item__edition=edition):
        actions.setdefault(action.edition_item_id, []).append(action)
    tools = EditionTool.objects.visible_to(user).filter(edition=edition)
    contacts = EditionContact.objects.filter(edition=edition)
    return _copy(
        edition,
        [(item, actions.get(item.pk, ())) for item in items],
        tools.select_related("document__audience__organisation"),
        [(contact, contact.name) for contact in _with_details(contacts, user)],
        Showing(user, day),
    )


def draft_copy(update: Update, user: Reader, *, day: dt.date | None = None) -> EditionCopy:
    """What this person would get if the Update were published now."""
    edition = Edition(update=update, introduction=update.introduction, published_at=timezone.now())
    placements = (
        Placement.objects.filter(audience_q(user, "item__audience"), update=update)
        .select_related("item__audience__organisation")
        .prefetch_related("item__dates", "item__actions__contact", "item__actions__councils")
    )
    items = [(frozen_item(edition, placement, 0), placement.item) for placement in placements]
    tools = Tool.objects.filter(audience_q(user, "document__audience"), update=update)
    contacts = _with_details(Contact.objects.filter(update=update), user)
    return _copy(
        edition,
        [(frozen, frozen_actions(frozen, item)) for frozen, item in items],
        [
            frozen_tool(edition, tool.document, 0)
            for tool in tools.select_related("document__audience__organisation")
        ],
        [(contact, contact.person.name) for contact in contacts],
        Showing(user, day),
    )


def _with_details(contacts: QuerySet, user: Reader) -> QuerySet:
    """Contacts, each with whether this person may see how to reach them."""
    reachable = Person.objects.visible_to(user).filter(pk=OuterRef("person"))
    return contacts.select_related("person").annotate(may_see=Exists(reachable))


class Showing:
    """For whom, and on which day, an edition is shown."""

    def __init__(self, user: Reader, day: dt.date | None):
        self.day = day or timezone.localdate()
        self.is_anonymous = not user.is_authenticated

    def item(self, item: EditionItem, actions) -> ItemCopy:
        return ItemCopy(
            anchor=f"item-{item.item_id}",
            programme=item.programme,
            text=self.html(item.text),
            action=self.html(item.action),
            is_save_the_date=item.status == Item.Status.SAVE_THE_DATE,
            dates=tuple(self.date(**date) for date in item.dates),
            actions=tuple(self.action(action) for action in actions),
            seen_by=seen_by(item.item.audience, "item"),
        )

    def date(self, *, kind: str, about: str, **parts) -> DateCopy:
        date = _partial(**parts)
        words = f"By {date}" if kind == ItemDate.Kind.DEADLINE else str(date)
        return DateCopy(f"{words}: {about}" if about else words, date.last_day() < self.day)

    def action(self, action: EditionAction) -> ActionCopy:
        who = who_is_asked(action)
        details = [who and f"For {who}.", action.contact and f"Ask {action.contact}."]
        return ActionCopy(
            what=action.what,
            by_when=action.by_when,
            is_passed=action.by_when is not None and action.by_when < self.day,
            who=who,
            contact=action.contact,
            details=" ".join(part for part in details if part),
            address=reverse("newsletters:action", args=[action.origin_id]) if action.origin_id else "",
        )

    def tool(self, tool: EditionTool) -> ToolCopy:
        return ToolCopy(
            title=tool.title,
            description=tool.description,
            publisher=tool.publisher,
            published=tool.published,
            address=_document_address(tool.document),
            on_request=tool.document.on_request,
            seen_by=seen_by(tool.document.audience, "document"),
        )

    def contact(self, contact: EditionContact | Contact, name: str) -> ContactCopy:
        person = contact.person
        return ContactCopy(
            name=name,
            responsibility=contact.responsibility,
            organisation=contact.organisation,
            email=person.email if contact.may_see else "",
            telephone=person.telephone if contact.may_see else "",
            hides_details=not contact.may_see and bool(person.email or person.telephone),
        )

    def html(self, html: str, heading: str = "h4") -> SafeString:
        """Cleaned once more; its headings become those that fit under the headline."""
        if not html:
            return SafeString("")
        return mark_safe(_HEADING.sub(rf"\1{heading}>", richtext.clean(html)))  # noqa: S308 - cleaned here


def _copy(edition: Edition, items, tools, contacts, showing: Showing) -> EditionCopy:
    update = edition.update
    sections: dict[str, list[ItemCopy]] = {Section.THIS_WEEK: [], Section.REMINDERS: []}
    for item, actions in items:
        sections[item.section].append(showing.item(item, actions))
    parts = {
        "items_this_week": tuple(sections[Section.THIS_WEEK]),
        "reminders": tuple(sections[Section.REMINDERS]),
        "tools": tuple(showing.tool(tool) for tool in tools),
        "contacts": tuple(showing.contact(*contact) for contact in contacts),
    }
    return EditionCopy(
        edition=edition,
        number=update.number,
        date=update.date,
        address=update.get_absolute_url() if update.slug else "",
        introduction=showing.html(edition.introduction, heading="h2"),
        counts={name: len(part) for name, part in parts.items()},
        **parts,
    )


def _partial(*, year: int, month: int | None, day: int | None, note: str) -> PartialDate:
    """The date; of a day that no calendar has, its month."""
    try:
        return PartialDate(year, month, day, note)
    except ValueError:
        return PartialDate(year, month, None, note)


def _document_address(document: Document) -> str:
    """Straight to what stands elsewhere; to the library's page for files and what is given on request."""
    if document.kind == Document.Kind.FILE or document.on_request:
        return document.get_absolute_url()
    return document.url


def who_is_asked(action: EditionAction) -> str:
    """The councils an action is for, in words; empty when it is for whoever it concerns."""
    if action.who == Action.Who.NAMED:
        return action.named or "the councils named"
    return "every member council" if action.who == Action.Who.COUNCILS else ""


def seen_by(circle: Circle, what: str) -> str:
    """The sentence beside a restricted thing that says who sees it; empty for what everyone sees."""
    return "" if circle.is_public else f"Only {circle.in_words} see this {what}."
