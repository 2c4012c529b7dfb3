"""What the hashes are made of. Change nothing here: what is sealed would no longer agree."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from seslip.audit.models import Block, Event

START = "0" * 64


def hash_of_event(event: Event) -> str:
    return _hash(
        event.pk,
        _moment(event.at),
        event.sort,
        event.by_id,
        event.acting_for_id,
        event.verb,
        event.kind,
        event.object_id,
        event.details,
    )


def hash_of_contents(hashes: Iterable[tuple[int, str]]) -> str:
    """Over each event's number and hash, in the order of the numbers."""
    return _hash(*sorted(hashes))


def hash_of_block(block: Block) -> str:
    """Over everything the block says of itself but that it was dropped."""
    moments = [block.since, block.until, block.sealed_at, block.keep_until]
    numbers = [block.number, block.first, block.last, block.count]
    return _hash(block.previous, block.contents, *numbers, *map(_moment, moments))


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _hash(*parts) -> str:
    words = json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(words.encode()).hexdigest()
