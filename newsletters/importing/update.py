"""Lines into one Update, with the account of where every line went."""

import datetime
from dataclasses import dataclass, field, replace

from .contacts import contacts_of
from .items import Draft, Items, items_of
from .labels import CONTACTS, REMINDERS, TOOLS
from .lines import Line, as_html
from .opening import Opening, introduction_of, opening_of
from .outline import Outline, Segment, outline
from .parsed import Note, ParsedMedia, ParsedUpdate, Placed, UnreadableFile
from .titles import Title, find_title, slug_for, slug_in, title_line, title_of_address
from .tools import tools_of

FRIDAY = 4
MOST_LINES = 10_000


@dataclass(frozen=True)
class Hint:
    """What is known besides the text: titles given elsewhere, the address, the day it was posted."""

    titles: tuple[str, ...] = ()
    address: str = ""
    name: str = ""
    posted: datetime.date | None = None

    def named(self) -> Title:
        """The number and date the titles give."""
        return _first([find_title(text) for text in self.titles])

    def title(self) -> Title:
        """What the titles give, else the address, else the file's name."""
        named, address, name = self.named(), title_of_address(self.address), title_of_address(self.name)
        return _first([named, address, name])


def _first(titles: list[Title]) -> Title:
    number = next((title.number for title in titles if title), None)
    dates = (title.date for title in titles if title.number == number)
    return Title(number, next(filter(None, dates), None))


@dataclass
class Account:
    """Where each line went. A line is placed once; what nobody placed is reported as not understood."""

    fields: dict[Line, str] = field(default_factory=dict)
    notes: list[tuple[Line, str]] = field(default_factory=list)

    def place(self, lines: list[Line], where: str) -> None:
        for line in lines:
            if line not in self.fields:
                self.fields[line] = where

    def leave_out(self, line: Line, why: str) -> None:
        if line not in self.fields:
            self.fields[line] = "notes"
            self.notes.append((line, why))

    def doubt(self, line: Line, why: str) -> None:
        self.notes.append((line, f"Uncertain: {why}"))


def read_update(lines: list[Line], media: list[ParsedMedia], hint: Hint) -> ParsedUpdate:
    """The Update these lines hold, as far as it can be told, and notes on all that could not."""
    if len(lines) > MOST_LINES:
        raise UnreadableFile(
            f"{hint.name or 'The text'} has more than {MOST_LINES:,} lines: no Update is so long."
        )
    known = hint.title()
    lines = [replace(line, place=(place, 0)) for place, line in enumerate(lines)]
    usable = [line for line in lines if not line.furniture]
    opening = opening_of(usable, known.number)
    body = outline(opening.rest)
    items = items_of(_item_segments(body))
    account = Account()
    number = opening.title.number or known.number
    for line in lines:
        if line.furniture and number and title_line(line.text).number == number:
            account.place([line], "title")
        elif line.furniture:
            account.leave_out(line, line.furniture)
    update = ParsedUpdate(media=list(dict.fromkeys(media)), address=hint.address)
    _place_opening(update, account, opening, items)
    _place_items(update, account, items)
    _place_rest(update, account, body)
    _close(update, account, lines)
    _name(update, opening.title, known, hint)
    return update


def _item_segments(body: Outline) -> list[Segment]:
    return [segment for segment in body.segments if segment.kind not in (TOOLS, CONTACTS)]


def _place_opening(update: ParsedUpdate, account: Account, opening: Opening, items: Items) -> None:
    account.place(opening.titles, "title")
    kept, left_out = introduction_of(opening.before + items.opening)
    update.introduction = as_html(kept)
    account.place(kept, "introduction")
    for line, why in opening.left_out + left_out:
        account.leave_out(line, why)


