"""Entering what a file holds: all of it, or nothing."""

import hashlib

from django.db import transaction

from budget.actions.ledger import WHY, receive, spend
from budget.importing.entries import ReadEntry, ReadFile
from budget.models import Entry
from seslip.audit.actions import record
from seslip.people.models import User
from seslip.refusals import Refused
from workstreams.models import Plan


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@transaction.atomic
def import_entries(*, plan: Plan, book: str, read: ReadFile, content_hash: str, by: User) -> list[Entry]:
    """Every row of the file as an entry; the same file a second time is refused."""
    if read.problems:
        raise Refused("The file has problems, so nothing was entered.")
    if Entry.objects.unscoped(WHY).filter(import_hash=content_hash, book_year__book=book).exists():
        raise Refused("This very file has been entered before, so nothing was entered.")
    entries = [_enter(plan, book, each, content_hash, by) for each in _income_first(read.entries)]
    record("entries imported", by=by, on=plan, book=book, number=len(entries))
    return entries


def _income_first(entries: list[ReadEntry]) -> list[ReadEntry]:
    """In the order of days, and on one day what comes in before what goes out of it."""
    return sorted(entries, key=lambda each: (each.day, each.income is None, each.number))


def _enter(plan: Plan, book: str, each: ReadEntry, content_hash: str, by: User) -> Entry:
    about = {"book": book, "year": plan.year, "pence": each.pence, "day": each.day, "words": each.words}
    try:
        if each.income:
            return receive(income=each.income, import_hash=content_hash, by=by, **about)
        return spend(line=each.line, project=each.project, import_hash=content_hash, by=by, **about)
    except Refused as refused:
        raise Refused(f"Row {each.number}: {refused} Nothing was entered.") from refused
