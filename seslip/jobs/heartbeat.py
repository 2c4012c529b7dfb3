"""A worker's sign of life: while it works on a job, it keeps the lease from running out."""

import datetime as dt
import threading
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from seslip.jobs.models import Job


@contextmanager
def kept_alive(job: Job, lease: dt.timedelta):
    """Renew the lease three times in its length, from a thread with a connection of its own."""
    stop = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, lease, stop), daemon=True)
    beating.start()
    try:
        yield
    finally:
        stop.set()
        beating.join()


def _beat(job: Job, lease: dt.timedelta, stop: threading.Event) -> None:
    while not stop.wait(lease.total_seconds() / 3):
        try:
            Job.objects.held(job).update(lease_until=timezone.now() + lease)
        finally:
            connection.close()
