"""What is asked of a person: tasks they are to answer, and progress notes that have become old."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from seslip.registry import Ask
from workstreams.filters import with_status
from workstreams.models import Task, Workstream

# A sponsor is asked for a note when the newest is older than a quarter.
STALE_AFTER = dt.timedelta(days=92)


def asks_of(user) -> list[Ask]:
    """For the front page."""
    if not user.is_authenticated or not user.appointments:
        return []
    return [*_tasks(user), *_notes(user)]


def _tasks(user) -> list[Ask]:
    tasks = Task.objects.visible_to(user).filter(owner__user=user).open()
    return [Ask(f"Answer the task “{task}”", task.get_absolute_url(), task.due) for task in tasks]


def _notes(user) -> list[Ask]:
    """Of plans whose year is running: in the others nobody waits for news."""
    today = timezone.localdate()
    mine = Workstream.objects.visible_to(user).sponsored_by(user).select_related("plan")
    running = [line for line in with_status(mine, user) if line.plan.starts <= today <= line.plan.ends]
    return [_note(line) for line in running if line.noted_on is None or line.noted_on < today - STALE_AFTER]


def _note(line: Workstream) -> Ask:
    address = reverse("workstreams:note-write", args=[line.plan.year, line.number])
    return Ask(f"Write how workstream {line} stands", address)
