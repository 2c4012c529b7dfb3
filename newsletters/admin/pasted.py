"""What was pasted, as rows for the desk: nothing of it is saved before the desk is."""

import datetime as dt
from dataclasses import dataclass, field

from newsletters.actions.bringing_in.items import differs, earlier_item, heading
from newsletters.actions.bringing_in.tools import usable
from newsletters.admin.date_lines import written
from newsletters.importing import Note, ParsedContact, ParsedItem, ParsedTool, ParsedUpdate
from newsletters.models import Contact, Item, Placement, Section, Tool
from newsletters.proposals import Names, calendar_of
from seslip.people.models import Circle
from seslip.richtext import clean


@dataclass
class Pasted:
    """Rows not saved; each carries in `proposed` what its fields are to say at first."""

    introduction: str = ""
    placements: list[Placement] = field(default_factory=list)
    tools: list[Tool] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def pasted_rows(parsed: ParsedUpdate, *, day: dt.date) -> Pasted:
    names, taken = Names(), set()
    sections = ((Section.THIS_WEEK, parsed.items), (Section.REMINDERS, parsed.reminders))
    return Pasted(
        introduction=clean(parsed.introduction),
        placements=[
            _placement(said, section, position, names, taken, day)
            for section, items in sections
            for position, said in enumerate(items, 1)
        ],
        tools=[_tool(said, position) for position, said in enumerate(parsed.tools, 1)],
        contacts=[_contact(said, position) for position, said in enumerate(parsed.contacts, 1)],
        notes=parsed.notes,
    )


def _placement(said: ParsedItem, section, position: int, names: Names, taken: set, day: dt.date) -> Placement:
    """The same item as in an earlier Update where there is one, with its words for this one."""
    known = earlier_item(said, Circle.objects.everyone(), taken)
    item = known or Item(programme=heading(said), update=clean(said.update), action=clean(said.action))
    placement = Placement(item=item, section=section, position=position)
    placement.uncertain = said.uncertain
    if known:
        taken.add(known.pk)
        placement.override = clean(said.update) if differs(known.update, said.update) else ""
    else:
        placement.proposed = _proposed(said, names, day)
    return placement


def _proposed(said: ParsedItem, names: Names, day: dt.date) -> dict:
    words = (said.update, said.action)
    calendar = calendar_of(said.programme, *words, reference=day)
    councils = names.councils_in(f"<p>{said.programme}</p>", *words)
    return {
        "dates": "\n".join(written(date) for date in calendar.dates),
        "status": Item.Status.SAVE_THE_DATE if calendar.is_save_the_date else Item.Status.FIRM,
        "councils": [council.pk for council in councils],
        "topics": [topic.pk for topic in names.topics_in(said.programme, *words)],
    }


def _tool(said: ParsedTool, position: int) -> Tool:
    tool = Tool(position=position)
    tool.proposed = {
        "title": said.title[:300],
        "address": usable(said.url),
        "publisher": said.publisher[:200],
        "published": f"{said.published:%-d %B %Y}" if said.published else said.published_text[:60],
        "no_address": not usable(said.url),
    }
    return tool


def _contact(said: ParsedContact, position: int) -> Contact:
    contact = Contact(
        responsibility=said.responsibility[:200] or "Contact",
        organisation=said.organisation[:120],
        position=position,
    )
    contact.proposed = {
        "person": (said.name or said.responsibility)[:120],
        "email": said.email,
        "telephone": said.phone[:40],
        "is_new": True,
    }
    return contact
