"""Whether the record is still what was sealed, and in words what is not."""

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from seslip.audit.hashing import START, hash_of_block, hash_of_contents, hash_of_event
from seslip.audit.models import Block, Event, Seal
from seslip.audit.sealing import LATEST


@dataclass
class Timeline:
    """Up to which number events were sealed by when: what comes later is numbered and dated later."""

    moments: list = field(default_factory=list)
    highest: list[int] = field(default_factory=list)

    def add(self, block: Block) -> None:
        self.moments.append(max([block.until, *self.moments[-1:]]))
        self.highest.append(max([block.last, *self.highest[-1:]]))

    def is_in_the_past(self, event: Event) -> bool:
        """Dated, or numbered, among what was sealed long before it."""
        if self.moments and event.at < self.moments[-1] - LATEST:
            return True
        before = bisect.bisect_left(self.moments, event.at - LATEST)
        return bool(before) and event.pk < self.highest[before - 1]


@dataclass
class Report:
    """What was found."""

    problems: list[str] = field(default_factory=list)
    blocks: int = 0
    dropped: int = 0
    events: int = 0
    unsealed: int = 0
    head: Block | None = None


def verify(expected: tuple[int, str] | None = None) -> Report:
    """Check every block, the chain, and what is in no block. `expected`: a number and hash kept elsewhere."""
    report, timeline, previous = Report(), Timeline(), None
    for block in Block.objects.order_by("number").iterator():
        report.problems += [*_chain(block, previous), *_twice_looked(block, timeline)]
        report.blocks += 1
        report.dropped += block.dropped_at is not None
        report.events += 0 if block.dropped_at else block.count
        timeline.add(block)
        previous = block
    report.head = previous
    report.problems += _unsealed(report, timeline)
    report.problems += _expected(expected) if expected else []
    return report


def _chain(block: Block, previous: Block | None) -> Iterator[str]:
    number = previous.number + 1 if previous else 1
    if block.number != number:
        yield f"Block {number} is missing."
    if block.previous != (previous.hash if previous else START):
        yield f"The chain is broken at block {block.number}: it does not follow the one before it."
    if block.hash != hash_of_block(block):
        yield f"Block {block.number} itself was changed."


def _twice_looked(block: Block, timeline: Timeline) -> list[str]:
    """What retention drops while this looks is not missing: what looks wrong is looked at again."""
    if not list(_inside(block, timeline)):
        return []
    return list(_inside(Block.objects.get(pk=block.pk), timeline))


def _inside(block: Block, timeline: Timeline) -> Iterator[str]:
    hashes = dict(Seal.objects.filter(block=block).values_list("event_id", "hash"))
    if block.dropped_at:
        yield from _dropped(block, hashes)
        return
    if len(hashes) != block.count or hash_of_contents(hashes.items()) != block.contents:
        yield f"What block {block.number} holds was changed: it was sealed with {block.count} events."
    events = Event.objects.in_bulk(list(hashes))
    for number, value in sorted(hashes.items()):
        event = events.get(number)
        if event is None:
            yield f"Event {number} of block {block.number} is missing."
        elif hash_of_event(event) != value:
            yield f"Event {number} of block {block.number} was changed."
        elif timeline.is_in_the_past(event):
            yield f"Event {number} of block {block.number} was added in the past."


def _dropped(block: Block, hashes: dict) -> Iterator[str]:
    if not block.keep_until <= block.dropped_at <= timezone.now():
        yield f"Block {block.number} was not dropped in its time."
    if hashes:
        yield f"Block {block.number} was dropped, and is said to hold events."


def _unsealed(report: Report, timeline: Timeline) -> Iterator[str]:
    for event in Event.objects.filter(seal=None).order_by("pk").iterator():
        if timeline.is_in_the_past(event):
            yield f"Event {event.pk} is in no block and was added in the past."
        else:
            report.unsealed += 1


def _expected(expected: tuple[int, str]) -> list[str]:
    number, value = expected
    if Block.objects.filter(number=number, hash=value).exists():
        return []
    return [f"Block {number} does not have the hash that was expected of it."]
