"""Moving money in the budget: asked for by one, decided by another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from budget.access import require_keeper
from budget.actions.virements import NOT_YOURS, approve_virement, ask_virement, refuse_virement
from budget.forms import VirementForm
from budget.models import Virement
from budget.views.pages import plan_of
from seslip import drafts
from seslip.people.access import Permission
from seslip.sent import done, pressed


def _virements():
    return Virement.objects.select_related(
        "book_year",
        "source__fund",
        "source__line",
        "source__project",
        "target__fund",
        "target__line",
        "target__project",
        "asked_by__person",
        "decided_by__person",
    )


def virement_list(request, year):
    plan = plan_of(request.user, year)
    require_keeper(request.user)
    kept, typed = drafts.refilled(request)
    form = VirementForm(typed, plan=plan)
    if done(request, form, ask_virement, year=year):
        messages.success(request, "It is asked for. Somebody else decides.")
        return redirect("budget:virements", year)
    virements = _virements().filter(book_year__year=year)
    context = {"plan": plan, "form": form, "kept": kept, "virements": virements}
    return render(request, "budget/virements.html", context)


def virement_decide(request, virement):
    require_keeper(request.user)
    virement = get_object_or_404(_virements(), pk=virement)
    plan_of(request.user, virement.book_year.year)
    may = request.user.may(Permission.APPROVE_VIREMENTS) and request.user.pk != virement.asked_by_id
    if request.method == "POST":
        if not may:
            raise PermissionDenied(NOT_YOURS)
        decide = approve_virement if "approve" in request.POST else refuse_virement
        pressed(request, decide, virement=virement)
        return redirect("budget:virements", virement.book_year.year)
    return render(request, "budget/virement.html", {"virement": virement, "may_decide": may})
