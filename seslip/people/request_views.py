"""Asking to come in, from the public page; and answering."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from seslip.people import actions
from seslip.people.actions.requests import may_decide
from seslip.people.adapters import client_address
from seslip.people.models import AccessRequest
from seslip.people.often import counted
from seslip.people.post_forms import AskForm, RefuseForm
from seslip.refusals import Refused

HOUR = 60 * 60
FROM_ONE_PLACE_AN_HOUR = 20
FOR_ONE_ADDRESS_A_DAY = 3


@login_not_required
@never_cache
def ask(request):
    """Whoever asks gets the same page: whether an address is known is not told."""
    form = AskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/ask_for_access.html", {"form": form})
    if counted(f"access-{client_address(request)}", HOUR) > FROM_ONE_PLACE_AN_HOUR:
        return render(request, "429.html", status=429)
    asked = form.cleaned_data
    if counted(f"access-{asked['email'].lower()}", 24 * HOUR) <= FOR_ONE_ADDRESS_A_DAY:
        actions.ask_for_access(**asked)
    return redirect("access_asked")


@login_not_required
@require_safe
def asked(request):
    return render(request, "people/access_asked.html")


def decide(request, pk):
    """Invite them, or refuse with words."""
    visible = AccessRequest.objects.visible_to(request.user).select_related(
        "organisation", "decided_by__person"
    )
    found = get_object_or_404(visible, pk=pk)
    may = may_decide(request.user, found)
    form = RefuseForm(request.POST if request.POST.get("do") != "invite" and request.POST else None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied("Only the programme team can answer this.")
        if (request.POST.get("do") == "invite" or form.is_valid()) and _decided(request, found, form):
            return redirect("council", found.organisation.slug)
    return render(request, "people/access_request.html", {"asked": found, "form": form, "may_decide": may})


def _decided(request, found, form) -> bool:
    try:
        if request.POST.get("do") == "invite":
            actions.approve(request=found, by=request.user)
            messages.success(request, f"{found.name} is invited.")
        else:
            actions.refuse(request=found, words=form.cleaned_data["words"], by=request.user)
            messages.success(request, f"{found.name} is told why not.")
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    return True
