"""Through a real Redis and a real Celery worker."""

import pytest
from django.urls import reverse

from seslip.jobs.actions import enqueue
from seslip.jobs.models import Job, Rendition, Run
from tests.jobs import worker
from tests.jobs.conftest import SHARES_DATABASE, kill, use_broker
from tests.newsletters.factories import make_item, published
from tests.pdf.checking import pages
from tests.waiting import wait_until

pytestmark = [pytest.mark.redis, *SHARES_DATABASE]


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "dawdling"
    path.mkdir()
    return path


def times(path) -> int:
    """How often something was noted there."""
    return len(path.read_text()) if path.exists() else 0


def dawdle(folder, key="dawdle:1") -> Job:
    return enqueue(worker.KIND, key, folder=str(folder))


def is_done(job) -> bool:
    return Job.objects.get(pk=job.pk).state == "done"


def test_publishing_has_the_pdf_made_by_the_worker(workers, client):
    workers()
    edition = published(this_week=[make_item("Fostering week")])
    wait_until(lambda: Rendition.objects.get().is_ready, what="the PDF")
    answer = client.get(reverse("newsletters:update-pdf", args=[edition.update.slug]))
    assert "Fostering week" in "".join(pages(b"".join(answer.streaming_content)))
    assert Job.objects.get().attempts == 1


def test_a_job_whose_worker_is_killed_is_done_once_by_the_next(workers, folder):
    first = workers()
    job, waiting = dawdle(folder), dawdle(folder, key="dawdle:2")
    wait_until(lambda: times(folder / "begun") == 1, what="the job's beginning")
    kill(first)
    (folder / "go on").touch()
    assert times(folder / "done") == 0
    workers()
    wait_until(lambda: is_done(job) and is_done(waiting), what="the end of both jobs")
    assert times(folder / "begun") == 3
    assert times(folder / "done") == 2
    assert Job.objects.get(pk=job.pk).attempts == 2
    assert Job.objects.get(pk=waiting.pk).attempts == 1


def test_what_was_asked_for_while_no_broker_answered_is_done_all_the_same(workers, folder, broker):
    use_broker("redis://127.0.0.1:1/0")
    job = dawdle(folder)
    use_broker(broker)
    (folder / "go on").touch()
    workers()
    wait_until(lambda: is_done(job), what="the end of the job")
    assert times(folder / "done") == 1


def test_the_clock_leaves_word_that_it_ran(workers):
    workers()
    wait_until(lambda: Run.objects.filter(name="sweep", finished_at__isnull=False), what="the sweep")
    assert Run.objects.get(name="sweep").outcome == "called workers for 0, gave up 0"
