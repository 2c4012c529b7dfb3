"""What must happen, happens once: whatever becomes of messages and workers."""

import datetime as dt

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.urls import reverse
from django.utils import timezone

from seslip import registry
from seslip.jobs import actions
from seslip.jobs.handlers import CannotBeDone, Handler
from seslip.jobs.models import Job
from seslip.jobs.tasks import run_job, sweep

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def done(monkeypatch):
    """Words put down by the handler "note", in order."""
    words = []
    note = Handler("note", "Note a word", lambda word: words.append(word), seconds=10, attempts=3)
    monkeypatch.setitem(registry._offers, "job", [note])
    return words


@pytest.fixture
def fails_with(monkeypatch):
    """Make the handler "note" raise this."""

    def install(error):
        def do(**args):
            raise error

        monkeypatch.setitem(registry._offers, "job", [Handler("note", "Note a word", do, 10, attempts=3)])

    return install


def enqueued(word="hello") -> Job:
    return actions.enqueue("note", f"note:{word}", word=word)


def make_due(job):
    """As if its lease and its wait had run out."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - MINUTE)
    Job.objects.filter(pk=job.pk, not_before__isnull=False).update(not_before=timezone.now() - MINUTE)


def test_a_job_is_done_and_says_when(done):
    job = enqueued()
    run_job(job.pk)
    job.refresh_from_db()
    assert (done, job.state, job.attempts) == (["hello"], "done", 1)
    assert job.finished_at


def test_the_same_key_asked_twice_is_one_job_done_once(done):
    first, second = enqueued(), enqueued()
    run_job(first.pk)
    run_job(second.pk)
    assert first == second
    assert done == ["hello"]


def test_workers_are_called_only_after_the_commit(done, django_capture_on_commit_callbacks, monkeypatch):
    called = []
    monkeypatch.setattr(run_job, "apply_async", lambda args, **options: called.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueued()
        assert called == []
    assert called == [(job.pk,)]


def test_a_dead_broker_does_no_harm(done, django_capture_on_commit_callbacks, monkeypatch):
    def refuse(*args, **options):
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(run_job, "apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueued()
    job.refresh_from_db()
    assert job.state == "queued"
    assert job.lease_until <= timezone.now()


def test_a_job_another_worker_has_is_left_alone(done):
    job = enqueued()
    assert actions.claim(job.pk)
    run_job(job.pk)
    assert done == []


def test_a_job_whose_worker_died_is_taken_up_by_the_next(done):
    job = enqueued()
    actions.claim(job.pk)
    make_due(job)
    run_job(job.pk)
    assert done == ["hello"]


def test_a_worker_that_lost_its_job_changes_nothing_any_more(done):
    job = enqueued()
    slow = actions.claim(job.pk)
    make_due(job)
    quick = actions.claim(job.pk)
    actions.fail(slow, "too late")
    assert Job.objects.get(pk=job.pk).state == "running"
    actions.finish(quick)
    assert Job.objects.get(pk=job.pk).state == "done"


def test_what_did_not_work_waits_and_is_tried_again_then_fails_with_its_reason(fails_with):
    fails_with(OSError("the disk is full"))
    job = enqueued()
    for attempt in (1, 2, 3):
        run_job(job.pk)
        run_job(job.pk)  # too early: nothing happens
        job.refresh_from_db()
        assert job.attempts == attempt
        make_due(job)
    assert job.state == "failed"
    assert job.reason == "Something unexpected went wrong (OSError: the disk is full)."


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (CannotBeDone("The text is empty."), "failed", "The text is empty."),
        (
            OSError({"jo@example.org": (550, "no such mailbox")}),
            "queued",
            "Something unexpected went wrong (OSError: …': (550, 'no such mailbox')}).",
        ),
        (SoftTimeLimitExceeded(), "queued", "It took longer than 10 seconds and was stopped."),
    ],
)
def test_the_reason_is_in_plain_words(fails_with, error, state, reason):
    fails_with(error)
    job = enqueued()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason) == (state, reason)


def test_a_kind_nobody_knows_fails_and_says_so(done):
    job = actions.enqueue("unheard-of", "x")
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason) == ("failed", "Nothing in the portal knows how to do a job of this kind.")


def test_the_sweep_calls_workers_for_what_nobody_is_at_and_only_for_that(done, monkeypatch):
    waiting, fresh, left, held, finished = (enqueued(word) for word in "abcde")
    for job in (left, held, finished):
        actions.claim(job.pk)
    actions.finish(Job.objects.get(pk=finished.pk))
    make_due(waiting)
    make_due(left)
    called = []
    monkeypatch.setattr(actions, "wake", called.append)
    sweep()
    assert set(called) == {waiting, left}
    assert fresh not in called


def test_two_sweeps_in_a_row_call_for_a_waiting_job_once(done, monkeypatch):
    make_due(enqueued())
    called = []
    monkeypatch.setattr(actions, "wake", called.append)
    sweep()
    sweep()
    assert len(called) == 1


def test_the_sweep_gives_up_what_was_left_as_often_as_it_may_be_tried(done):
    job = enqueued()
    for _ in range(3):
        assert actions.claim(job.pk)
        make_due(job)
    sweep()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.reason == "The worker doing it stopped without a word, as often as it may be tried."


def test_a_failed_job_can_be_tried_again_and_a_done_one_cannot(done):
    job = enqueued()
    actions.fail(actions.claim(job.pk), "No paper.", for_good=True)
    assert actions.try_again(Job.objects.get(pk=job.pk))
    run_job(job.pk)
    assert done == ["hello"]
    assert not actions.try_again(job)


def test_petra_reads_in_the_admin_what_failed_and_why_and_tries_it_again(done, cast, client):
    job = enqueued()
    actions.fail(actions.claim(job.pk), "No paper.", for_good=True)
    client.force_login(cast["petra"])
    page = client.get(reverse("admin:jobs_job_changelist")).content.decode()
    assert "Note a word" in page
    assert "No paper." in page
    client.post(reverse("admin:jobs_job_changelist"), {"action": "try_again", "_selected_action": job.pk})
    job.refresh_from_db()
    assert job.state == "queued"


@pytest.mark.parametrize("name", ["alison", "dana", "liz", "pat"])
def test_who_does_not_look_after_the_portal_does_not_see_its_jobs(done, cast, client, name):
    enqueued("canary")
    client.force_login(cast[name])
    answer = client.get(reverse("admin:jobs_job_changelist"), follow=True)
    assert answer.status_code == 403
    assert b"canary" not in answer.content
