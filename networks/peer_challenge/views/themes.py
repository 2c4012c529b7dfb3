"""What a round says for the region: read, written, signed off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from networks.peer_challenge import who_reads
from networks.peer_challenge.access import Document, Stage
from networks.peer_challenge.actions import themes as actions
from networks.peer_challenge.forms.asks import ThemesForm
from networks.peer_challenge.models import Themes
from networks.peer_challenge.readers import people_who
from networks.peer_challenge.reading import write_down_opened
from networks.peer_challenge.running import is_team, require_team, round_seen
from networks.peer_challenge.wall_of_asks import THEMES
from seslip import drafts
from seslip.sent import done, number_in, pressed

NOT_YET = "The themes of this round are not written yet, or are not open to you at this stage."
NOT_YOURS = "The round's facilitator writes the themes, from the stage “Notes agreed” on."


@require_safe
def themes(request, slug):
    round_ = round_seen(request.user, slug)
    shown, may_write = _shown(request.user, round_), actions.may_write(request.user, round_)
    if shown is None and not may_write:
        raise PermissionDenied(NOT_YET)
    standings, readers = [], None
    if shown:
        readers = people_who(lambda user: Themes.objects.visible_to(user).filter(pk=shown.pk).exists())
        rows = Themes.objects.filter(pk=shown.pk)
        standings = who_reads.standings_in(rows, request.user, round_, Document.THEMES, THEMES)
        if request.method == "GET":
            write_down_opened(request.user, round_, Document.THEMES, standings[-1], version=shown.version)
    context = {
        "round": round_,
        "shown": shown,
        "may_write": may_write,
        "may_sign_off": shown and not shown.signed_off_at and _may_sign_off(request.user, round_),
        "is_own": shown and shown.written_by_id == request.user.pk,
        "who_reads": who_reads.sentence(round_, Document.THEMES),
        "readers": readers,
        "standing": who_reads.in_words(standings),
    }
    return render(request, "peer_challenge/themes.html", context)


def _shown(user, round_) -> Themes | None:
    found = Themes.objects.visible_to(user).filter(round=round_)
    return found.select_related("signed_off_by__person").first()


def _may_sign_off(user, round_) -> bool:
    return is_team(user) and round_.stage == Stage.THEMES


def write(request, slug):
    round_ = round_seen(request.user, slug)
    if not actions.may_write(request.user, round_):
        raise PermissionDenied(NOT_YOURS)
    shown = _shown(request.user, round_)
    kept, typed = drafts.refilled(request)
    now = {"words": shown.words, "seen": shown.version} if shown else {"seen": 0}
    form = ThemesForm(typed, initial=now)
    if done(request, form, actions.write, field="words", round_=round_):
        messages.success(request, "The themes are saved.")
        return redirect("peer_challenge:themes", slug)
    context = {"round": round_, "form": form, "kept": kept, "shown": shown}
    return render(request, "peer_challenge/themes_form.html", context)


@require_POST
def sign_off(request, slug):
    round_ = round_seen(request.user, slug)
    require_team(request.user)
    if pressed(request, actions.sign_off, round_=round_, seen=number_in(request.POST, "version")):
        messages.success(request, "The themes are signed off.")
    return redirect("peer_challenge:themes", slug)
