"""Sending what is due: once, as far as a mail server lets anybody be sure (docs/decisions/sending.md)."""

import datetime as dt
import logging
import time
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from newsletters import letters
from newsletters.models import Delivery, Reader
from seslip import mail
from seslip.jobs.actions import enqueue
from seslip.jobs.handlers import handles
from seslip.jobs.models import Job

logger = logging.getLogger(__name__)
State = Delivery.State
ATTEMPTS = 5
HANGING_UP = 421


@dataclass
class Batch:
    """What one run did, and what stopped it, if anything did."""

    done: Counter = field(default_factory=Counter)
    stopped: str = ""

    def __str__(self):
        words = ", ".join(
            f"{count} {State(state).label.lower()}" for state, count in sorted(self.done.items())
        )
        return "; ".join(filter(None, [words or "nothing to send", self.stopped]))


@dataclass(frozen=True)
class Claim:
    """The rows of one letter, held by one worker until its lease runs out."""

    token: str
    letter_id: str
    reader: Reader
    rows: list[Delivery]

    @property
    def attempts(self) -> int:
        return max(row.attempts for row in self.rows)


def send_batch(*, at_most: int = 1000, seconds: float = 200) -> Batch:
    """Send what is due over one connection, until nothing is, the time is up or the server is lost."""
    batch = Batch()
    if not something_due():
        return batch
    connection = mail.connection()
    until = time.monotonic() + seconds
    try:
        connection.open()
        while batch.done.total() < at_most and time.monotonic() < until and (claim := next_letter()):
            batch.done[_send(claim, connection)] += 1
    except OSError as error:
        batch.stopped = f"The mail server was lost: {error}"
    finally:
        with suppress(OSError):
            connection.close()
    return batch


@handles("send-letters", words="Letters of an Update", seconds=300)
def send_letters() -> None:
    """One batch, then another job if more is due. A lost server fails the job, which tries again later."""
    batch = send_batch()
    if batch.stopped:
        raise ConnectionError(batch.stopped)
    if something_due():
        call_a_worker("more")


def call_a_worker(why: str) -> None:
    """Somebody should look into the outbox now; the clock looks every minute anyway."""
    enqueue("send-letters", f"send-letters-{why}-{token_hex(6)}")


def call_if_due() -> str:
    """What the clock does each minute; says whether anything is due."""
    if not something_due():
        return "nothing due"
    if not somebody_called():
        call_a_worker("clock")
    return "letters are due"


def somebody_called() -> bool:
    """Whether a worker is at the letters, or is about to be: one is enough for the clock."""
    return Job.objects.filter(kind="send-letters", state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists()


def something_due() -> bool:
    return Delivery.objects.to_send(timezone.now()).exists()


@transaction.atomic
def next_letter() -> Claim | None:
    """Take the next letter. Its reader's row is held meanwhile, so that two workers never share a letter."""
    due = Delivery.objects.to_send(timezone.now())
    readers = Reader.objects.select_for_update(skip_locked=True, of=("self",))
    reader = readers.filter(pk__in=due.values("reader")).order_by("pk").first()
    if reader is None:
        return None
    rows = _rows_of_one_letter(list(due.filter(reader=reader).order_by("pk")), reader)
    return _claim(rows, reader) if rows else next_letter()


def _rows_of_one_letter(due: list[Delivery], reader: Reader) -> list[Delivery]:
    """A letter tried before is the same rows again; else all that is due to a weekly reader goes in one."""
    if not due:
        return []
    first = due[0]
    if first.message_id:
        return [row for row in due if row.message_id == first.message_id]
    if reader.frequency == Reader.Frequency.WEEKLY:
        return [row for row in due if not row.message_id]
    return [first]


def _claim(rows: list[Delivery], reader: Reader) -> Claim:
    token = str(uuid.uuid4())
    letter_id = rows[0].message_id or f"update-{rows[0].pk}-{token_hex(8)}"
    mine = Delivery.objects.filter(pk__in=[row.pk for row in rows])
    mine.update(
        state=State.SENDING,
        token=token,
        message_id=letter_id,
        lease_until=timezone.now() + dt.timedelta(seconds=settings.LETTER_LEASE_SECONDS),
        attempts=F("attempts") + 1,
    )
    return Claim(token, letter_id, reader, list(mine.select_related("update")))


def _send(claim: Claim, connection) -> str:
    """Send one letter and write down what became of it. Only a lost connection is passed on."""
    if claim.attempts > ATTEMPTS:
        return _settle(claim, State.FAILED, "Every attempt to send it was cut short.")
    try:
        message = letters.message(claim.reader, claim.rows, claim.letter_id)
        _check_still_wanted(claim.reader)
        connection.send_messages([message])
    except letters.NotNeeded as nothing:
        return _settle(claim, State.NOT_NEEDED, str(nothing))
    except SMTPRecipientsRefused as refused:
        return _refused(claim, *next(iter(refused.recipients.values())))
    except SMTPResponseException as refused:
        if refused.smtp_code == HANGING_UP:
            _put_off(claim, _words(refused.smtp_code, refused.smtp_error))
            raise
        return _refused(claim, refused.smtp_code, refused.smtp_error)
    except OSError as lost:
        _put_off(claim, f"The mail server was lost: {lost}")
        raise
    except Exception as error:
        logger.warning("The letter %s could not be written", claim.letter_id, exc_info=True)
        return _settle(claim, State.FAILED, f"The letter could not be written: {error}")
    return _settle(claim, State.SENT, "", sent_at=timezone.now())


def _check_still_wanted(reader: Reader) -> None:
    """Asked last, after the letter is written: somebody may just have left."""
    state = Reader.objects.values_list("state", flat=True).filter(pk=reader.pk).first()
    if state != Reader.State.ACTIVE:
        why = Reader.State(state).label if state else "Is no longer on the list"
        raise letters.NotNeeded(f"{why}: before it was sent.")


def _refused(claim: Claim, code: int, reply: bytes | str) -> str:
    """For now (4xx: tried again later) or for good (5xx), in the server's own words."""
    if code < 500:
        return _put_off(claim, _words(code, reply))
    return _settle(claim, State.FAILED, _words(code, reply))


def _words(code: int, reply: bytes | str) -> str:
    reply = reply.decode(errors="replace") if isinstance(reply, bytes) else str(reply)
    return f"The mail server said: {code} {reply}"


def _put_off(claim: Claim, reason: str) -> str:
    """Wait, twice as long each time, then give up."""
    if claim.attempts >= ATTEMPTS:
        return _settle(claim, State.FAILED, reason)
    later = timezone.now() + dt.timedelta(seconds=settings.LETTER_BACKOFF_SECONDS * 2**claim.attempts)
    return _settle(claim, State.WAITING, reason, due_at=later)


def _settle(claim: Claim, state: str, reason: str, **fields) -> str:
    """Only the holder of the token writes: a worker thought dead that wakes up changes nothing."""
    mine = Delivery.objects.filter(token=claim.token, state=State.SENDING)
    mine.update(state=state, reason=reason[:300], lease_until=None, **fields)
    return state
