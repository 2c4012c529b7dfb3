"""What a council agreed on its challenge day: written down by the facilitator, followed up by the council."""

from collections.abc import Mapping

from django.db import transaction

from networks.peer_challenge.models import AgreedAction, Paper
from seslip.audit.actions import record
from seslip.people.models import User


@transaction.atomic
def write_actions(*, paper: Paper, wanted: Mapping[int, tuple[str, str]], by: User) -> None:
    """The actions of these notes become these: by number, what and by when. What is emptied goes."""
    Paper.objects.unscoped("one at a time").select_for_update().get(pk=paper.pk)
    kept = {number: words for number, words in wanted.items() if words[0]}
    for number, (what, by_when) in kept.items():
        details = {"what": what, "by_when": by_when}
        AgreedAction.objects.update_or_create(paper=paper, number=number, defaults=details)
    AgreedAction.objects.filter(paper=paper, number__in=set(wanted) - set(kept)).delete()
    record("actions written down", by=by, on=paper, numbers=sorted(kept))


@transaction.atomic
def follow_up(*, paper: Paper, states: Mapping[int, str], by: User) -> None:
    """The council says how far each of its actions is."""
    Paper.objects.unscoped("one at a time").select_for_update().get(pk=paper.pk)
    changed = {}
    for action in AgreedAction.objects.filter(paper=paper):
        state = states.get(action.number, action.state)
        if state != action.state:
            changed[str(action.number)] = action.state = state
            action.save(update_fields=["state"])
    record("actions followed up", by=by, on=paper, states=changed)
