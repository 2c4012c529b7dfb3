"""Setting up a round and changing what was set up."""

from django.contrib import messages
from django.shortcuts import redirect, render

from networks.peer_challenge.actions.refusals import Refused
from networks.peer_challenge.actions.setting_up import change_round, set_up_round
from networks.peer_challenge.forms.setting_up import RoundForm
from networks.peer_challenge.running import require_team, round_to_run
from seslip import drafts


def round_new(request):
    require_team(request.user)
    kept = drafts.kept_for(request) if request.method == "GET" else None
    form = RoundForm(drafts.typed_fields(kept) if kept else request.POST or None)
    if request.method == "POST" and form.is_valid() and (round_ := _done(request, form, set_up_round)):
        messages.success(request, f"{round_} is set up. Next: its groups.")
        return redirect("peer_challenge:groups-propose", round_.slug)
    return render(request, "peer_challenge/set_up.html", {"form": form, "kept": kept})


def round_change(request, slug):
    round_ = round_to_run(request.user, slug)
    kept = drafts.kept_for(request) if request.method == "GET" else None
    typed = drafts.typed_fields(kept) if kept else request.POST or None
    name = round_.name
    form = RoundForm(typed, instance=round_)
    if request.method == "POST" and form.is_valid() and _done(request, form, change_round, round_=round_):
        messages.success(request, "The round is saved.")
        return redirect("peer_challenge:round", slug)
    context = {"form": form, "kept": kept, "name": name, "slug": slug}
    return render(request, "peer_challenge/set_up.html", context)


def _done(request, form, action, **what):
    try:
        round_ = action(by=request.user, **what, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    drafts.forget(request)
    return round_
