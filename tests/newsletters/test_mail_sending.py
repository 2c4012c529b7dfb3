"""Letters are sent once, whatever happens to the worker or the mail server."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletters import tasks
from newsletters.actions import sending
from newsletters.models import Delivery
from seslip.jobs import actions as jobs
from seslip.jobs.models import Job, Run
from tests.newsletters.factories import make_item
from tests.newsletters.mail_cast import go_out, make_reader, send_all

pytestmark = pytest.mark.usefixtures("everyone")
CHOOSY = "tests.newsletters.servers.Choosy"


def out_to(*names):
    for name in names:
        make_reader(f"{name}@example.org")
    return go_out(this_week=[make_item()])


def row(name) -> Delivery:
    return Delivery.objects.get(reader__email=f"{name}@example.org")


def let_leases_run_out():
    Delivery.objects.filter(state="sending").update(lease_until=timezone.now() - dt.timedelta(seconds=1))


def test_sent_letter_is_never_sent_again():
    out_to("one", "two")
    assert len(send_all()) == 2
    assert send_all() == []
    assert {row("one").state, row("two").state} == {"sent"}


def test_two_workers_never_hold_the_same_letter():
    out_to("one", "two")
    first, second = sending.next_letter(), sending.next_letter()
    assert {first.reader.email, second.reader.email} == {"one@example.org", "two@example.org"}
    assert sending.next_letter() is None


def test_letter_of_a_killed_worker_waits_for_its_lease_and_keeps_its_message_id():
    out_to("one")
    killed = sending.next_letter()
    assert send_all() == []
    let_leases_run_out()
    [letter] = send_all()
    assert letter.message()["Message-ID"] == f"<{killed.letter_id}@seslip.example.org>"


def test_weekly_letter_of_a_killed_worker_goes_again_as_it_was_not_with_newer_updates():
    make_reader(frequency="weekly")
    go_out(number=388, this_week=[make_item("Older")])
    Delivery.objects.update(due_at=timezone.now())
    sending.next_letter()
    go_out(number=389, this_week=[make_item("Newer")])
    Delivery.objects.update(due_at=timezone.now())
    let_leases_run_out()
    older, newer = send_all()
    assert "Newer" not in older.body
    assert "Older" not in newer.body


def test_worker_thought_dead_that_wakes_up_changes_nothing():
    out_to("one")
    sleeper = sending.next_letter()
    let_leases_run_out()
    send_all()
    sending._settle(sleeper, "failed", "late")
    assert row("one").state == "sent"


def test_refused_reader_fails_with_the_servers_words_and_the_others_get_theirs(settings):
    settings.EMAIL_BACKEND = CHOOSY
    out_to("unknown", "content", "zoe")
    assert [letter.to for letter in send_all()] == [["zoe@example.org"]]
    assert (row("unknown").state, row("content").state) == ("failed", "failed")
    assert row("unknown").reason == "The mail server said: 550 5.1.1 No such user here"
    assert row("content").reason == "The mail server said: 554 5.6.0 Not these words"


def test_not_now_is_tried_again_later_and_given_up_in_the_end(settings):
    settings.EMAIL_BACKEND = CHOOSY
    out_to("later")
    waits = []
    for _ in range(sending.ATTEMPTS):
        before = timezone.now()
        sending.send_batch()
        waits.append((row("later").due_at - before).total_seconds())
        assert send_all() == []
        Delivery.objects.update(due_at=timezone.now())
    assert row("later").state == "failed"
    assert "Greylisted" in row("later").reason
    assert waits[0] < waits[1] < waits[2]


@pytest.mark.parametrize("name", ["hangs-up", "shuts"])
def test_lost_connection_ends_the_batch_and_the_rest_is_still_waiting(settings, name):
    settings.EMAIL_BACKEND = CHOOSY
    out_to(name, "zoe")
    batch = sending.send_batch()
    assert "The mail server was lost" in str(batch)
    assert (row(name).state, row("zoe").state) == ("waiting", "waiting")
    assert row(name).due_at > timezone.now()
    assert [letter.to for letter in send_all()] == [["zoe@example.org"]]


def test_server_that_does_not_answer_costs_no_letter_an_attempt(settings):
    settings.EMAIL_BACKEND = "tests.newsletters.servers.Unreachable"
    out_to("one")
    assert "The mail server was lost" in str(sending.send_batch())
    assert (row("one").state, row("one").attempts) == ("waiting", 0)


def test_letter_that_cannot_be_written_fails_alone(monkeypatch):
    out_to("one", "two")
    write = sending.letters.message

    def broken(reader, *args):
        if reader.email.startswith("one"):
            raise ValueError("a word too many")
        return write(reader, *args)

    monkeypatch.setattr(sending.letters, "message", broken)
    assert [letter.to for letter in send_all()] == [["two@example.org"]]
    assert row("one").reason == "The letter could not be written: a word too many"


def test_letter_that_kills_its_worker_each_time_is_given_up():
    out_to("one")
    for _ in range(sending.ATTEMPTS):
        sending.next_letter()
        let_leases_run_out()
    assert send_all() == []
    assert row("one").state == "failed"


def test_batch_is_bounded_and_asks_for_the_next():
    out_to("one", "two", "three")
    assert sending.send_batch(at_most=2).done.total() == 2
    assert sending.send_batch(seconds=0).done.total() == 0
    assert sending.something_due()


def test_publishing_asks_a_worker_to_send():
    out_to("one")
    job = Job.objects.get(kind="send-letters")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, row("one").state) == ("done", "sent")


def test_job_tries_again_when_the_server_is_lost(settings):
    settings.EMAIL_BACKEND = "tests.newsletters.servers.Unreachable"
    out_to("one")
    job = Job.objects.get(kind="send-letters")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, row("one").state) == ("queued", "waiting")
    assert "The mail server was lost" in job.reason


def test_clock_calls_a_worker_only_when_something_is_due():
    jobs_to_send = Job.objects.filter(kind="send-letters")
    tasks.send_letters()
    assert not jobs_to_send.exists()
    out_to("one")
    jobs_to_send.delete()
    tasks.send_letters()
    tasks.send_letters()
    assert jobs_to_send.count() == 1, "one that waits is enough"
    assert Run.objects.get(name="send-letters").outcome == "letters are due"


def test_command_sends_until_nothing_is_left(capsys):
    out_to("one", "two")
    call_command("send_updates", until_empty=True)
    assert capsys.readouterr().out == "2 sent.\n"


def test_row_being_sent_always_has_a_lease():
    out_to("one")
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(state="sending", lease_until=None)


def test_letter_of_thirty_items_takes_as_many_queries_as_of_one(django_assert_max_num_queries, cast):
    make_reader("alison@example.org", user=cast["alison"], topics=["Data"])
    go_out(number=388, this_week=[make_item()])
    with django_assert_max_num_queries(40) as of_one:
        send_all()
    go_out(number=389, this_week=[make_item(f"Item {n}") for n in range(30)])
    with django_assert_max_num_queries(len(of_one)):
        assert len(send_all()) == 1
