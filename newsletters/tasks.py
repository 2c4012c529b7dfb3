from celery import shared_task
from django.conf import settings

from newsletters.actions import publishing, sending
from newsletters.bounces import mailbox
from seslip.jobs.clockwork import ran


@shared_task
def publish_due():
    """The clock's part of scheduling; publishing twice is publishing once."""
    with ran("publish-due") as run:
        published = publishing.publish_due()
        run.outcome = f"{len(published)} published" if published else "nothing was due"


@shared_task
def send_letters():
    """The clock's part of sending: what became due, and what a killed worker left behind."""
    with ran("send-letters") as run:
        run.outcome = sending.call_if_due()


@shared_task
def fetch_bounces():
    """Take in what came back since, where a mailbox for it is set."""
    with ran("fetch-bounces") as run:
        run.outcome = str(mailbox.fetch()) if settings.BOUNCES_URL else "no mailbox for bounces is set"
