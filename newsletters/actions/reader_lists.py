"""Bringing in a list of readers kept elsewhere: looked at whole, then brought in whole or not at all."""

import csv
import io
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from newsletters.actions.readers import account_of
from newsletters.models import Reader
from seslip.audit.actions import record
from seslip.people.models import User
from seslip.topics.models import Topic

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
_EMAIL = {"email", "e-mail", "email address", "e-mail address", "mail"}
_FREQUENCY = {"frequency", "how often"}
_TOPICS = {"topics", "topic"}
_HOW_OFTEN = {
    "": Reader.Frequency.IMMEDIATE,
    "immediate": Reader.Frequency.IMMEDIATE,
    "at once": Reader.Frequency.IMMEDIATE,
    "weekly": Reader.Frequency.WEEKLY,
}
_STAYS_OUT = {
    Reader.State.ACTIVE: "is on the list already",
    Reader.State.LEFT: "has left, and is not brought back",
    Reader.State.BOUNCED: "is on the list, but the address did not work",
}


class CannotBringIn(Exception):
    """Nothing was brought in. The words say what to mend."""


@dataclass
class Look:
    """What a file holds: who would come in, what is wrong (with its row), and who stays out and why."""

    newcomers: list[tuple[str, str, list[Topic]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stays_out: list[str] = field(default_factory=list)

    def __str__(self):
        out, wrong = len(self.stays_out), len(self.problems)
        return f"{len(self.newcomers)} new, {out} {'stays' if out == 1 else 'stay'} out, {wrong} wrong"


def look(content: bytes) -> Look:
    """Read the file and say everything there is to say about it. Changes nothing."""
    found = Look()
    rows = _rows(content, found)
    known = {reader.email.lower(): reader for reader in Reader.objects.only("email", "state", "left_at")}
    topics = {topic.name.lower(): topic for topic in Topic.objects.open()}
    seen: dict[str, int] = {}
    for number, row in rows:
        _look_at(row, number, found, known, topics, seen)
    return found


def _look_at(row: dict, number: int, found: Look, known: dict, topics: dict, seen: dict) -> None:
    email = row["email"].lower()
    wrong = [topic for topic in row["topics"] if topic.lower() not in topics]
    if not _is_address(email):
        found.problems.append(f"Row {number}: “{row['email']}” is not an e-mail address.")
    elif row["frequency"] not in _HOW_OFTEN:
        found.problems.append(f"Row {number}: “{row['frequency']}” is neither immediate nor weekly.")
    elif wrong:
        found.problems.append(f"Row {number}: there is no topic “{wrong[0]}”.")
    elif email in seen:
        found.stays_out.append(f"Row {number}: {email} stands in row {seen[email]} already.")
    elif why := _stays_out(known.get(email)):
        found.stays_out.append(f"Row {number}: {email} {why}.")
    else:
        chosen = [topics[topic.lower()] for topic in row["topics"]]
        found.newcomers.append((email, _HOW_OFTEN[row["frequency"]], chosen))
    seen.setdefault(email, number)


def _stays_out(reader: Reader | None) -> str:
    """Somebody who left stays out, even when they asked again and have not confirmed."""
    if reader is None:
        return ""
    if reader.left_at:
        return _STAYS_OUT[Reader.State.LEFT]
    return _STAYS_OUT.get(reader.state, "")


@transaction.atomic
def bring_in(*, content: bytes, basis: str, source: str, by: User | None, leave_out_wrong=False) -> Look:
    """Bring in everybody who may come; with a wrong row, nobody, unless told to leave those out."""
    if not basis.strip() or not source.strip():
        raise CannotBringIn("Say on what lawful basis they get the Update, and where the list comes from.")
    found = look(content)
    if found.problems and not leave_out_wrong:
        raise CannotBringIn("\n".join(["Nothing was brought in. Mend these rows first:", *found.problems]))
    for email, frequency, topics in found.newcomers:
        reader, _ = Reader.objects.update_or_create(
            email=email,
            defaults={
                "state": Reader.State.ACTIVE,
                "frequency": frequency,
                "confirmed_at": timezone.now(),
                "lawful_basis": basis.strip()[:120],
                "source": source.strip()[:120],
                "user": account_of(email),
            },
        )
        reader.topics.set(topics)
        # The basis and the source stand with the reader: a source is often somebody's name.
        record("reader brought in", by=by, on=reader)
    return found


def _rows(content: bytes, found: Look) -> list[tuple[int, dict]]:
    """The rows below the headings, numbered as a spreadsheet numbers them."""
    if len(content) > MOST_BYTES:
        found.problems.append("The file is larger than 5 MB. A list of readers is not.")
        return []
    try:
        table = list(csv.reader(io.StringIO(text_of(content)), delimiter=_delimiter(content), strict=True))
    except csv.Error as error:
        found.problems.append(f"This is not a CSV file: {error}.")
        return []
    columns = _columns(table[0]) if table else {}
    if "email" not in columns:
        found.problems.append("Row 1: no column is headed “email”. Is this a CSV file with headings?")
        return []
    if len(table) > MOST_ROWS:
        found.problems.append(f"The file has {len(table):,} rows; at most {MOST_ROWS:,} come in at once.")
        return []
    filled = ((number, cells) for number, cells in enumerate(table[1:], 2) if any(map(str.strip, cells)))
    return [(number, _row(cells, columns)) for number, cells in filled]


def _columns(headings: list[str]) -> dict[str, int]:
    names = [heading.strip().lower() for heading in headings]
    wanted = {"email": _EMAIL, "frequency": _FREQUENCY, "topics": _TOPICS}
    return {
        column: place
        for column, spelt in wanted.items()
        for place, name in reversed(list(enumerate(names)))
        if name in spelt
    }


def _row(cells: list[str], columns: dict[str, int]) -> dict:
    values = {
        name: cells[place].strip() if place is not None and place < len(cells) else ""
        for name in ("email", "frequency", "topics")
        for place in [columns.get(name)]
    }
    topics = [topic.strip() for topic in values["topics"].replace("|", ";").split(";") if topic.strip()]
    return {"email": values["email"], "frequency": values["frequency"].lower(), "topics": topics}


def text_of(content: bytes) -> str:
    """UTF-8, or what Excel on Windows writes."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return text.replace("\x00", "")


def _delimiter(content: bytes) -> str:
    """A comma, or what the list separator of the country makes of it."""
    first = content.partition(b"\n")[0]
    return max(",;\t", key=lambda mark: first.count(mark.encode()))


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254
