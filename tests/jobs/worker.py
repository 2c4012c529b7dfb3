"""The portal's Celery app with one more kind of job, for worker processes that a test starts."""

from pathlib import Path

from seslip.celery import app  # noqa: F401 - `celery -A tests.jobs.worker` looks for it
from seslip.jobs.handlers import handles
from tests.waiting import wait_until

KIND = "dawdle"


@handles(KIND, words="Take one's time")
def dawdle(folder):
    """Say that it began; go on when told to; say that it is done."""
    folder = Path(folder)
    note(folder / "begun")
    wait_until((folder / "go on").exists, what="being told to go on")
    note(folder / "done")


def note(path):
    with open(path, "a") as file:
        file.write("x")
