"""Readers come, choose, leave, come back: nothing changes before the owner of the address says so."""

from collections.abc import Collection
from secrets import token_hex

from django.db import transaction
from django.utils import timezone

from newsletters.models import Reader
from newsletters.models.readers import new_token
from seslip.audit.actions import record
from seslip.jobs.actions import enqueue
from seslip.people.models import User

State = Reader.State


@transaction.atomic
def ask_to_subscribe(*, email: str, frequency: str, topics) -> None:
    """Write to this address, whatever we know of it: a link to confirm, or where to change what it gets.

    What somebody else types never changes what an active reader gets.
    """
    reader, _ = Reader.objects.get_or_create(
        email=email.strip().lower(),
        defaults={"lawful_basis": "Asked for; not confirmed yet", "source": "the subscribe page"},
    )
    if reader.state == State.ACTIVE:
        _write("already_subscribed", reader)
        return
    reader.state, reader.frequency = State.PENDING, frequency
    reader.save(update_fields=["state", "frequency"])
    reader.topics.set(topics)
    record("reader asked", by=None, on=reader, frequency=frequency)
    _write("confirm_subscription", reader)


@transaction.atomic
def confirm(*, reader: Reader) -> None:
    """The owner of the address said yes. Saying it twice is saying it once."""
    reader = _held(reader)
    if reader.state != State.PENDING:
        return
    now = timezone.now()
    reader.lawful_basis = f"Consent, {timezone.localtime(now):%-d %B %Y}"
    _make_active(reader, confirmed_at=now)
    record("reader confirmed", by=None, on=reader)


@transaction.atomic
def choose(*, reader: Reader, frequency: str, topics) -> None:
    """What to get, and how often."""
    reader.frequency = frequency
    reader.save(update_fields=["frequency"])
    reader.topics.set(topics)
    record("reader chose", by=None, on=reader, frequency=frequency)


@transaction.atomic
def subscribe_account(*, user: User, frequency: str, topics) -> Reader:
    """Somebody signed in subscribes: the account has proved the address already."""
    now = timezone.now()
    reader, _ = Reader.objects.get_or_create(
        email=user.email.lower(), defaults={"lawful_basis": "", "source": "their account"}
    )
    reader.lawful_basis = f"Consent, signed in, {timezone.localtime(now):%-d %B %Y}"
    reader.frequency = frequency
    _make_active(reader, confirmed_at=now)
    reader.topics.set(topics)
    record("reader subscribed with an account", by=user, on=reader)
    return reader


@transaction.atomic
def leave(*, reader: Reader, how: str) -> None:
    """No more letters from now on, waiting ones included. One last letter says so and offers to undo it."""
    reader = _held(reader)
    was_active = reader.state == State.ACTIVE
    if reader.state == State.LEFT:
        return
    reader.state, reader.left_at = State.LEFT, timezone.now()
    reader.save(update_fields=["state", "left_at"])
    record("reader left", by=None, on=reader, how=how)
    if was_active:
        _write("subscription_stopped", reader)


@transaction.atomic
def come_back(*, reader: Reader) -> None:
    """Undo leaving, though somebody else may have typed the address in since."""
    reader = _held(reader)
    if reader.state == State.ACTIVE or not (reader.left_at and reader.confirmed_at):
        return
    _make_active(reader, confirmed_at=reader.confirmed_at)
    record("reader came back", by=None, on=reader)


@transaction.atomic
def works_again(*, reader: Reader, by: User) -> bool:
    """The manager knows that an address which bounced works; earlier bounces no longer count."""
    reader = _held(reader)
    if reader.state != State.BOUNCED or not reader.confirmed_at:
        return False
    reader.bounces.update(settled=True)
    _make_active(reader, confirmed_at=reader.confirmed_at)
    record("reader's address works again", by=by, on=reader)
    return True


@transaction.atomic
def replace_link(*, reader: Reader, by: User) -> None:
    """The links in letters sent so far stop working: somebody else has used them."""
    reader.token = new_token()
    reader.save(update_fields=["token"])
    record("reader's link replaced", by=by, on=reader)


@transaction.atomic
def change(*, reader: Reader, fields: Collection[str], by: User) -> None:
    """Save what the manager has corrected of a reader; the topics chosen are saved beside it."""
    if not fields:
        return
    reader.save(update_fields=[name for name in fields if name != "topics"])
    record("reader changed", by=by, on=reader, fields=list(fields))


@transaction.atomic
def erase(*, reader: Reader, by: User) -> None:
    """Forget the address, what was sent to it and what came back. What is recorded keeps no address."""
    record("reader erased", by=by, on=reader)
    reader.delete()


def account_of(email: str) -> User | None:
    """The account with this address. Letters go to its mailbox: they may say what waits behind sign-in."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def _make_active(reader: Reader, *, confirmed_at) -> None:
    reader.state, reader.confirmed_at, reader.left_at = State.ACTIVE, confirmed_at, None
    reader.user = reader.user or account_of(reader.email)
    reader.save()


def _held(reader: Reader) -> Reader:
    """The row as it is now, held until the end of the transaction."""
    return Reader.objects.select_for_update().get(pk=reader.pk)


def _write(message: str, reader: Reader) -> None:
    enqueue("reader-letter", f"{message}-{reader.pk}-{token_hex(6)}", message=message, reader=reader.pk)
