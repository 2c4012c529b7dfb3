from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from networks.peer_challenge import asking, moving
from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.refusals import Refused
from networks.peer_challenge.actions.stages import move_to
from networks.peer_challenge.forms.stages import BackForm
from networks.peer_challenge.models import Round


def stage(request, slug):
    """Move the round on, or back with a reason; what that opens to whom is said first."""
    round_ = get_object_or_404(Round.objects.visible_to(request.user).select_related("memorandum"), slug=slug)
    if not asking.may_move(request.user, round_):
        raise PermissionDenied("The programme team and the round's facilitator move it from stage to stage.")
    is_back = "reason" in request.POST
    form = BackForm(request.POST if is_back else None, stage=round_.stage)
    if (
        request.method == "POST"
        and (not is_back or form.is_valid())
        and _moved(request, round_, form, is_back)
    ):
        return redirect(round_)
    following = Stage(round_.stage + 1) if round_.stage < Stage.THEMES else None
    context = {
        "round": round_,
        "next": following,
        "opens": moving.opens(round_, following) if following else [],
        "closes": moving.closes(round_, following) if following else [],
        "form": form if round_.stage > Stage.SET_UP else None,
    }
    return render(request, "peer_challenge/stage.html", context)


def _moved(request, round_, form, is_back) -> bool:
    seen = request.POST.get("seen", "")
    seen = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 3 else round_.stage
    to = form.cleaned_data["stage"] if is_back else Stage(min(seen + 1, Stage.THEMES) or 1)
    reason = form.cleaned_data["reason"] if is_back else ""
    try:
        move_to(to, round=round_, seen=seen, by=request.user, reason=reason)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, f"The round now stands at: {to.label.lower()}.")
    return True
