"""The parts of an Update as they are shown to one reader: words ready for a template, nothing to work out.

A copy holds only what its reader may see. `circle` says who sees a thing; anonymous copies have none.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

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
    Section,
    Update,
)
from seslip import richtext
from seslip.library.models import Document
from seslip.library.wording import beyond_title
from seslip.people.models import Circle, User
from seslip.private import for_anonymous, plain_for_anonymous

# Whoever looks, signed in or not. A Reader is somebody who gets the Update by e-mail.
AnyUser = User | AnonymousUser

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
    anchor: str
    programme: str
    text: SafeString
    action: SafeString
    is_save_the_date: bool
    dates: tuple[DateCopy, ...]
    actions: tuple[ActionCopy, ...]
    circle: Circle | None

    @property
    def seen_by(self) -> str:
        return seen_by(self.circle, "item") if self.circle else ""

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
    circle: Circle | None


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
    correction: str
    hides_details: bool

    @property
    def title(self) -> str:
        return f"Update No {self.number}"

    @property
    def counts(self) -> dict[str, int]:
        parts = ("items_this_week", "reminders", "tools", "contacts")
        return {name: len(getattr(self, name)) for name in parts}


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """An Update in the archive. Its headlines are linked here: hundreds of them stand on a page."""

    title: str
    date: dt.date
    address: str
    headlines: SafeString
    circle: Circle | None = None


class Showing:
    """To whom, on which day, and under which address an edition is shown."""

    def __init__(self, user: AnyUser, day: dt.date | None = None, site: str = ""):
        self.day = day or timezone.localdate()
        self.site = site
        self.is_anonymous = not user.is_authenticated

    def html(self, html: str, heading: str = "h4") -> SafeString:
        """Rich text; its headings become those that fit under the headline."""
        return _shown_html(html, heading, self.is_anonymous)

    def words(self, text: str) -> str:
        """Plain words: private numbers and addresses are for those who have signed in."""
        return _public_words(text) if self.is_anonymous else text

    def edition(self, edition: Edition, items, tools, contacts) -> EditionCopy:
        """`items` with their actions; `contacts` with their names."""
        update = edition.update
        sections: dict[str, list[ItemCopy]] = {Section.THIS_WEEK: [], Section.REMINDERS: []}
        for item, actions in items:
            sections[item.section].append(self.item(item, actions))
        contacts = tuple(self.contact(contact, name) for contact, name in contacts)
        return EditionCopy(
            edition=edition,
            number=update.number,
            date=update.date,
            address=self.site + update.get_absolute_url() if update.slug else "",
            introduction=self.html(edition.introduction, heading="h2"),
            items_this_week=tuple(sections[Section.THIS_WEEK]),
            reminders=tuple(sections[Section.REMINDERS]),
            tools=tuple(self.tool(tool) for tool in tools),
            contacts=contacts,
            correction=self.words(edition.correction),
            hides_details=any(contact.hides_details for contact in contacts),
        )

    def archive_row(self, update: Update, headlines, circle: Circle | None = None) -> ArchiveRow:
        """`headlines` are the numbers and headlines of the items this reader may see."""
        address = self.site + update.get_absolute_url()
        links = (
            f'<li><a href="{address}#item-{item}">{escape(self.words(headline))}</a></li>'
            for item, headline in headlines
        )
        linked = mark_safe("".join(links))  # noqa: S308 - the one part that somebody typed is escaped
        return ArchiveRow(f"Update No {update.number}", update.date, address, linked, circle)

    def item(self, item: EditionItem, actions) -> ItemCopy:
        return ItemCopy(
            anchor=f"item-{item.item_id}",
            programme=self.words(item.programme),
            text=self.html(item.text),
            action=self.html(item.action),
            is_save_the_date=item.status == Item.Status.SAVE_THE_DATE,
            dates=tuple(self.date(**date) for date in item.dates),
            actions=tuple(self.action(action) for action in actions),
            circle=self.circle(item, "item"),
        )

    def circle(self, holder: EditionItem | EditionTool, thing: str) -> Circle | None:
        """Who sees it. What anonymous readers see, everyone sees: its circle is not even asked for."""
        return None if self.is_anonymous else getattr(holder, thing).audience

    def date(self, *, kind: str, about: str, **parts) -> DateCopy:
        date = _partial(**parts)
        words = f"By {date}" if kind == ItemDate.Kind.DEADLINE else str(date)
        return DateCopy(self.words(f"{words}: {about}" if about else words), date.last_day() < self.day)

    def action(self, action: EditionAction) -> ActionCopy:
        who = who_is_asked(action)
        details = [who and f"For {who}.", action.contact and f"Ask {action.contact}."]
        own_page = reverse("newsletters:action", args=[action.origin_id]) if action.origin_id else ""
        return ActionCopy(
            what=self.words(action.what),
            by_when=action.by_when,
            is_passed=action.by_when is not None and action.by_when < self.day,
            who=who,
            contact=action.contact,
            details=" ".join(part for part in details if part),
            address=own_page and self.site + own_page,
        )

    def tool(self, tool: EditionTool) -> ToolCopy:
        return ToolCopy(
            title=self.words(tool.title),
            description=self.words(beyond_title(tool.title, tool.description)),
            publisher=tool.publisher,
            published=tool.published,
            address=self._document_address(tool.document),
            on_request=tool.document.on_request,
            circle=self.circle(tool, "document"),
        )

    def _document_address(self, document: Document) -> str:
        """Straight to what stands elsewhere; to the library's page for files and what is given on request.

        Nothing where no address is known.
        """
        if document.kind == Document.Kind.FILE or document.on_request:
            return self.site + document.get_absolute_url()
        return document.url

    def contact(self, contact: EditionContact | Contact, name: str) -> ContactCopy:
        person = contact.person
        return ContactCopy(
            name=name,
            responsibility=self.words(contact.responsibility),
            organisation=self.words(contact.organisation),
            email=person.email if contact.may_see else "",
            telephone=person.telephone if contact.may_see else "",
            hides_details=not contact.may_see and bool(person.email or person.telephone),
        )


# The words of an edition never change, so what became of them is remembered.


@lru_cache(maxsize=1024)
def _shown_html(html: str, heading: str, is_anonymous: bool) -> SafeString:
    html = for_anonymous(richtext.clean(html)) if is_anonymous else richtext.clean(html)
    return mark_safe(_HEADING.sub(rf"\1{heading}>", html))  # noqa: S308 - cleaned, for_anonymous cleans again


_public_words = lru_cache(maxsize=4096)(plain_for_anonymous)


def who_is_asked(action: EditionAction) -> str:
    """The councils an action is for, in words; empty when it is for whoever it concerns."""
    if action.who == Action.Who.NAMED:
        return action.named or "the councils named"
    return "every member council" if action.who == Action.Who.COUNCILS else ""


def seen_by(circle: Circle, what: str) -> str:
    """The sentence beside a restricted thing that says who sees it; empty for what everyone sees."""
    return "" if circle.is_public else f"Only {circle.in_words} see this {what}."


def _partial(*, year: int, month: int | None, day: int | None, note: str) -> PartialDate:
    """The date; of a day that no calendar has, its month."""
    try:
        return PartialDate(year, month, day, note)
    except ValueError:
        return PartialDate(year, month, None, note)
