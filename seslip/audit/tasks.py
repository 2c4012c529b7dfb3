from celery import shared_task

from seslip.audit import sealing
from seslip.audit.verifying import verify
from seslip.jobs.clockwork import ran


@shared_task
def seal():
    """Every ten minutes. At once in two workers, one makes the block."""
    with ran("seal-record") as run:
        run.outcome = f"sealed {sealing.seal_all()}"


@shared_task
def drop_old():
    """Every night: blocks whose time is over."""
    with ran("drop-old-record") as run:
        run.outcome = f"dropped {sealing.drop_old()}"


@shared_task
def verify_record():
    """Every night: what is wrong is said where the clock's runs are read."""
    with ran("verify-record") as run:
        wrong = verify().problems
        run.outcome = f"WRONG in {len(wrong)}: run manage.py verify_audit" if wrong else "as it was sealed"
