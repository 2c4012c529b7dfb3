"""What happens to a job: asked for, claimed, kept, finished, failed, tried again, swept up.

A job is done by whoever holds its token. Whoever loses the token (because its lease ran out and another
worker took the job) writes nothing more, so a message that comes twice or a worker that dies does no harm.
"""

import datetime as dt
import logging
import uuid
from functools import partial

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from seslip.jobs.handlers import CannotBeDone, handler_of
from seslip.jobs.heartbeat import kept_alive
from seslip.jobs.models import Job
from seslip.private import blanked

logger = logging.getLogger(__name__)

AT_MOST = 200
LONGEST_WAIT = dt.timedelta(hours=1)
KEPT_FOR = {Job.State.DONE: dt.timedelta(days=30), Job.State.FAILED: dt.timedelta(days=90)}


def lease() -> dt.timedelta:
    """How long a sign of life from a worker holds."""
    return dt.timedelta(seconds=settings.JOB_LEASE_SECONDS)


def enqueue(kind: str, key: str, **args) -> Job:
    """Ask for a job. The same key is the same job: asking again changes nothing."""
    job, is_new = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "args": args,
            "max_attempts": handler_of(kind).attempts,
            "lease_until": timezone.now() + lease(),
        },
    )
    if is_new:
        transaction.on_commit(partial(wake, job))
    return job


def wake(job: Job) -> None:
    """Call a worker. A broker that does not answer does no harm: the next sweep calls again."""
    from seslip.jobs.tasks import run_job

    seconds = handler_of(job.kind).seconds
    try:
        run_job.apply_async((job.pk,), retry=False, soft_time_limit=seconds, time_limit=seconds + 15)
    except Exception as error:  # noqa: BLE001 - each broker has errors of its own
        logger.warning("No worker could be called for %s: %s", job, error)
        Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(lease_until=timezone.now())


def claim(pk: int) -> Job | None:
    """Take a job that is due, with a token of one's own; None when another has it or it is done."""
    now = timezone.now()
    token = str(uuid.uuid4())
    taken = (
        Job.objects.filter(pk=pk)
        .due(now)
        .update(state=Job.State.RUNNING, token=token, attempts=F("attempts") + 1, lease_until=now + lease())
    )
    return Job.objects.get(pk=pk) if taken else None


def run(pk: int) -> None:
    """Do a job, if it is there to be done."""
    job = claim(pk)
    if job is None:
        return
    try:
        with kept_alive(job, lease()):
            handler_of(job.kind).do(**job.args)
    except SoftTimeLimitExceeded:
        fail(job, f"It took longer than {handler_of(job.kind).seconds} seconds and was stopped.")
    except CannotBeDone as error:
        fail(job, str(error), for_good=True)
    except Exception as error:
        logger.warning("%s did not work", job, exc_info=True)
        # A mail server names the reader it refuses; whoever sees jobs need not see readers.
        fail(job, f"Something unexpected went wrong ({type(error).__name__}: {blanked(str(error))}).")
    else:
        finish(job)


def finish(job: Job) -> None:
    Job.objects.held(job).update(
        state=Job.State.DONE, reason="", lease_until=None, not_before=None, finished_at=timezone.now()
    )


def fail(job: Job, reason: str, *, for_good: bool = False) -> None:
    """Say why it did not work. It is tried again after a wait that doubles, or given up."""
    now = timezone.now()
    if for_good or job.attempts >= job.max_attempts:
        outcome = {"state": Job.State.FAILED, "lease_until": None, "finished_at": now}
    else:
        later = now + min(dt.timedelta(seconds=2**job.attempts), LONGEST_WAIT)
        outcome = {"state": Job.State.QUEUED, "lease_until": later, "not_before": later}
    Job.objects.held(job).update(reason=reason[:1000], **outcome)


@transaction.atomic
def try_again(job: Job) -> bool:
    """Put a failed job back into the queue, with all its attempts before it."""
    failed = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    done = failed.update(
        state=Job.State.QUEUED, attempts=0, not_before=None, lease_until=timezone.now() + lease()
    )
    if done:
        transaction.on_commit(partial(wake, job))
    return bool(done)


def sweep() -> str:
    """Call workers for whatever nobody is at; give up what was left too often. Says what it did."""
    now = timezone.now()
    lost = Job.objects.lost(now).update(
        state=Job.State.FAILED,
        finished_at=now,
        reason="The worker doing it stopped without a word, as often as it may be tried.",
    )
    waiting = list(Job.objects.due(now).filter(lease_until__lt=now).order_by("pk")[:AT_MOST])
    queued = Job.objects.filter(pk__in=[job.pk for job in waiting], state=Job.State.QUEUED)
    queued.update(lease_until=now + lease())
    for job in waiting:
        wake(job)
    return f"called workers for {len(waiting)}, gave up {lost}"


@transaction.atomic
def forget_old() -> int:
    """Let finished jobs go, failed ones later so that somebody can try again. Says how many.

    With a job goes its key: asked for again, it is done again. A job that a row still refers to stays as
    long as the row.
    """
    gone = 0
    for state, kept_for in KEPT_FOR.items():
        old = Job.objects.filter(state=state, finished_at__lt=timezone.now() - kept_for)
        # Locked, so that none is put back into the queue meanwhile.
        going = list(old.nobody_refers_to().select_for_update().values_list("pk", flat=True))
        Job.objects.filter(pk__in=going).delete()
        gone += len(going)
    return gone