def _place_items(update: ParsedUpdate, account: Account, items: Items) -> None:
    for line, kind in items.headings:
        account.place([line], f"the heading of {'reminders' if kind == REMINDERS else 'this week'}")
    for draft in items.drafts:
        where = update.reminders if draft.reminder else update.items
        name = f"{'reminders' if draft.reminder else 'items'}[{len(where)}]"
        where.append(draft.parsed())
        _place_item(account, draft, name)
    for line, why in items.adrift:
        account.leave_out(line, why)


def _place_item(account: Account, draft: Draft, name: str) -> None:
    account.place(draft.programme, f"{name}.programme")
    account.place(draft.update, f"{name}.update")
    account.place(draft.action, f"{name}.action")
    account.place(draft.labels, f"{name} label")
    first = next(iter(draft.programme + draft.labels + draft.update + draft.action), None)
    for why in dict.fromkeys(draft.uncertain):
        account.doubt(first, why)


def _place_rest(update: ParsedUpdate, account: Account, body: Outline) -> None:
    for line, why in body.left_out:
        account.leave_out(line, why)
    for segment in body.segments:
        if segment.kind in (TOOLS, CONTACTS):
            account.place([segment.label], f"the heading of {segment.kind}")
            (_place_tools if segment.kind == TOOLS else _place_contacts)(update, account, segment.lines)


def _place_tools(update: ParsedUpdate, account: Account, lines: list[Line]) -> None:
    for tool in tools_of(lines):
        account.place(tool.lines, f"tools[{len(update.tools)}]")
        update.tools.append(tool.parsed())


def _place_contacts(update: ParsedUpdate, account: Account, lines: list[Line]) -> None:
    contacts, others = contacts_of(lines)
    for contact in contacts:
        account.place(contact.lines, f"contacts[{len(update.contacts)}]")
        update.contacts.append(contact.parsed)
        for line, why in contact.odd:
            account.doubt(line, why)
        if not contact.parsed.name:
            account.doubt(contact.lines[0], "No name was made out for this contact.")
    for line in others:
        account.leave_out(line, "is no contact")


def _close(update: ParsedUpdate, account: Account, lines: list[Line]) -> None:
    """Whatever nobody placed is reported; then the account is written out in the order of the source."""
    placed = {line.place[0] for line in account.fields}
    for line in lines:
        if line.place[0] not in placed:
            account.leave_out(line, "not understood")
    fields = sorted(account.fields.items(), key=lambda entry: entry[0].place)
    update.placed = [Placed(line.number, line.text, where) for line, where in fields if not line.implied]
    notes = sorted((entry for entry in account.notes if entry[0]), key=lambda entry: entry[0].place)
    update.notes = [Note(line.number, line.text, why) for line, why in notes if not line.implied]


def _name(update: ParsedUpdate, title: Title, known: Title, hint: Hint) -> None:
    """Number, date and address; with a note where they come from elsewhere, or disagree."""
    same = title.number is None or known.number in (None, title.number)
    named = hint.named() if same else Title()
    update.number = title.number or known.number
    update.date = title.date or (known.date if same else None) or hint.posted
    if update.number and not (title or named):
        _remark(update, "The number was taken from the address or the file's name: the text has no title.")
    if update.date and not (title.date or named.date):
        _remark(update, f"The title has no date: {_said(update.date)} was taken from elsewhere.")
    if known.number and title.number and known.number != title.number:
        _remark(update, f"The text says No {title.number}, its address or file name No {known.number}.")
    if title.date and known.date and title.date != known.date and same:
        _remark(update, f"The text says {_said(title.date)}, its address or title {_said(known.date)}.")
    if update.date and update.date.weekday() != FRIDAY:
        _remark(update, f"{_said(update.date)} is a {update.date:%A}, not a Friday.")
    words = title.words or next((text for text in hint.titles if title_line(text)), "")
    known_slug = slug_in(hint.address) or slug_in(hint.name)
    update.slug = known_slug or slug_for(Title(update.number, update.date, words))


def _said(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _remark(update: ParsedUpdate, why: str) -> None:
    update.notes.insert(0, Note(0, "", why))
