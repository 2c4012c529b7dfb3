"""Somebody with the database in their hands changes the record, guards and all: each time it is found."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from seslip.audit import tasks
from seslip.audit.hashing import hash_of_block, hash_of_contents, hash_of_event
from seslip.audit.models import Block, Event, Seal
from seslip.audit.verifying import verify
from seslip.jobs.models import Run


def numbers(block):
    return list(Seal.objects.filter(block_id=block).order_by("event_id").values_list("event_id", flat=True))


def test_an_untouched_record_is_as_it_was_sealed(sealed):
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    assert "Looked at 3 blocks" in out.getvalue()
    assert f"Newest block: 3:{Block.objects.first().hash}" in out.getvalue()


def test_an_empty_record_is_too(db):
    assert verify().problems == []


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'opened'",
        "by_id = NULL",
        "object_id = 5",
        "sort = 'done'",
        "details = '{\"a\": 1}'",
        "kind = 'x'",
    ],
)
def test_a_changed_event_is_named(sealed, attacker, change):
    (number, _) = numbers(3)
    attacker.execute(f"UPDATE audit_event SET {change} WHERE id = %s", [number])  # noqa: S608
    assert verify().problems == [f"Event {number} of block 3 was changed."]


def test_a_date_moved_a_little_is_found(sealed, attacker):
    (number, _) = numbers(3)
    moved = Event.objects.get(pk=number).at + dt.timedelta(seconds=1)
    attacker.execute("UPDATE audit_event SET at = %s WHERE id = %s", [moved, number])
    assert verify().problems == [f"Event {number} of block 3 was changed."]


def test_a_deleted_event_is_named(sealed, attacker):
    (number, _) = numbers(3)
    attacker.execute("DELETE FROM audit_event WHERE id = %s", [number])
    assert verify().problems == [f"Event {number} of block 3 is missing."]


def test_an_event_deleted_with_its_seal_is_missed(sealed, attacker):
    (number, _) = numbers(3)
    attacker.execute("DELETE FROM audit_seal WHERE event_id = %s", [number])
    attacker.execute("DELETE FROM audit_event WHERE id = %s", [number])
    assert verify().problems == ["What block 3 holds was changed: it was sealed with 2 events."]


def test_two_events_that_changed_places_are_named(sealed, attacker):
    one, two = numbers(2)[0], numbers(3)[0]
    for old, new in ((one, -1), (two, one), (-1, two)):
        attacker.execute("UPDATE audit_event SET id = %s WHERE id = %s", [new, old])
    assert verify().problems == [
        f"Event {one} of block 2 was changed.",
        f"Event {two} of block 3 was changed.",
    ]


def insert(attacker, number, at):
    attacker.execute(
        "INSERT INTO audit_event (id, at, sort, verb, kind, object_id, details)"
        " VALUES (%s, %s, 'read', 'opened', 'library.document', 1, '{}')",
        [number, at],
    )


def test_an_event_dated_into_the_past_is_found_and_never_sealed(sealed, attacker, later):
    number = Event.objects.first().pk + 1
    insert(attacker, number, Block.objects.get(number=1).until)
    later(minutes=10)
    tasks.seal()
    assert verify().problems == [f"Event {number} is in no block and was added in the past."]


def test_an_event_numbered_into_the_past_is_found_before_and_after_it_is_sealed(sealed, attacker, later):
    number = -5
    insert(attacker, number, timezone.now())
    assert verify().problems == [f"Event {number} is in no block and was added in the past."]
    later(minutes=10)
    tasks.seal()
    assert verify().problems == [f"Event {number} of block 4 was added in the past."]


def test_an_event_put_in_the_place_of_another_is_named(sealed, attacker):
    number = numbers(3)[0]
    at = Event.objects.get(pk=number).at
    attacker.execute("DELETE FROM audit_event WHERE id = %s", [number])
    insert(attacker, number, at)
    assert verify().problems == [f"Event {number} of block 3 was changed."]


def test_an_event_put_into_a_block_with_a_seal_of_its_own_is_found(sealed, attacker):
    number = Event.objects.first().pk + 1
    insert(attacker, number, Block.objects.get(number=3).until)
    value = hash_of_event(Event.objects.get(pk=number))
    attacker.execute("INSERT INTO audit_seal (event_id, block_id, hash) VALUES (%s, 3, %s)", [number, value])
    assert "What block 3 holds was changed: it was sealed with 2 events." in verify().problems


def test_a_changed_hash_of_a_block_is_found_there_and_in_the_chain(sealed, attacker):
    attacker.execute("UPDATE audit_block SET hash = %s WHERE number = 2", ["f" * 64])
    assert verify().problems == [
        "Block 2 itself was changed.",
        "The chain is broken at block 3: it does not follow the one before it.",
    ]


def test_a_block_whose_events_were_made_up_anew_no_longer_fits_the_chain(sealed, attacker):
    """The hashes of event, seal and block all agree again; only the block after it still knows."""
    number = numbers(2)[0]
    attacker.execute("UPDATE audit_event SET verb = 'downloaded' WHERE id = %s", [number])
    value = hash_of_event(Event.objects.get(pk=number))
    attacker.execute("UPDATE audit_seal SET hash = %s WHERE event_id = %s", [value, number])
    block = Block.objects.get(number=2)
    block.contents = hash_of_contents(Seal.objects.filter(block=2).values_list("event_id", "hash"))
    attacker.execute(
        "UPDATE audit_block SET contents = %s, hash = %s WHERE number = 2",
        [block.contents, hash_of_block(block)],
    )
    assert verify().problems == ["The chain is broken at block 3: it does not follow the one before it."]


def test_a_missing_block_is_named(sealed, attacker):
    attacker.execute(
        "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE block_id = 2)"
    )
    attacker.execute("DELETE FROM audit_seal WHERE block_id = 2")
    attacker.execute("DELETE FROM audit_block WHERE number = 2")
    assert verify().problems == [
        "Block 2 is missing.",
        "The chain is broken at block 3: it does not follow the one before it.",
    ]


def test_events_gone_from_a_block_that_was_not_dropped_are_missed(sealed, attacker):
    attacker.execute("DELETE FROM audit_event")
    assert len(verify().problems) == Seal.objects.count()


def test_a_time_made_shorter_to_drop_a_block_is_found(sealed, attacker):
    attacker.execute("UPDATE audit_block SET keep_until = until, dropped_at = sealed_at WHERE number = 2")
    assert "Block 2 itself was changed." in verify().problems


def test_a_block_dropped_with_a_date_that_has_not_come_is_found(sealed, attacker):
    attacker.execute("UPDATE audit_block SET dropped_at = keep_until WHERE number = 3")
    attacker.execute(
        "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE block_id = 3)"
    )
    attacker.execute("DELETE FROM audit_seal WHERE block_id = 3")
    assert verify().problems == ["Block 3 was not dropped in its time."]


def test_a_chain_cut_off_at_its_end_is_found_by_what_was_kept_elsewhere(sealed, attacker):
    kept = f"3:{Block.objects.get(number=3).hash}"
    call_command("verify_audit", expect=(3, kept[2:]), stdout=io.StringIO())
    attacker.execute(
        "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_seal WHERE block_id = 3)"
    )
    attacker.execute("DELETE FROM audit_seal WHERE block_id = 3")
    attacker.execute("DELETE FROM audit_block WHERE number = 3")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 found"):
        call_command("verify_audit", f"--expect={kept}", stdout=out)
    assert "Block 3 does not have the hash that was expected of it." in out.getvalue()


@pytest.mark.parametrize("words", ["", "3", "x:y", "3:short", f"²:{'a' * 64}", f"{'9' * 30}:{'a' * 64}"])
def test_an_expectation_that_makes_no_sense_is_answered_in_words(db, words):
    with pytest.raises(CommandError, match="write the number of a block"):
        call_command("verify_audit", f"--expect={words}", stdout=io.StringIO())


def test_the_command_fails_and_the_clock_says_so(sealed, attacker):
    attacker.execute("DELETE FROM audit_event WHERE id = %s", [numbers(3)[0]])
    with pytest.raises(CommandError, match="not as it was sealed: 1 found"):
        call_command("verify_audit", stdout=io.StringIO())
    tasks.verify_record()
    assert "WRONG in 1" in Run.objects.get(name="verify-record").outcome
