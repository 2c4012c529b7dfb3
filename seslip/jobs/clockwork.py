"""What happens by the clock: when it last did, and whether it is late.

The clock is CELERY_BEAT_SCHEDULE (timetable.py); a run is recorded under the same name as there.
"""

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass

from celery.schedules import maybe_schedule
from django.conf import settings
from django.utils import timezone
from django.utils.timesince import timesince

from seslip.jobs.models import Run
from seslip.times import moment

GRACE = dt.timedelta(minutes=3)


@contextmanager
def ran(name: str):
    """Record that something ran by the clock: `with ran("publish-due") as run: run.outcome = "sent 3"`."""
    run, _ = Run.objects.update_or_create(name=name, defaults={"started_at": timezone.now()})
    run.outcome = ""
    try:
        yield run
    except Exception as error:
        run.outcome = f"Did not work: {error}"[:300]
        raise
    finally:
        run.outcome, run.finished_at = run.outcome[:300], timezone.now()
        run.save(update_fields=["outcome", "finished_at"])


@dataclass(frozen=True)
class Standing:
    """When something last ran, in words, and whether it should have run since."""

    words: str
    is_late: bool


def standing(name: str) -> Standing:
    """Where the clockwork of this name stands: 'Last ran 2 minutes ago (7 February 2020, 9:00am): …'."""
    run = Run.objects.filter(name=name, finished_at__isnull=False).first()
    if run is None:
        return Standing(
            "It has not run yet. If this stands here for long, tell whoever runs the server.", is_late=True
        )
    words = f"Last ran {timesince(run.finished_at, depth=1)} ago ({moment(run.finished_at)})"
    words += f": {run.outcome}." if run.outcome else "."
    late = is_late(run)
    return Standing(f"{words} It is late: tell whoever runs the server." if late else words, late)


def is_late(run: Run) -> bool:
    """Whether the schedule asked for a run since, and more than a short while ago."""
    entry = settings.CELERY_BEAT_SCHEDULE.get(run.name)
    if entry is None or run.finished_at is None:
        return entry is not None
    return maybe_schedule(entry["schedule"]).remaining_estimate(run.finished_at) < -GRACE
