"""What the directors' meeting has referred to workstreams and networks, and the answers."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from seslip import drafts
from seslip.people.models import Circle
from seslip.sent import done
from workstreams.actions.progress import MAY_NOT_ANSWER, answer_task, may_answer
from workstreams.forms import AnswerTaskForm
from workstreams.models import Task


def _tasks(user):
    return Task.objects.visible_to(user).select_related(
        "owner", "topic", "workstream__plan", "audience__organisation"
    )


def task_list(request):
    tasks = list(_tasks(request.user))
    context = {
        "open": [task for task in tasks if not task.answered_on],
        "answered": [task for task in tasks if task.answered_on],
    }
    return render(request, "workstreams/tasks.html", context)


def task_detail(request, pk):
    task = get_object_or_404(_tasks(request.user), pk=pk)
    may = may_answer(request.user, task)
    if request.method == "POST" and not may:
        raise PermissionDenied(MAY_NOT_ANSWER)
    kept, typed = drafts.refilled(request)
    form = AnswerTaskForm(typed)
    if done(request, form, answer_task, task=task):
        return redirect(task)
    # Its owner may stand outside the circle, and is not told what that is called.
    circle = Circle.objects.visible_to(request.user).filter(pk=task.audience_id).first()
    context = {"task": task, "circle": circle, "form": form, "kept": kept}
    context["may_answer"] = may and not task.answered_on
    return render(request, "workstreams/task.html", context)
