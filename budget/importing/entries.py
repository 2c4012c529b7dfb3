"""Many entries from a CSV file: read and checked row by row, before any is entered."""

import csv
import datetime as dt
import io
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.forms import DateField

from budget.models import Income, Line, Project
from budget.money import pence
from workstreams.models import Plan
from workstreams.years import first_day, last_day

Columns = ("day", "kind", "row", "project", "amount", "words")
MOST = 10_000
_DAY = DateField(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"])


@dataclass(frozen=True)
class ReadEntry:
    """A row that can be entered; either `line` or `income` is there."""

    number: int
    day: dt.date
    pence: int
    words: str
    line: Line | None = None
    project: Project | None = None
    income: Income | None = None


@dataclass
class ReadFile:
    """The rows that are right, and a sentence for every one that is not, with its number in the file."""

    entries: list[ReadEntry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(entry.pence for entry in self.entries)


def read_entries(content: bytes, plan: Plan) -> ReadFile:
    """Every row of the file, against the rows of the plan's budget."""
    read = ReadFile()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        read.problems.append("The file is not a CSV in UTF-8. Save it from Excel as “CSV UTF-8”.")
        return read
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in Columns if name not in (rows.fieldnames or [])]
    if missing:
        read.problems.append(f"Row 1: these columns are missing: {', '.join(missing)}.")
        return read
    known = _Rows(plan)
    try:
        for number, row in enumerate(rows, start=2):
            if number > MOST:
                read.problems.append(f"The file has more than {MOST:,} rows. Part it.")
                break
            if any(_said(row, name) for name in Columns):
                _take(read, number, row, known)
    except csv.Error as error:
        read.problems.append(f"The file breaks off: {error}.")
    if not read.entries and not read.problems:
        read.problems.append("The file has no rows.")
    return read


def _said(row: dict, name: str) -> str:
    return (row.get(name) or "").strip()


class _Rows:
    """The plan's rows by what people call them: reference, name, or both."""

    def __init__(self, plan: Plan):
        self.plan = plan
        lines = list(Line.objects.filter(plan=plan))
        self.lines = _by_words([(each, (each.ref, each.name, str(each))) for each in lines])
        self.income = _by_words([(each, (each.name,)) for each in Income.objects.filter(plan=plan)])
        projects = Project.objects.filter(line__plan=plan).select_related("line", "fund")
        self.projects = {(each.line_id, each.reference.lower()): each for each in projects}


def _by_words(named: list[tuple]) -> dict:
    """What two rows are called finds neither."""
    found: dict = {}
    for thing, names in named:
        for name in {each.lower() for each in names if each}:
            found[name] = None if name in found else thing
    return found


def _take(read: ReadFile, number: int, row: dict, known: _Rows) -> None:
    problems = []
    day = _day(_said(row, "day"), known.plan, problems)
    amount = _amount(_said(row, "amount"), problems)
    line, project, income = _where(row, known, problems)
    if not _said(row, "words"):
        problems.append("say what it is for, in “words”")
    if problems:
        read.problems.append(f"Row {number}: {'; '.join(problems)}.")
        return
    words = _said(row, "words")[:300]
    read.entries.append(ReadEntry(number, day, amount, words, line, project, income))


def _day(text: str, plan: Plan, problems: list[str]) -> dt.date | None:
    try:
        day = _DAY.clean(text)
    except ValidationError:
        problems.append(f"“{text}” is no day; write it like 2021-10-31")
        return None
    if not first_day(plan.year) <= day <= last_day(plan.year):
        problems.append(f"{text} is not in {plan.year}")
    return day


def _amount(text: str, problems: list[str]) -> int | None:
    try:
        amount = pence(text)
    except ValueError:
        problems.append(f"“{text}” is no amount; write it like 1250.50")
        return None
    if amount is None or not 0 < amount < 10**14:
        problems.append("the amount is above nought; to undo an entry, reverse it")
    return amount


def _where(row: dict, known: _Rows, problems: list[str]) -> tuple:
    kind, name = _said(row, "kind").lower(), _said(row, "row")
    if kind == "income":
        return None, None, _found(known.income, name, "income", problems)
    if kind != "spending":
        problems.append(f"“{kind}” is neither income nor spending")
        return None, None, None
    line = _found(known.lines, name, "spending", problems)
    project = _project(line, _said(row, "project"), known, problems) if line else None
    return line, project, None


def _found(known: dict, name: str, kind: str, problems: list[str]):
    if name.lower() in known and known[name.lower()] is None:
        problems.append(f"“{name}” is the name of more than one row")
        return None
    found = known.get(name.lower())
    if found is None:
        problems.append(f"the budget has no row of {kind} called “{name}”")
    return found


def _project(line: Line, reference: str, known: _Rows, problems: list[str]) -> Project | None:
    if not reference:
        return None
    project = known.projects.get((line.pk, reference.lower()))
    if project is None:
        problems.append(f"there is no project {reference} on {line}")
    return project
