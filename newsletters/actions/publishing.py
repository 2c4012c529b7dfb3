"""The life of an Update: each verb says from which states it may be done."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from newsletters.actions.freezing import freeze
from newsletters.models import Edition, Update
from seslip import registry
from seslip.audit.actions import record
from seslip.people.models import User

State = Update.State


class NotNow(Exception):
    """The Update is not in a state from which this can be done. Its words are meant for the person."""


def _held(update: Update, *states: str, doing: str) -> Update:
    """The row as it is now, held until the end of the transaction, in one of these states."""
    row = Update.objects.unscoped("the state is checked by the verb, the permission by its screen")
    row = row.select_for_update().get(pk=update.pk)
    if row.state not in states:
        raise NotNow(f"{row} is {row.get_state_display().lower()}: it cannot be {doing}.")
    return row


@transaction.atomic
def publish(
    *, update: Update, by: User | None, at: dt.datetime | None = None, tell_readers: bool = True
) -> Edition:
    """Freeze a draft or scheduled Update into its first edition, for readers to see from now on.

    A withdrawn Update can be published again, as a further edition. `tell_readers` is False for Updates
    brought in from elsewhere: their readers had them long ago.
    """
    row = _held(update, State.DRAFT, State.SCHEDULED, State.WITHDRAWN, doing="published")
    edition = freeze(row, at=at or timezone.now(), by=by)
    _move(row, State.PUBLISHED, publish_at=None, withdrawn_at=None)
    record("update published", by=by, on=row, edition=edition.pk)
    _announce(edition, first=edition.serial == 1 and tell_readers)
    return edition


@transaction.atomic
def schedule(*, update: Update, at: dt.datetime, by: User) -> None:
    """Publish by itself at a time to come; a second schedule replaces the first."""
    row = _held(update, State.DRAFT, State.SCHEDULED, doing="scheduled")
    if at <= timezone.now():
        raise NotNow("That time has passed. Choose a later one, or publish now.")
    _move(row, State.SCHEDULED, publish_at=at)
    record("update scheduled", by=by, on=row, at=at.isoformat())


@transaction.atomic
def unschedule(*, update: Update, by: User) -> None:
    row = _held(update, State.SCHEDULED, doing="taken off the schedule")
    _move(row, State.DRAFT, publish_at=None)
    record("update taken off the schedule", by=by, on=row)


@transaction.atomic
def correct(*, update: Update, note: str, by: User) -> Edition:
    """Put what stands in the Update now in place of the published edition, saying what was corrected."""
    row = _held(update, State.PUBLISHED, doing="corrected")
    if not note.strip():
        raise NotNow("Say in a few words what was corrected: readers see it.")
    edition = freeze(row, at=timezone.now(), by=by, correction=note.strip())
    record("update corrected", by=by, on=row, edition=edition.pk, note=note)
    _announce(edition, first=False)
    return edition


@transaction.atomic
def withdraw(*, update: Update, reason: str, by: User) -> None:
    """Take a published Update away from readers, everywhere at once. It can be published again."""
    row = _held(update, State.PUBLISHED, doing="withdrawn")
    _move(row, State.WITHDRAWN, withdrawn_at=timezone.now())
    record("update withdrawn", by=by, on=row, reason=reason)


def publish_due(now: dt.datetime | None = None) -> list[Edition]:
    """Publish what is scheduled for now or earlier. Safe to run twice, or twice at once."""
    due = Update.objects.unscoped("the clock publishes whatever is due").due(now or timezone.now())
    return [edition for update in due.order_by("publish_at") if (edition := _publish_if_still_due(update))]


def _publish_if_still_due(update: Update) -> Edition | None:
    try:
        with transaction.atomic():
            _held(update, State.SCHEDULED, doing="published by the clock")
            return publish(update=update, by=None)
    except NotNow:
        return None


def _move(row: Update, state: str, **fields) -> None:
    Update.objects.filter(pk=row.pk).update(state=state, **fields)


def _announce(edition: Edition, *, first: bool) -> None:
    """Tell what hangs on a publication: search, the public PDF, and, the first time, readers' letters.

    Each runs inside this transaction: it writes its own rows, and slow work follows from those.
    """
    for follow in registry.offered("edition published"):
        follow(edition)
    if first:
        for follow in registry.offered("edition goes out"):
            follow(edition)
