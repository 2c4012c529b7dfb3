"""Ending a post, and letting somebody act for its holder."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from seslip import drafts
from seslip.people import actions, giving
from seslip.people.models import Appointment, Delegation, User
from seslip.people.post_forms import DelegateForm
from seslip.refusals import Refused


def end(request, pk):
    held = _to_end(request.user, pk)
    if not giving.may_end(request.user, held):
        raise PermissionDenied("Only the director, who acts for them, and the programme team end posts here.")
    if request.method == "POST":
        try:
            actions.end_post(appointment=held, by=request.user)
            messages.success(
                request, f"{held.person}’s post has ended: {held}. To undo it, invite them again."
            )
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect(_back(request.user, held.organisation))
    return render(request, "people/post_end.html", {"held": held})


def delegate(request, pk):
    held = _current(request.user, pk)
    if not giving.may_delegate(request.user, held):
        raise PermissionDenied("Only its holder, or the council’s director, arranges who acts for this post.")
    kept, typed = drafts.refilled(request)
    form = DelegateForm(typed, appointment=held, user=request.user)
    if request.method == "POST" and form.is_valid() and _delegated(request, held, form):
        drafts.forget(request)
        return redirect("council", held.organisation.slug)
    return render(request, "people/delegate.html", {"held": held, "form": form, "kept": kept})


def _delegated(request, held, form) -> bool:
    try:
        made = actions.delegate(appointment=held, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"{made.to} acts for {held.person} until {made.ends:%-d %B %Y}.")
    return True


def end_delegation(request, pk):
    found = Delegation.objects.select_related("to", "appointment__person", "appointment__organisation")
    delegation = get_object_or_404(found, pk=pk)
    if not giving.may_know(request.user, delegation.appointment.organisation):
        raise Http404
    if not giving.may_end_delegation(request.user, delegation):
        raise PermissionDenied("Only those who arranged it, and the delegate, end it.")
    if request.method == "POST":
        actions.end_delegation(delegation=delegation, by=request.user)
        messages.success(request, f"{delegation.to} no longer acts for {delegation.appointment.person}.")
        return redirect("council", delegation.appointment.organisation.slug)
    return render(request, "people/delegation_end.html", {"delegation": delegation})


def _current(user, pk) -> Appointment:
    """A post held today, for those who may know who holds posts there."""
    current = Appointment.objects.current().select_related("person", "organisation")
    held = get_object_or_404(current, pk=pk)
    if not giving.may_know(user, held.organisation):
        raise Http404
    return held


def _to_end(user, pk) -> Appointment:
    """One that has yet to begin, too: those who keep the council know of it."""
    to_come = Appointment.objects.to_come().select_related("person", "organisation").filter(pk=pk).first()
    if to_come and giving.keeps(user, to_come.organisation):
        return to_come
    return _current(user, pk)


def _back(user, organisation) -> str:
    """To the council's page, unless it has just closed to them."""
    now = User.objects.get(pk=user.pk)
    return (
        reverse("council", args=[organisation.slug])
        if giving.may_know(now, organisation)
        else reverse("account")
    )
