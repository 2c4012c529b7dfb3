from celery import shared_task

from seslip.jobs import actions
from seslip.jobs.clockwork import ran


@shared_task
def run_job(pk):
    actions.run(pk)


@shared_task
def sweep():
    """Every half minute: whatever must happen and nobody is at."""
    with ran("sweep") as run:
        run.outcome = actions.sweep()
