"""What a council agreed on its challenge day: written down by the facilitator, followed up by the council."""

import hashlib
import json
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.models import AgreedAction, Paper
from seslip.audit.actions import record
from seslip.people.models import User
from seslip.refusals import Refused

FACILITATOR_WRITES = "The round's facilitator writes these down, while the notes can still be changed."
LEADER_FOLLOWS_UP = "The council's own leader, or their nominated deputy, says how far its actions are."
CHANGED = (
    "Somebody else has saved these actions since you opened this page, so yours are not saved. "
    "What you typed still stands here. Look at what they say now, then save again."
)


def stamp(paper: Paper) -> str:
    """What the actions looked like, in short: it changes with every save that changes something."""
    held = list(paper.actions.values_list("number", "what", "by_when", "state"))
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:32]


@transaction.atomic
def write_actions(*, paper: Paper, wanted: Mapping[int, tuple[str, str]], opened: str, by: User) -> None:
    """The actions of these notes become these: by number, what and by when. What is emptied goes.

    `opened` is the stamp of the page they were written on.
    """
    _hold(paper)
    if not Paper.objects.written_up_by(by).filter(pk=paper.pk).exists():
        raise PermissionDenied(FACILITATOR_WRITES)
    _refuse_changed(paper, opened)
    kept = {number: words for number, words in wanted.items() if words[0]}
    for number, (what, by_when) in kept.items():
        details = {"what": what, "by_when": by_when}
        AgreedAction.objects.update_or_create(paper=paper, number=number, defaults=details)
    AgreedAction.objects.filter(paper=paper, number__in=set(wanted) - set(kept)).delete()
    record("actions written down", by=by, on=paper, numbers=sorted(kept))


@transaction.atomic
def follow_up(*, paper: Paper, states: Mapping[int, str], opened: str, by: User) -> None:
    """The council says how far each of its actions is."""
    _hold(paper)
    if not Paper.objects.followed_up_by(by).filter(pk=paper.pk).exists():
        raise PermissionDenied(LEADER_FOLLOWS_UP)
    _refuse_changed(paper, opened)
    changed = {}
    for action in AgreedAction.objects.filter(paper=paper):
        state = states.get(action.number, action.state)
        if state != action.state:
            changed[str(action.number)] = action.state = state
            action.save(update_fields=["state"])
    record("actions followed up", by=by, on=paper, states=changed)


def _hold(paper: Paper) -> None:
    """While this is saved, nobody moves the round, and nobody else saves."""
    lock(paper.round)
    Paper.objects.unscoped("one at a time").select_for_update().get(pk=paper.pk)


def _refuse_changed(paper: Paper, opened: str) -> None:
    if stamp(paper) != opened:
        raise Refused(CHANGED)
