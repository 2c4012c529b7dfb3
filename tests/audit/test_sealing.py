"""Everything recorded is sealed once; nothing sealed is changed; what is dropped leaves its hash."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from seslip.audit import sealing, tasks
from seslip.audit.actions import record, record_read
from seslip.audit.models import Block, Event, Seal
from seslip.audit.verifying import verify
from seslip.jobs.models import Run


def sql(words, *arguments):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words, arguments)


def test_everything_that_has_settled_is_sealed_once(sealed):
    assert Block.objects.count() == 3
    assert not Event.objects.filter(seal=None).exists()
    assert Seal.objects.count() == Event.objects.count()
    assert verify().problems == []


def test_what_has_just_been_recorded_waits(paper, cast):
    record_read("opened", by=cast["alison"], on=paper)
    assert sealing.seal_all() == 0
    assert verify().unsealed == Event.objects.count()


def test_sealing_again_changes_nothing(sealed):
    head = Block.objects.first().hash
    assert sealing.seal_all() == 0
    assert Block.objects.first().hash == head


def test_many_events_make_several_blocks(paper, cast, later, monkeypatch):
    monkeypatch.setattr(sealing, "AT_MOST", 4)
    for _ in range(10):
        record_read("opened", by=cast["alison"], on=paper)
    later(minutes=10)
    sealing.seal_all()
    assert max(Block.objects.values_list("count", flat=True)) == 4
    assert not Event.objects.filter(seal=None).exists()
    assert verify().problems == []


def test_a_row_that_commits_late_with_a_lower_number_is_sealed_too(paper, cast, later):
    record_read("opened", by=cast["alison"], on=paper)
    late = Event.objects.first()
    record_read("downloaded", by=cast["bob"], on=paper)
    later(minutes=10)
    unseen = Event.objects.exclude(pk=late.pk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "waiting", lambda now: unseen.filter(seal=None).order_by("pk"))
        sealing.seal_all()
    sealing.seal_all()
    assert late.seal.block == Block.objects.first()
    assert late.pk < Block.objects.get(number=1).last
    assert verify().problems == []


def test_two_workers_at_once_make_one_block(paper, cast, later, monkeypatch):
    record_read("opened", by=cast["alison"], on=paper)
    later(minutes=10)
    real = sealing.hash_of_block

    def meanwhile(block):
        """While one worker reckons, the other seals."""
        monkeypatch.setattr(sealing, "hash_of_block", real)
        assert sealing.seal() is not None
        return real(block)

    monkeypatch.setattr(sealing, "hash_of_block", meanwhile)
    assert sealing.seal() is None
    assert Block.objects.count() == 1
    assert verify().problems == []


def test_an_event_is_in_one_block_only(sealed):
    seal = Seal.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.bulk_create([Seal(event_id=seal.event_id, block_id=1, hash=seal.hash)])


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE audit_event SET verb = 'opened'",
        "DELETE FROM audit_event",
        "UPDATE audit_seal SET hash = 'x'",
        "DELETE FROM audit_seal",
        "UPDATE audit_block SET hash = 'x' WHERE number = 1",
        "DELETE FROM audit_block",
    ],
)
def test_the_database_itself_refuses_to_change_the_record(sealed, words):
    with pytest.raises(IntegrityError, match="only added to"):
        sql(words)
    assert verify().problems == []


@pytest.mark.parametrize("table", ["audit_event", "audit_seal", "audit_block"])
def test_postgresql_refuses_to_empty_a_table_of_the_record(sealed, table):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="only added to"):
        sql(f"TRUNCATE {table} CASCADE")
    assert verify().problems == []


def test_a_row_is_not_written_over_either(sealed):
    event = Event.objects.last()
    columns = "id, at, sort, verb, kind, object_id, details"
    how = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(IntegrityError):
        sql(
            f"{how} INTO audit_event ({columns}) VALUES (%s, %s, 'done', 'x', 'x', 1, '{{}}')",  # noqa: S608
            event.pk,
            event.at,
        )
    assert verify().problems == []


def test_the_model_refuses_too(sealed):
    event = Event.objects.first()
    for change in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(verb="x"),
    ):
        with pytest.raises(TypeError):
            change()


def test_a_block_is_not_dropped_before_its_time(sealed):
    block = Block.objects.first()
    assert sealing.drop_old() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        sealing.drop(block)
    assert verify().problems == []


def test_what_is_over_goes_by_whole_blocks_and_the_chain_still_holds(sealed, later, paper, cast):
    total = Event.objects.count()
    later(days=365 * 3 + 2)
    record_read("opened", by=cast["oona"], on=paper)
    assert sealing.drop_old() == 3
    assert sealing.drop_old() == 0
    assert [(event.verb, event.kind) for event in Event.objects.exclude(verb="opened")] == [
        ("events dropped", "audit.block")
    ] * 3
    assert Event.objects.reads_of(paper).get().by == cast["oona"]
    assert total > 3
    assert not Seal.objects.exists()
    later(minutes=10)
    sealing.seal_all()
    report = verify()
    assert (report.problems, report.blocks, report.dropped) == ([], 4, 3)


def test_a_shorter_time_is_for_later_blocks_only(sealed, later, settings):
    settings.AUDIT_KEPT_FOR = dt.timedelta(days=1)
    later(days=30)
    assert sealing.drop_old() == 0


def test_the_clock_seals_drops_and_looks(paper, cast, later):
    record("document changed", by=cast["petra"], on=paper)
    later(minutes=10)
    tasks.seal()
    tasks.drop_old()
    tasks.verify_record()
    outcomes = dict(Run.objects.filter(name__endswith="record").values_list("name", "outcome"))
    assert outcomes == {
        "seal-record": "sealed 1",
        "drop-old-record": "dropped 0",
        "verify-record": "as it was sealed",
    }
    assert Run.objects.get(name="verify-record").finished_at <= timezone.now()
