"""Readers for the tests of letters: plain functions, nothing random."""

import datetime as dt

from django.core import mail
from django.utils import timezone

from newsletters.actions import outbox, publishing, sending
from newsletters.models import Delivery, Reader
from seslip.jobs import actions as jobs
from seslip.jobs.models import Job
from tests.newsletters.factories import make_topic, make_update

CONFIRMED = dt.datetime(2020, 1, 3, 9, tzinfo=dt.UTC)


def make_reader(email="reader@example.org", *, topics=(), **fields) -> Reader:
    """An active reader; `topics` are names."""
    fields.setdefault("lawful_basis", "Consent, 3 January 2020")
    fields.setdefault("source", "the subscribe page")
    if fields.setdefault("state", Reader.State.ACTIVE) == Reader.State.ACTIVE:
        fields.setdefault("confirmed_at", CONFIRMED)
    if fields["state"] == Reader.State.LEFT:
        fields.setdefault("left_at", CONFIRMED)
    reader = Reader.objects.create(email=email, **fields)
    reader.topics.set(make_topic(name) for name in topics)
    return reader


def go_out(update=None, *, by=None, at=None, **fields):
    """Publish an Update, with its readers' letters let go."""
    update = update or make_update(**fields)
    outbox.go_without_proof(update=update, by=by)
    return publishing.publish(update=update, by=by, at=at)


def send_all() -> list:
    """Send what is due; the letters that went."""
    before = len(mail.outbox)
    sending.send_batch()
    return mail.outbox[before:]


def do_jobs(kind="reader-letter") -> list:
    """Do the jobs that wait; the letters that went."""
    before = len(mail.outbox)
    for job in Job.objects.filter(kind=kind, state=Job.State.QUEUED).order_by("pk"):
        jobs.run(job.pk)
    return mail.outbox[before:]


def make_due(**which) -> None:
    """Friday has come."""
    Delivery.objects.filter(**which).update(due_at=timezone.now() - dt.timedelta(minutes=1))


def html_of(message) -> str:
    return message.alternatives[0].content
