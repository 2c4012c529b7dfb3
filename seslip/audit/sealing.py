"""Sealing what has been recorded into blocks, and dropping blocks whose time is over.

Whoever records never waits for this: a block is made from rows that were committed some minutes ago, and
what it writes are rows of its own.
"""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.utils import timezone

from seslip.audit.actions import record
from seslip.audit.hashing import START, hash_of_block, hash_of_contents, hash_of_event
from seslip.audit.models import Block, Event, EventQuerySet, Seal

# Numbers are given out before the commit: a block waits until the transactions around it have ended.
SETTLED_AFTER = dt.timedelta(minutes=5)
# Longer than any transaction lasts. What comes later than this was written into the past.
LATEST = dt.timedelta(hours=1)
AT_MOST = 1000


def seal_all() -> int:
    """Seal everything that has settled, block by block. Says how many blocks."""
    made = 0
    while seal():
        made += 1
    return made


def seal() -> Block | None:
    """Seal the next events into a block; None when there are none, or another worker was quicker."""
    head = Block.objects.first()
    events = list(waiting(timezone.now())[:AT_MOST])
    if not events:
        return None
    hashes = {event.pk: hash_of_event(event) for event in events}
    block = _block_of(events, hashes, head)
    try:
        with transaction.atomic():
            block.save(force_insert=True)
            Seal.objects.bulk_create(
                Seal(event_id=number, block=block, hash=value) for number, value in hashes.items()
            )
    except IntegrityError:
        return None
    return block


def waiting(now: dt.datetime) -> EventQuerySet:
    """Events that have settled and are in no block yet, lowest number first.

    What is dated long before something sealed stays out, for `verify_audit` to point at.
    """
    events = Event.objects.filter(seal=None, at__lt=now - SETTLED_AFTER).order_by("pk")
    newest = Block.objects.aggregate(newest=Max("until"))["newest"]
    return events.filter(at__gte=newest - LATEST) if newest else events


def _block_of(events: list[Event], hashes: dict[int, str], head: Block | None) -> Block:
    """Kept as long as was promised when it was sealed: a shorter time, set later, is for later blocks."""
    moments = [event.at for event in events]
    block = Block(
        number=head.number + 1 if head else 1,
        previous=head.hash if head else START,
        contents=hash_of_contents(hashes.items()),
        first=events[0].pk,
        last=events[-1].pk,
        count=len(events),
        since=min(moments),
        until=max(moments),
        sealed_at=timezone.now(),
        keep_until=max(moments) + settings.AUDIT_KEPT_FOR,
    )
    block.hash = hash_of_block(block)
    return block


def drop_old() -> int:
    """Let the events of blocks go whose time is over. Says how many blocks."""
    over = Block.objects.filter(dropped_at=None, keep_until__lt=timezone.now()).order_by("number")
    return sum(drop(block) for block in over)


@transaction.atomic
def drop(block: Block) -> bool:
    """Let a block's events go and keep its hash. Twice is once."""
    mine = Block.objects.filter(pk=block.pk, dropped_at=None).update(dropped_at=timezone.now())
    if mine:
        # The record's own querysets refuse to delete; the guards in the database let a dropped block's go.
        models.QuerySet(Event).filter(seal__block=block).delete()
        block.seals.all().delete()
        record("events dropped", by=None, on=block, events=block.count)
    return bool(mine)
