"""The submission board, and the one button that writes to whoever is late."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from networks.peer_challenge.actions.nudges import nudge
from networks.peer_challenge.board import board_for
from networks.peer_challenge.models import Nudge, Paper
from networks.peer_challenge.running import round_seen, round_to_run


@require_safe
def board(request, slug):
    round_ = round_seen(request.user, slug)
    found = board_for(request.user, round_)
    context = {"round": round_, "board": found, "kinds": Paper.Kind.labels}
    if found.runs:
        context["last_nudge"] = Nudge.objects.filter(round=round_).first()
    return render(request, "peer_challenge/board.html", context)


@require_POST
def board_nudge(request, slug):
    round_ = round_to_run(request.user, slug)
    done = nudge(round_=round_, by=request.user)
    messages.success(request, _told(done))
    if done.silent:
        names = ", ".join(council.name for council in done.silent)
        messages.warning(request, f"There is nobody with an account to write to at {names}.")
    return redirect("peer_challenge:board", slug)


def _told(done) -> str:
    letters = "1 letter is" if done.letters == 1 else f"{done.letters} letters are"
    words = f"{letters} on the way."
    if done.already:
        people = "1 person was" if done.already == 1 else f"{done.already} people were"
        words += f" {people} written to earlier today and will not be again."
    return words
