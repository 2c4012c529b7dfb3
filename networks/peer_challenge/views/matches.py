"""The matches of a round, for its facilitators."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from networks.peer_challenge import asks
from networks.peer_challenge.actions import matches as actions
from networks.peer_challenge.forms.asks import MoveForm
from networks.peer_challenge.models import Match
from networks.peer_challenge.reading import require_undertaking
from networks.peer_challenge.running import FACILITATORS_ONLY, require_facilitator, round_seen
from networks.peer_challenge.views.asks import NOT_NOW
from seslip import drafts
from seslip.sent import done


@require_safe
def matches(request, slug):
    round_ = _round(request, slug)
    found = Match.objects.open_to(request.user).filter(ask__round=round_)
    found = found.select_related("ask__organisation", "ask__theme", "offer__organisation")
    by_state = [(state.label, [each for each in found if each.state == state]) for state in Match.State]
    context = {"round": round_, "matches": [(label, theirs) for label, theirs in by_state if theirs]}
    return render(request, "peer_challenge/matches.html", context)


@require_POST
def propose(request, slug):
    round_ = _round(request, slug)
    number = actions.propose(round_=round_, by=request.user)
    words = {0: "Nothing more fits at the moment.", 1: "1 match is proposed."}
    messages.success(request, words.get(number, f"{number} matches are proposed."))
    return redirect("peer_challenge:matches", slug)


def match(request, pk):
    """One match: both sides, why it was proposed, who would get a letter, and where it goes next."""
    match = _match(request, pk)
    states = actions.MAY_BECOME[actions.State(match.state)]
    kept, typed = drafts.refilled(request)
    form = MoveForm(typed, states=states, initial={"note": match.note, "seen": match.state})
    if moved := done(request, form, actions.move, match=match):
        messages.success(request, f"The match now stands at: {moved.get_state_display().lower()}.")
        return redirect("peer_challenge:matches", match.ask.round.slug)
    context = {
        "match": match,
        "round": match.ask.round,
        "form": form if states else None,
        "kept": kept,
        "readers": [] if match.introduced_at else actions.readers_of(match),
    }
    return render(request, "peer_challenge/match.html", context)


def _round(request, slug):
    round_ = round_seen(request.user, slug)
    require_facilitator(request.user, round_)
    if not asks.is_open_to(request.user, round_):
        raise PermissionDenied(NOT_NOW)
    require_undertaking(request, round_)
    return round_


def _match(request, pk) -> Match:
    sides = ("ask__round", "ask__organisation", "ask__theme", "offer__organisation", "changed_by__person")
    match = get_object_or_404(Match.objects.visible_to(request.user).select_related(*sides), pk=pk)
    if not Match.objects.open_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied(FACILITATORS_ONLY)
    require_undertaking(request, match.ask.round)
    return match
