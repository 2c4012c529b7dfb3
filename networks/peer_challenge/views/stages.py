from django.contrib import messages
from django.shortcuts import redirect, render

from networks.peer_challenge import moving
from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.stages import move_to
from networks.peer_challenge.forms.stages import BackForm
from networks.peer_challenge.running import round_to_run
from seslip.sent import number_in, pressed


def stage(request, slug):
    """Move the round on, or back with a reason; what that opens to whom is said first."""
    round_ = round_to_run(request.user, slug)
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
    seen = number_in(request.POST, "seen")
    to = form.cleaned_data["stage"] if is_back else Stage(min(seen + 1, Stage.THEMES))
    reason = form.cleaned_data["reason"] if is_back else ""
    if not pressed(request, move_to, to=to, round_=round_, seen=seen, reason=reason):
        return False
    messages.success(request, f"The round now stands at: {to.label.lower()}.")
    return True
