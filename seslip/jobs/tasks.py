from celery import shared_task

from seslip.jobs import actions
from seslip.jobs.clockwork import ran
from seslip.pdf import renditions


@shared_task
def run_job(pk):
    actions.run(pk)


@shared_task
def sweep():
    """Every half minute: whatever must happen and nobody is at."""
    with ran("sweep") as run:
        run.outcome = actions.sweep()


@shared_task
def forget_old_pdfs():
    """Every night: PDFs that nobody may ask for any more, and old ones that are quickly made again."""
    with ran("forget-old-pdfs") as run:
        run.outcome = f"let {renditions.forget_old()} go"


@shared_task
def forget_old_jobs():
    """Every night: finished jobs that nobody will ask about any more."""
    with ran("forget-old-jobs") as run:
        run.outcome = f"let {actions.forget_old()} go"
