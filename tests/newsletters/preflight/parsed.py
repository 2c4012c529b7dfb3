"""What the pre-flight reads, made of an Update that was read from a file: no database is needed."""

from collections.abc import Iterable
from datetime import date

from newsletters.dates import expiry, find_dates
from newsletters.importing import ParsedItem, ParsedUpdate
from newsletters.preflight.copy import ContactCopy, ItemCopy, ToolCopy, UpdateCopy
from newsletters.preflight.reading import read


def copy_of_parsed(
    parsed: ParsedUpdate, day: date | None = None, people: Iterable[str] = (), councils: Iterable[str] = ()
) -> UpdateCopy:
    """Keys are places in the text: "this week 1", "reminder 1", "tool 1". `day` is for text without one."""
    day = parsed.date or day
    if day is None:
        raise ValueError("Say which day the Update belongs to.")
    return UpdateCopy(
        date=day,
        introduction=parsed.introduction,
        items=[
            *(_item(f"this week {n}", "this_week", item, day) for n, item in enumerate(parsed.items, 1)),
            *(_item(f"reminder {n}", "reminders", item, day) for n, item in enumerate(parsed.reminders, 1)),
        ],
        tools=[
            ToolCopy(f"tool {n}", tool.title, tool.html, tool.url) for n, tool in enumerate(parsed.tools, 1)
        ],
        contacts=[ContactCopy(each.name, each.responsibility) for each in parsed.contacts],
        people=list(people),
        councils=list(councils),
    )


def _item(key: str, section: str, item: ParsedItem, day: date) -> ItemCopy:
    words = "\n".join([item.programme, read(item.update).text, read(item.action).text])
    last_day = expiry(find_dates(words, day))
    return ItemCopy(key, section, item.programme, item.update, item.action, expires_on=last_day)
