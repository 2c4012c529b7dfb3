"""The pre-flight on the desk: what was found, and letting it stand with a reason."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect

from newsletters.actions.dismissing import ReasonMissing, dismiss, take_back
from newsletters.admin.addresses import address
from newsletters.admin.values import number
from newsletters.models import Dismissal, Update
from newsletters.preflight import INTRODUCTION, Finding
from newsletters.preflight.drafts import preflight


@dataclass(frozen=True)
class Shown:
    """A finding with where it is on the desk."""

    finding: Finding
    address: str
    place: str
    dismissal: Dismissal | None = None


@dataclass(frozen=True)
class Panel:
    findings: list[Shown]
    dismissed: list[Shown]

    @property
    def in_words(self) -> str:
        count = len(self.findings)
        return {0: "nothing to look at", 1: "1 thing to look at"}.get(count, f"{count} things to look at")


def panel(update: Update) -> Panel:
    """What the pre-flight finds in the Update as it is saved."""
    found = preflight(update)
    titles = _titles(update)
    return Panel(
        [_shown(update, finding, titles) for finding in found.findings],
        [_shown(update, finding, titles, dismissal) for finding, dismissal in found.dismissed],
    )


def _titles(update: Update) -> dict[str, str]:
    items = update.placements.values_list("item", "item__programme")
    tools = update.tools.values_list("document", "document__title")
    titles = {f"item-{pk}": title for pk, title in items}
    return titles | {f"tool-{pk}": title for pk, title in tools} | {INTRODUCTION: "Introduction"}


def _shown(update, finding: Finding, titles: dict, dismissal=None) -> Shown:
    return Shown(finding, f"{address(update)}#at-{finding.where}", titles.get(finding.where, ""), dismissal)


def settle(request, context, update: Update):
    """Let a finding stand, or look at it again, from a screen of its own."""
    back = request.POST.get("back")
    name = back if back in ("publish", "schedule", "correct") else "change"
    if request.method == "POST":
        settle_asked(request, update)
    return redirect(f"{address(update, name)}#preflight")


def settle_asked(request, update: Update) -> bool:
    """Do what the buttons of the panel ask; says whether one was pressed."""
    if "_dismiss" in request.POST:
        _dismiss(request, update, f"finding-{request.POST['_dismiss']}")
    elif "_take_back" in request.POST:
        _take_back(request, update, request.POST["_take_back"])
    return bool({"_dismiss", "_take_back"} & set(request.POST))


def _dismiss(request, update: Update, prefix: str) -> None:
    said = {name: request.POST.get(f"{prefix}-{name}", "") for name in ("kind", "where", "words", "reason")}
    asked = (said["kind"], said["where"], said["words"])
    finding = next((each for each in preflight(update).findings if each.identity == asked), None)
    if finding is None:
        messages.info(request, "That is no longer in the text.")
        return
    try:
        dismiss(update=update, finding=finding, reason=said["reason"], by=request.user)
        messages.success(request, f"“{finding.words}” was left standing.")
    except ReasonMissing as missing:
        messages.error(request, f"{missing} It was about “{finding.words}”.")


def _take_back(request, update: Update, said: str) -> None:
    dismissal = update.dismissals.filter(pk=number(said)).first()
    if dismissal:
        take_back(dismissal=dismissal, by=request.user)
