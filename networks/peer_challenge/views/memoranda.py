"""The register of memoranda: what was issued, who signed, who is committed."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from networks.peer_challenge import signing
from networks.peer_challenge.actions import memoranda as actions
from networks.peer_challenge.forms.memoranda import (
    CommitmentForm,
    MemorandumForm,
    OnPaperForm,
    SignForm,
    WithdrawalForm,
)
from networks.peer_challenge.models import Memorandum
from networks.peer_challenge.models.memoranda import SIGNS
from networks.peer_challenge.running import is_team
from seslip import drafts
from seslip.library.serving import send
from seslip.people.models import Organisation
from seslip.sent import done


@require_safe
def memoranda(request):
    found = Memorandum.objects.visible_to(request.user)
    if not found.exists() and not is_team(request.user):
        raise Http404
    mine = signing.seats_of(request.user)
    rows = [(each, signing.left_of(mine, each)) for each in found.prefetch_related("signatures")]
    context = {
        "rows": rows,
        "seats": len(SIGNS) * Organisation.objects.members().count(),
        "is_team": is_team(request.user),
    }
    return render(request, "peer_challenge/memoranda.html", context)


@require_safe
def memorandum(request, memorandum):
    shown = _memorandum(request, memorandum)
    may_commit_for = actions.may_commit_for(request.user)
    context = {
        "memorandum": shown,
        "switches": signing.switches(shown),
        "posts": SIGNS.values(),
        "grid": signing.grid(shown),
        "mine_left": signing.left_of(signing.seats_of(request.user), shown),
        "is_team": is_team(request.user),
        "may_commit": shown.kind == Memorandum.Kind.AGENCY and may_commit_for,
        "commitments": shown.commitments.select_related("council"),
    }
    return render(request, "peer_challenge/memorandum.html", context)


@require_safe
def blank(request, memorandum):
    shown = _memorandum(request, memorandum)
    if not shown.file:
        raise Http404
    etag = hashlib.sha256(shown.file.name.encode()).hexdigest()
    return send(
        request, shown.file, name=shown.file_name, content_type="application/pdf", public=False, etag=etag
    )


def issue(request):
    if not is_team(request.user):
        raise Http404
    return _issue(request, Memorandum())


def change(request, memorandum):
    shown = _memorandum(request, memorandum)
    if not is_team(request.user):
        raise PermissionDenied(
            "The programme team changes a memorandum, until the first council has signed it."
        )
    if shown.signatures.exists():
        raise PermissionDenied(actions.SIGNED_ALREADY)
    return _issue(request, shown)


def _issue(request, memorandum):
    kept, typed = drafts.refilled(request)
    is_new = memorandum.pk is None
    form = MemorandumForm(typed, request.FILES or None, instance=memorandum)
    if done(request, form, actions.issue):
        messages.success(request, f"The memorandum is {'issued' if is_new else 'changed'}.")
        return redirect(form.instance)
    title = "Issue a memorandum" if is_new else "Change the memorandum"
    return _form_page(request, form, kept, None if is_new else memorandum, title)


def sign(request, memorandum):
    shown = _memorandum(request, memorandum)
    seats = signing.left_of(signing.seats_of(request.user), shown)
    if not seats:
        raise PermissionDenied(
            "The director, the chief executive and the Lead Member of a member council sign it, once each. "
            "There is nothing here for you to sign."
        )
    form = SignForm(request.POST or None, seats=seats, initial={"name": request.user.person.name})
    if done(request, form, actions.sign, memorandum=shown):
        chosen = " and as ".join(map(str, form.cleaned_data["seats"]))
        messages.success(request, f"You have signed it as {chosen}.")
        return redirect(shown)
    context = {"memorandum": shown, "form": form, "seats": seats, "switches": signing.switches(shown)}
    return render(request, "peer_challenge/memorandum_sign.html", context)


def on_paper(request, memorandum):
    shown = _memorandum(request, memorandum)
    if not is_team(request.user):
        raise PermissionDenied("The programme team records what was signed on paper.")
    kept, typed = drafts.refilled(request)
    form = OnPaperForm(typed, seats=signing.seats_left(shown))
    if done(request, form, actions.record_on_paper, memorandum=shown):
        messages.success(request, f"Recorded: {form.cleaned_data['seat']}.")
        return redirect(shown)
    return _form_page(request, form, kept, shown, "Record a signature on paper")


def commit(request, memorandum):
    return _commitment(request, memorandum, CommitmentForm, actions.commit, "Commit a council")


def withdraw(request, memorandum):
    return _commitment(request, memorandum, WithdrawalForm, actions.withdraw, "Withdraw a council")


def _commitment(request, pk, form_class, action, title):
    shown = _memorandum(request, pk)
    councils = actions.may_commit_for(request.user)
    if shown.kind != Memorandum.Kind.AGENCY or not councils:
        raise PermissionDenied(
            "A council's director does this for the memorandum on agency staff, or the team."
        )
    kept, typed = drafts.refilled(request)
    form = form_class(typed, councils=councils)
    if done(request, form, action, memorandum=shown):
        messages.success(request, f"Recorded: {form.cleaned_data['council']}.")
        return redirect(shown)
    return _form_page(request, form, kept, shown, title)


def _memorandum(request, pk) -> Memorandum:
    return get_object_or_404(Memorandum.objects.visible_to(request.user), pk=pk)


def _form_page(request, form, kept, memorandum, title):
    context = {"form": form, "kept": kept, "memorandum": memorandum, "title": title}
    return render(request, "peer_challenge/memorandum_form.html", context)
