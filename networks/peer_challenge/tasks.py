from celery import shared_task

from networks.peer_challenge.actions import nudges


@shared_task
def send_nudges():
    """Whatever waits, also what a killed worker left behind."""
    nudges.send_waiting()
