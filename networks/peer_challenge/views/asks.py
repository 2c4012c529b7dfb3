"""The asks and offers of a round: read, written, confirmed, withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from networks.peer_challenge import asks, who_reads
from networks.peer_challenge.actions import asks as actions
from networks.peer_challenge.forms.asks import AsksFilter, WordsForm, WriteForm
from networks.peer_challenge.models import Ask, Match, Offer
from networks.peer_challenge.readers import people_who
from networks.peer_challenge.reading import require_undertaking
from networks.peer_challenge.running import facilitates, round_seen
from seslip import drafts
from seslip.sent import done, number_in, pressed

NOT_NOW = "At this stage of the round its asks and offers are not open to you."
NOT_YOURS = (
    "At this stage you cannot write or change this. A council's leader and their nominated deputy do, until "
    "the round is released to all; the facilitator and partners do to the end."
)
CONFIRMS = (
    "The council's own leader confirms what is asked or offered in its name, and a partner its own offer."
)


@require_safe
def asks_and_offers(request, slug):
    """What councils ask for and offer, by theme, as far as this person may read it."""
    round_ = _round(request, slug)
    require_undertaking(request, round_)
    asked, offered = (asks.lines_of(request.user, round_, model) for model in (Ask, Offer))
    standings = asks.standings_of(request.user, round_)
    if request.method == "GET":
        asks.write_down(request.user, round_, asked, offered, standings)
    chosen = AsksFilter(request.GET, lines=asked + offered)
    context = {
        "round": round_,
        "form": chosen,
        "themes": asks.by_theme(chosen.narrowed(asked), chosen.narrowed(offered)),
        "counts": [_live(asked), _live(offered)],
        "to_confirm": [line for line in asked + offered if line.may_confirm],
        "matches": _matches(request.user, round_),
        "may_write": asks.written_for(request.user, round_).exists(),
        "facilitates": facilitates(request.user, round_),
        "who_reads": who_reads.sentence(round_, asks.THIS),
        "standing": who_reads.in_words(standings),
        "readers": people_who(lambda user: asks.is_open_to(user, round_)),
        "readings": asks.readers_of(request.user, round_),
    }
    return render(request, "peer_challenge/asks.html", context)


def _round(request, slug):
    round_ = round_seen(request.user, slug)
    if not asks.is_open_to(request.user, round_):
        raise PermissionDenied(NOT_NOW)
    return round_


def _live(lines) -> int:
    return sum(line.tag != "Withdrawn" for line in lines)


def _matches(user, round_):
    """Those that were introduced, with both sides in sight."""
    matches = Match.objects.visible_to(user).filter(ask__round=round_, introduced_at__isnull=False)
    return matches.select_related("ask__organisation", "ask__theme", "offer__organisation")


def write(request, slug):
    """A new ask or offer, in the name of one's own organisation or, for the facilitator, of any."""
    round_ = _round(request, slug)
    organisations = asks.written_for(request.user, round_)
    if not organisations.exists():
        raise PermissionDenied(NOT_YOURS)
    kept, typed = drafts.refilled(request)
    form = WriteForm(typed, organisations=organisations)
    if thing := done(request, form, actions.write, round_=round_):
        return _saved(request, thing)
    own = form.organisations[0] if len(form.organisations) == 1 else None
    heading = "Write an ask or an offer" if "kind" in form.fields else "Write an offer"
    return _form_page(request, round_, form, kept, own, heading)


def change(request, pk, model):
    thing = _thing_to_change(request, model, pk)
    kept, typed = drafts.refilled(request)
    now = {"theme": thing.theme, "words": thing.words, "seen": thing.version}
    form = WordsForm(typed, initial=now)
    if changed := done(request, form, actions.change, thing=thing):
        return _saved(request, changed)
    return _form_page(request, thing.round, form, kept, thing.organisation, f"Change the {thing.noun}")


@require_POST
def confirm(request, pk, model):
    """The leader stands by it: from now on others read it."""
    thing = _thing(request, model, pk)
    if not model.objects.spoken_for_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied(CONFIRMS)
    if pressed(request, actions.confirm, thing=thing, seen=number_in(request.POST, "version")):
        messages.success(request, f"Confirmed: what {thing.organisation} {thing.verb} under {thing.theme}.")
    return redirect("peer_challenge:asks", thing.round.slug)


def withdraw(request, pk, model):
    """The row stays, and says to those who could read it that it was withdrawn."""
    thing = _thing_to_change(request, model, pk)
    if request.method == "POST":
        if pressed(request, actions.withdraw, thing=thing):
            messages.success(request, f"The {thing.noun} is withdrawn.")
        return redirect("peer_challenge:asks", thing.round.slug)
    return render(request, "peer_challenge/ask_withdraw.html", {"thing": thing, "round": thing.round})


def _thing(request, model, pk):
    things = model.objects.visible_to(request.user).select_related("round", "organisation", "theme")
    return get_object_or_404(things, pk=pk)


def _thing_to_change(request, model, pk):
    thing = _thing(request, model, pk)
    if not model.objects.open_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied(NOT_YOURS)
    require_undertaking(request, thing.round)
    return thing


def _saved(request, thing):
    now = "is proposed, until it is confirmed" if thing.confirmed_at is None else "is confirmed"
    messages.success(request, f"Saved: the {thing.noun} of {thing.organisation} {now}.")
    return redirect("peer_challenge:asks", thing.round.slug)


def _form_page(request, round_, form, kept, organisation, heading):
    own = organisation and asks.speaks_for(request.user, round_, organisation)
    context = {
        "round": round_,
        "form": form,
        "kept": kept,
        "organisation": organisation,
        "is_own": own,
        "heading": heading,
        "who_reads": who_reads.sentence(round_, asks.THIS),
    }
    return render(request, "peer_challenge/ask_form.html", context)
