"""What do I need to do: the list, one action, a council's answer, and who has not answered yet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from newsletters.actions import answers
from newsletters.answering import Answering, answers_to
from newsletters.asks import open_actions
from newsletters.calendars import actions_calendar
from newsletters.copies import Showing
from newsletters.filters import ActionFilter
from newsletters.forms import AnswerForm
from newsletters.models import EditionAction
from seslip import drafts
from seslip.people.access import Permission
from seslip.public_pages.middleware import public_page
from seslip.refusals import Refused


@public_page
def action_list(request):
    actions = open_actions(request.user).prefetch_related("origin__councils")
    chosen = ActionFilter(request.GET, actions, request=request)
    is_valid = chosen.is_valid() or not request.GET
    found = list(chosen.qs) if is_valid else []
    answering = Answering(request.user, chosen=request.GET.get("for", ""))
    context = {
        "form": chosen.form,
        "is_valid": is_valid,
        "answering": answering,
        "rows": answering.rows(found, Showing(request.user)),
    }
    return render(request, "newsletters/actions.html", context)


@public_page
def calendar(request):
    response = HttpResponse(actions_calendar(request.user), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="seslip-actions.ics"'
    return response


@public_page
def action_detail(request, pk):
    action = printed(request.user, pk)
    answering = Answering(request.user, chosen=request.GET.get("for", ""))
    context = {
        "action": action,
        "row": answering.rows([action], Showing(request.user))[0],
        "answering": answering,
        "sees_answers": request.user.is_authenticated and request.user.may(Permission.PUBLISH_UPDATES),
    }
    return render(request, "newsletters/action.html", context)


def action_answer(request, pk):
    action = printed(request.user, pk)
    kept = drafts.kept_for(request) if request.method == "GET" else None
    typed = drafts.typed_fields(kept) if kept else request.POST
    answering = Answering(request.user, chosen=request.GET.get("for") or typed.get("for", ""))
    if not answering.may_answer(action):
        raise PermissionDenied
    row = answering.rows([action], Showing(request.user))[0]
    form = _form(request, action, row.answer, kept)
    if request.method == "POST" and form.is_valid() and _answered(request, action, answering.council, form):
        return redirect(f"{reverse('newsletters:actions')}?for={answering.council.slug}#action-{pk}")
    context = {"action": action, "row": row, "answering": answering, "form": form, "kept": kept}
    return render(request, "newsletters/action_answer.html", context)


def _form(request, action, given, kept) -> AnswerForm:
    """What was typed; what was kept when it could not be saved; or what the council said before."""
    if request.method == "POST":
        return AnswerForm(request.POST, action=action)
    if kept:
        return AnswerForm(drafts.typed_fields(kept), action=action)
    return AnswerForm(initial={"says": given.says, "note": given.note} if given else None, action=action)


def _answered(request, action, council, form) -> bool:
    try:
        given = answers.answer(action=action, council=council, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    drafts.forget(request)
    messages.success(request, f"{council}: {given.get_says_display().lower()}. Thank you.")
    return True


def action_answers(request, pk):
    """Who of the members has answered, for those who write Updates."""
    action = printed(request.user, pk)
    if not request.user.may(Permission.PUBLISH_UPDATES):
        raise PermissionDenied
    context = {"action": action, **answers_to(action)}
    return render(request, "newsletters/action_answers.html", context)


def printed(user, pk) -> EditionAction:
    """The action in its newest words, of the Updates this person may see."""
    shown = EditionAction.objects.visible_to(user).filter(origin=pk)
    shown = shown.select_related(
        "origin",
        "edition_item__edition__update__audience__organisation",
        "edition_item__item__audience__organisation",
    )
    newest = shown.order_by("-edition_item__edition__update__date", "-edition_item__edition__update__number")
    return get_object_or_404(newest[:1])
