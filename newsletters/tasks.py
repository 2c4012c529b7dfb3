from celery import shared_task

from newsletters.actions import publishing


@shared_task
def publish_due():
    """The clock's part of scheduling; publishing twice is publishing once."""
    publishing.publish_due()
