"""The agreed actions of a council's notes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from networks.peer_challenge.access import Document
from networks.peer_challenge.actions import agreed as actions
from networks.peer_challenge.forms.agreed import ActionsForm, FollowUpForm
from networks.peer_challenge.models import Paper
from networks.peer_challenge.wall import CHANGE
from seslip import drafts

NOT_NOW = "The round's facilitator writes these down, while the notes can still be changed."
NOT_YOURS = "The council's own leader, or their nominated deputy, says how far its actions are."


def may_write(user, paper: Paper) -> bool:
    """Whoever may change the draft notes of this council at this stage."""
    open_now = Paper.objects.open_for(user, Document.DRAFT_NOTES, CHANGE)
    return paper.kind == Paper.Kind.NOTES and open_now.filter(pk=paper.pk).exists()


def may_follow_up(user, paper: Paper) -> bool:
    followed = Paper.objects.followed_up_by(user).filter(pk=paper.pk, actions__isnull=False)
    return paper.kind == Paper.Kind.NOTES and followed.exists()


def actions_write(request, pk):
    """Write down what was agreed on the challenge day."""
    paper = _paper(request.user, pk)
    if not may_write(request.user, paper):
        raise PermissionDenied(NOT_NOW)
    form = ActionsForm(_typed(request), actions=list(paper.actions.all()))
    if request.method == "POST" and form.is_valid():
        actions.write_actions(paper=paper, wanted=form.wanted(), by=request.user)
        return _saved(request, paper)
    return _page(request, paper, form, "What was agreed")


def actions_follow_up(request, pk):
    """Say how far each action is."""
    paper = _paper(request.user, pk)
    if not may_follow_up(request.user, paper):
        raise PermissionDenied(NOT_YOURS)
    form = FollowUpForm(_typed(request), actions=list(paper.actions.all()))
    if request.method == "POST" and form.is_valid():
        actions.follow_up(paper=paper, states=form.states(), by=request.user)
        return _saved(request, paper)
    return _page(request, paper, form, "How far the agreed actions are")


def _paper(user, pk) -> Paper:
    return get_object_or_404(Paper.objects.visible_to(user).select_related("round", "council"), pk=pk)


def _typed(request):
    """What is sent, or what was typed before the session ended."""
    if request.method == "POST":
        return request.POST
    kept = drafts.kept_for(request)
    return drafts.typed_fields(kept) if kept else None


def _saved(request, paper):
    drafts.forget(request)
    messages.success(request, "Saved.")
    return redirect(paper)


def _page(request, paper, form, title):
    context = {"form": form, "paper": paper, "round": paper.round, "heading": title}
    return render(request, "peer_challenge/agreed.html", context)
