"""The agreed actions of a council's notes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from networks.peer_challenge.actions import agreed as actions
from networks.peer_challenge.forms.agreed import ActionsForm, FollowUpForm
from networks.peer_challenge.models import Paper
from networks.peer_challenge.reading import require_undertaking
from seslip import drafts
from seslip.sent import done


def actions_write(request, pk):
    """Write down what was agreed on the challenge day."""
    paper = _paper(request, pk, Paper.objects.written_up_by, actions.FACILITATOR_WRITES)
    return _page(request, paper, ActionsForm, actions.write_actions, "What was agreed")


def actions_follow_up(request, pk):
    """Say how far each action is."""
    paper = _paper(request, pk, Paper.objects.followed_up_by, actions.LEADER_FOLLOWS_UP)
    return _page(request, paper, FollowUpForm, actions.follow_up, "How far the agreed actions are")


def _paper(request, pk, among, refusal) -> Paper:
    papers = Paper.objects.visible_to(request.user).select_related("round", "council")
    paper = get_object_or_404(papers, pk=pk)
    if not among(request.user).filter(pk=pk).exists():
        raise PermissionDenied(refusal)
    require_undertaking(request, paper.round)
    return paper


def _page(request, paper, form_class, action, heading):
    kept, typed = drafts.refilled(request)
    stamp = actions.stamp(paper)
    form = form_class(typed, initial={"opened": stamp}, actions=list(paper.actions.all()))
    if done(request, form, action, paper=paper):
        messages.success(request, "Saved.")
        return redirect(paper)
    context = {"form": form, "kept": kept, "paper": paper, "round": paper.round, "heading": heading}
    if form.non_field_errors():
        # Somebody else saved first: what they wrote is shown, and saving again is saving over it.
        form.data = form.data.copy()
        form.data["opened"] = stamp
        context["stands_now"] = paper.actions.all()
    return render(request, "peer_challenge/agreed.html", context)
