"""Proposing the groups of a round, and moving councils by hand."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions import groups as saving
from networks.peer_challenge.forms.groups import GroupsForm, ProposalForm
from networks.peer_challenge.grouping import Broken, Impossible, broken, nth
from networks.peer_challenge.models import GroupException, Place
from networks.peer_challenge.partition import partition
from networks.peer_challenge.questions import question_for
from networks.peer_challenge.running import round_to_run
from seslip import drafts
from seslip.people.models import Draft
from seslip.refusals import Refused
from seslip.sent import number_in, pressed

CHANGED = "The round has changed since you looked at this proposal. Here it is as things stand now."
BAD_NUMBER = "Choose a proposal from 1 to 20."


def propose(request, slug):
    """One proposal with its reasons; nothing is saved before somebody says so."""
    round_ = round_to_run(request.user, slug)
    number, why = _number(request.GET)
    question = question_for(round_, user=request.user)
    try:
        found = nth(question, number)
    except Impossible as impossible:
        found, why = None, str(impossible)
    context = {"round": round_, "number": number, "found": found, "why": why, "next": min(number + 1, 20)}
    if found:
        context |= {"groups": _in_words(question, found), "shown": _shown(found)}
    context |= {"opened": saving.stamp(round_), "has_groups": round_.groups.exists()}
    context["is_released"] = round_.stage >= Stage.OWN_GROUP
    return render(request, "peer_challenge/propose.html", context)


def _number(sent) -> tuple[int, str]:
    number = number_in(sent, "number") if "number" in sent else 1
    return (number, "") if 1 <= number <= 20 else (1, BAD_NUMBER)


def _in_words(question, found) -> list[dict]:
    return [
        {"number": place, "councils": [question.names[id] for id in ids], "reasons": reasons}
        for place, (ids, reasons) in enumerate(zip(found.groups, found.reasons, strict=True), 1)
    ]


def _shown(found) -> str:
    return ";".join(",".join(map(str, ids)) for ids in found.groups)


@require_http_methods(["POST"])
def proposal_save(request, slug):
    """Save the proposal that the page showed, and no other."""
    round_ = round_to_run(request.user, slug)
    form = ProposalForm(request.POST)
    question = question_for(round_, user=request.user)
    try:
        found = nth(question, form.cleaned_data["number"]) if form.is_valid() else None
    except Impossible:
        found = None
    if found is None or _shown(found) != form.cleaned_data["shown"]:
        messages.error(request, CHANGED)
        return redirect("peer_challenge:groups-propose", slug)
    groups = [saving.Wanted(place, frozenset(ids)) for place, ids in enumerate(found.groups, 1)]
    reasons = {(each.group + 1, each.rule.value): found.notes[-1] for each in found.broken}
    opened = form.cleaned_data["opened"]
    if not pressed(request, saving.save_groups, round_=round_, groups=groups, opened=opened, reasons=reasons):
        return redirect("peer_challenge:groups-propose", slug)
    messages.success(request, "The groups are saved. Next: their days.")
    return redirect("peer_challenge:groups", slug)


def groups_edit(request, slug):
    """Every council and its group, every group and its day."""
    round_ = round_to_run(request.user, slug)
    kept, typed = drafts.refilled(request)
    form = _form(request.user, round_, typed)
    if request.method == "POST" and form.is_valid() and _saved(request, round_, form):
        messages.success(request, "The groups are saved.")
        return redirect("peer_challenge:round", slug)
    if not form.found:
        form.found = _broken_now(request.user, round_, form)
    context = {"round": round_, "form": form, "kept": kept, "is_released": round_.stage >= Stage.OWN_GROUP}
    context["partition"] = partition(round_, form.places)
    return render(request, "peer_challenge/groups.html", context)


def _form(user, round_, typed) -> GroupsForm:
    places = Place.objects.visible_to(user).filter(round=round_).select_related("council", "group")
    exceptions = GroupException.objects.filter(round=round_).select_related("group")
    what = {"places": list(places), "groups": list(round_.groups.all()), "exceptions": list(exceptions)}
    return GroupsForm(typed, initial={"opened": saving.stamp(round_)}, **what)


def _saved(request, round_, form) -> bool:
    opened = form.cleaned_data["opened"]
    try:
        saving.save_groups(
            round_=round_, groups=form.wanted(), opened=opened, reasons=form.given(), by=request.user
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        form.found = getattr(refused, "broken", [])
        if isinstance(refused, saving.SavedByOther):
            _start_from_now(request, round_, form)
        return False
    drafts.forget(request)
    return True


def _start_from_now(request, round_, form) -> None:
    """What was chosen stays, and is kept besides; saving again is saving over what stands now."""
    drafts.keep(user_id=request.user.pk, path=request.path, fields=request.POST, why=Draft.Why.SAVED_BY_OTHER)
    form.data = form.data.copy()
    form.data["opened"] = saving.stamp(round_)
    form.stands_now = [
        (group, [place.council for place in form.places if place.group_id == group.pk])
        for group in form.groups.values()
    ]


def _broken_now(user, round_, form) -> list[Broken]:
    """What the saved groups break, for the page to say."""
    numbers = sorted(form.groups)
    councils = [
        sorted(place.council_id for place in form.places if place.group and place.group.number == number)
        for number in numbers
    ]
    found = broken(question_for(round_, user=user), councils)
    return [Broken(each.rule, numbers[each.group], each.words) for each in found]
