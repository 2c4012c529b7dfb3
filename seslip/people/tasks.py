from celery import shared_task

from seslip.jobs.clockwork import ran
from seslip.people import actions


@shared_task
def forget_old():
    """Twice is once: what has gone cannot go again."""
    with ran("forget-old") as run:
        run.outcome = f"forgot {actions.forget_old() + actions.forget_decided_requests()}"


@shared_task
def ask_for_reviews():
    """Twice is once: a council has one a quarter."""
    with ran("ask-for-reviews") as run:
        run.outcome = f"asked {actions.ask_for_reviews()} councils"


@shared_task
def hand_over():
    """Twice is once: whoever has taken over is passed by."""
    with ran("hand-over") as run:
        run.outcome = f"handed over {actions.hand_over_to_new_directors()} posts"
