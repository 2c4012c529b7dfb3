"""The record as a table for a spreadsheet, row by row as it is read: numbers, not names."""

import csv
import json
from collections.abc import Iterator

from seslip.audit.models import Event
from seslip.people.models import User
from seslip.spreadsheets import neutral

HEADINGS = ["number", "at", "sort", "verb", "account", "acting for", "kind", "object", "details"]
AT_ONCE = 2000


class _Line:
    """What csv writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def lines(events, user: User) -> Iterator[str]:
    """The table, newest first. The mark before it tells spreadsheets that it is UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(HEADINGS)
    for event in events.iterator(chunk_size=AT_ONCE):
        yield writer.writerow([neutral(cell) for cell in _row(event, user)])


def may_read_details(user: User, kind: str) -> bool:
    """The details can hold words of the thing: they are for whoever may open it in the admin."""
    app, _, model = kind.partition(".")
    return user.has_perm(f"{app}.view_{model}")


def _row(event: Event, user: User) -> list:
    details = event.details if may_read_details(user, event.kind) else {}
    return [
        event.pk,
        event.at.isoformat(),
        event.sort,
        event.verb,
        event.by_id,
        event.acting_for_id,
        event.kind,
        event.object_id,
        json.dumps(details, ensure_ascii=False, sort_keys=True) if details else "",
    ]
