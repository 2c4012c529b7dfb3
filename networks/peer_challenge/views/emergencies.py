from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from networks.peer_challenge import asking
from networks.peer_challenge.actions import emergencies
from networks.peer_challenge.forms.emergencies import EmergencyForm
from networks.peer_challenge.models import EmergencyAccess


def emergency(request):
    """Enter for an hour with a reason, or leave before it is over."""
    if not asking.may_break_in(request.user):
        raise Http404
    if request.method == "POST" and "leave" in request.POST:
        emergencies.close(by=request.user)
        messages.success(request, "You have left the room.")
        return redirect("peer_challenge:emergency")
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        emergencies.enter(reason=form.cleaned_data["reason"], by=request.user)
        messages.warning(request, "You are in the room for an hour. The directors are told.")
        return redirect("peer_challenge:room")
    current = EmergencyAccess.objects.open().filter(by=request.user).first()
    return render(request, "peer_challenge/emergency.html", {"form": form, "current": current})
