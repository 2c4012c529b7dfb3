"""Setting up a round and changing what was set up."""

from django.contrib import messages
from django.shortcuts import redirect, render

from networks.peer_challenge.actions.setting_up import change_round, set_up_round
from networks.peer_challenge.forms.setting_up import RoundForm
from networks.peer_challenge.running import require_team, round_to_run
from seslip import drafts
from seslip.sent import done


def round_new(request):
    require_team(request.user)
    kept, typed = drafts.refilled(request)
    form = RoundForm(typed)
    if round_ := done(request, form, set_up_round):
        messages.success(request, f"{round_} is set up. Next: its groups.")
        return redirect("peer_challenge:groups-propose", round_.slug)
    return render(request, "peer_challenge/set_up.html", {"form": form, "kept": kept})


def round_change(request, slug):
    round_ = round_to_run(request.user, slug)
    kept, typed = drafts.refilled(request)
    name = round_.name
    form = RoundForm(typed, instance=round_)
    if done(request, form, change_round, round_=round_):
        messages.success(request, "The round is saved.")
        return redirect("peer_challenge:round", slug)
    context = {"form": form, "kept": kept, "name": name, "slug": slug}
    return render(request, "peer_challenge/set_up.html", context)
