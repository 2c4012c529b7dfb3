from celery import shared_task

from newsletters.actions import publishing
from seslip.jobs.clockwork import ran


@shared_task
def publish_due():
    """The clock's part of scheduling; publishing twice is publishing once."""
    with ran("publish-due") as run:
        run.outcome = f"published {len(publishing.publish_due())}"
