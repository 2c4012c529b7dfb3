from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from networks.peer_challenge import reading
from networks.peer_challenge.actions import undertakings
from networks.peer_challenge.models import Round


def undertaking(request, slug):
    """What each person accepts, once a round, before its first document opens."""
    round_ = get_object_or_404(Round.objects.visible_to(request.user).select_related("memorandum"), slug=slug)
    if not hasattr(request.user, "person"):
        raise Http404
    back = _back(request, round_)
    if request.method == "POST":
        undertakings.accept(round=round_, by=request.user)
        return redirect(back)
    accepted = reading.has_undertaken(request.user, round_.pk)
    return render(
        request, "peer_challenge/undertaking.html", {"round": round_, "next": back, "accepted": accepted}
    )


def _back(request, round_) -> str:
    """Where they were going, if that is an address of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if own else round_.get_absolute_url()
