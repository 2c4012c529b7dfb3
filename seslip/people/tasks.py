from celery import shared_task

from seslip.jobs.clockwork import ran
from seslip.people import actions


@shared_task
def forget_old():
    """Twice is once: what has gone cannot go again."""
    with ran("forget-old") as run:
        run.outcome = f"forgot {actions.forget_old()}"
