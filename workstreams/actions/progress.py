"""Writing how a workstream gets on, and answering the tasks that are referred to it."""

from django.db import transaction
from django.utils import timezone

from seslip.audit.actions import record
from seslip.people.access import Permission
from seslip.people.models import Circle, User
from seslip.refusals import Refused
from workstreams.models import ProgressNote, Task, Workstream

MAY_NOT_NOTE = "Its sponsors and the programme team write the progress notes of a workstream."
MAY_NOT_ANSWER = "The person the task goes to answers it, or the programme team for them."


def may_write_notes(user: User, workstream: Workstream) -> bool:
    """Whoever stands for it today, and those who keep the plan."""
    if not user.is_authenticated:
        return False
    if user.may(Permission.KEEP_PLAN):
        return True
    mine = Workstream.objects.sponsored_by(user).unscoped("asking whether one is theirs")
    return bool(user.appointments) and mine.filter(pk=workstream.pk).exists()


@transaction.atomic
def write_note(*, workstream: Workstream, status: str, text: str, audience: Circle, by: User) -> ProgressNote:
    """How the workstream stands today, for that circle."""
    if not may_write_notes(by, workstream):
        raise Refused(MAY_NOT_NOTE)
    note = ProgressNote.objects.create(
        workstream=workstream, status=status, text=text, audience=audience, by=by
    )
    record("progress noted", by=by, on=note, line=workstream.number, status=status)
    return note


def may_answer(user: User, task: Task) -> bool:
    if not user.is_authenticated:
        return False
    return user.may(Permission.KEEP_PLAN) or (bool(user.appointments) and task.owner.user_id == user.pk)


@transaction.atomic
def answer_task(*, task: Task, answer: str, by: User) -> Task:
    """The answer that goes back to whoever referred it; it may be answered once."""
    task = Task.objects.unscoped("answering a task its owner has open").select_for_update().get(pk=task.pk)
    if not may_answer(by, task):
        raise Refused(MAY_NOT_ANSWER)
    if task.answered_on:
        raise Refused(f"This was answered on {task.answered_on:%-d %B %Y}.")
    task.answer, task.answered_on = answer, timezone.localdate()
    task.save(update_fields=["answer", "answered_on"])
    record("task answered", by=by, on=task)
    return task
