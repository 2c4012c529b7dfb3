"""The outbox: one row a reader and Update. Who gets a letter is decided here; sending.py sends it."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from smtplib import SMTPException

from django.db import transaction
from django.utils import timezone

from newsletters import letters
from newsletters.actions.publishing import NotNow
from newsletters.actions.sending import call_a_worker
from newsletters.models import Delivery, Edition, Reader, Update
from seslip.audit.actions import record
from seslip.people.models import User

State = Delivery.State
FRIDAY = 4
WEEKLY_AT = dt.time(16)


def fill_outbox(edition: Edition) -> None:
    """A row for every active reader, in the transaction that publishes; filling twice is filling once.

    Without a proof of what was published, the rows are held until the manager lets them go.
    """
    state = State.WAITING if proof_is_current(edition.update) else State.HELD
    readers = Reader.objects.active().only("pk", "frequency")
    due = {frequency: due_for(frequency, edition.published_at) for frequency in Reader.Frequency.values}
    rows = [
        Delivery(
            reader=reader, update=edition.update, edition=edition, state=state, due_at=due[reader.frequency]
        )
        for reader in readers
    ]
    Delivery.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    call_a_worker("published")


def due_for(frequency: str, published_at: dt.datetime) -> dt.datetime:
    """At once, or the next Friday at 16:00 in London: the same day when published on a Friday before that."""
    if frequency == Reader.Frequency.IMMEDIATE:
        return published_at
    here = timezone.localtime(published_at)
    friday = here.date() + dt.timedelta(days=(FRIDAY - here.weekday()) % 7)
    due = dt.datetime.combine(friday, WEEKLY_AT, tzinfo=here.tzinfo)
    if due <= here:
        due = dt.datetime.combine(friday + dt.timedelta(weeks=1), WEEKLY_AT, tzinfo=here.tzinfo)
    return due


def proof_is_current(update: Update) -> bool:
    """The manager has been sent these very words, or has said that she does not want a proof of them."""
    return update.proofed_version == update.version


def send_proof(*, update: Update, by: User) -> None:
    """Send the letter of the draft, as readers would get it, to whoever asks. Sending it opens the outbox."""
    try:
        letters.proof(update, by).send()
    except (SMTPException, OSError) as error:
        raise NotNow(f"The mail server did not take the proof: {error}. Please try again.") from error
    _remember_proof(update, by, "proof sent", at=timezone.now())


def go_without_proof(*, update: Update, by: User) -> None:
    """She does not want a proof of what stands there now. Changing a word asks for one again."""
    _remember_proof(update, by, "sending without a proof", at=None)


@transaction.atomic
def _remember_proof(update: Update, by: User, verb: str, *, at: dt.datetime | None) -> None:
    Update.objects.filter(pk=update.pk).update(proofed_version=update.version, proofed_at=at)
    update.proofed_version, update.proofed_at = update.version, at
    record(verb, by=by, on=update, version=update.version)


@transaction.atomic
def let_go(*, update: Update, by: User) -> int:
    """Let the held letters of a published Update go to its readers."""
    if not proof_is_current(update):
        raise NotNow("Send yourself a proof first, or say that you do not want one.")
    held = Delivery.objects.filter(update=update, state=State.HELD)
    count = held.update(state=State.WAITING)
    record("letters let go", by=by, on=update, letters=count)
    call_a_worker("let-go")
    return count


@transaction.atomic
def send_again(*, update: Update, by: User) -> int:
    """Send the failed letters of an Update once more, and no other. A weekly letter goes again whole."""
    failed = Delivery.objects.failed().filter(update=update)
    letter_ids = [letter_id for letter_id in failed.values_list("message_id", flat=True) if letter_id]
    again = failed | Delivery.objects.failed().filter(message_id__in=letter_ids)
    count = Delivery.objects.filter(pk__in=list(again.values_list("pk", flat=True))).update(
        state=State.WAITING, attempts=0, due_at=timezone.now(), reason=""
    )
    record("failed letters sent again", by=by, on=update, letters=count)
    call_a_worker("again")
    return count


@dataclass(frozen=True)
class Summary:
    """How far the letters of an Update are."""

    held: int
    waiting: int
    sent: int
    failed: int
    not_needed: int
    next_due: dt.datetime | None

    @property
    def total(self) -> int:
        return self.held + self.waiting + self.sent + self.failed + self.not_needed

    def __str__(self):
        words = f"{self.sent} sent, {self.waiting} waiting, {self.failed} failed"
        words += f", {self.not_needed} not needed" if self.not_needed else ""
        return f"{words}, {self.held} held until a proof has been sent" if self.held else words


def sending_summary(update: Update) -> Summary:
    """Sent, waiting (being sent included) and failed, for the manager."""
    rows = Delivery.objects.filter(update=update).values_list("state", "due_at")
    count = Counter(state for state, _ in rows)
    waiting = [due for state, due in rows if state == State.WAITING]
    return Summary(
        held=count[State.HELD],
        waiting=count[State.WAITING] + count[State.SENDING],
        sent=count[State.SENT],
        failed=count[State.FAILED],
        not_needed=count[State.NOT_NEEDED],
        next_due=min(waiting, default=None),
    )
