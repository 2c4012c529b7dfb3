from celery import shared_task

from networks.peer_challenge.actions import matches, nudges, packs
from seslip.jobs.clockwork import ran


@shared_task
def send_nudges():
    """Whatever waits, also what a killed worker left behind."""
    nudges.send_waiting()


@shared_task
def forget_old_packs():
    """Every hour: evidence packs that were asked for more than a week ago."""
    with ran("forget-old-packs") as run:
        run.outcome = f"let {packs.forget_old()} go"


@shared_task
def send_introductions():
    """Letters to both sides of a match, also what a killed worker left behind."""
    matches.send_introductions()
