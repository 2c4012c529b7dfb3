"""Finished jobs are not kept for ever, and none goes that something still needs."""

import datetime as dt

import pytest
from django.utils import timezone

from seslip.jobs.models import Job, Rendition, Run
from seslip.jobs.tasks import forget_old_jobs

pytestmark = pytest.mark.django_db


def finished(key, state, days_ago) -> Job:
    at = timezone.now() - dt.timedelta(days=days_ago)
    return Job.objects.create(kind="note", key=key, state=state, finished_at=at)


def keys() -> set[str]:
    return set(Job.objects.values_list("key", flat=True))


def test_done_jobs_go_after_a_month_and_failed_ones_after_three():
    for state, days in {("done", 29), ("done", 31), ("failed", 31), ("failed", 89), ("failed", 91)}:
        finished(f"{state} {days}", state, days)
    forget_old_jobs()
    assert keys() == {"done 29", "failed 31", "failed 89"}
    assert Run.objects.get(name="forget-old-jobs").outcome == "let 2 go"


@pytest.mark.parametrize("state", ["queued", "running"])
def test_what_is_not_finished_stays_however_old(state):
    old = timezone.now() - dt.timedelta(days=400)
    Job.objects.create(kind="note", key="old", state=state, lease_until=old)
    Job.objects.update(asked_at=old)
    forget_old_jobs()
    assert keys() == {"old"}


def test_a_job_stays_as_long_as_a_pdf_says_by_it_where_it_stands():
    job = finished("pdf", "failed", 400)
    pdf = Rendition.objects.create(content_hash="a" * 64, title="Paper", job=job)
    forget_old_jobs()
    assert Rendition.objects.get() == pdf
    pdf.delete()
    forget_old_jobs()
    assert keys() == set()


def test_forgetting_twice_is_forgetting_once():
    finished("old", "done", 31)
    forget_old_jobs()
    forget_old_jobs()
    assert Run.objects.get(name="forget-old-jobs").outcome == "let 0 go"
