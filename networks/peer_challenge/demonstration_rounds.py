"""A round that is being set up, with the groups the portal proposes. Made up; the councils are real."""

import datetime as dt

from django.utils import timezone

from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.actions.groups import Wanted, save_groups, stamp
from networks.peer_challenge.actions.setting_up import set_up_round
from networks.peer_challenge.grouping import arrange
from networks.peer_challenge.models import Round
from networks.peer_challenge.questions import question_for
from seslip.people import demonstration as people
from seslip.people.models import Organisation, User

NAME = "The next round"


def seed() -> list[str]:
    """Set up the next round once, with groups that hold no partners of the rounds before."""
    if Round.objects.unscoped("whether the demonstration's round is there").filter(name=NAME).exists():
        return []
    # Who shares a director has to be known before the groups are made.
    people.seed()
    manager = User.objects.get(email="programme.manager@example.org")
    today = timezone.localdate()
    round_ = set_up_round(
        name=NAME,
        kind=RoundKind.DIRECTORS,
        starts=today,
        councils=Organisation.objects.members(),
        assessments_due=today + dt.timedelta(weeks=8),
        by=manager,
    )
    _make_groups(round_, manager)
    Round.objects.filter(pk=round_.pk).update(stage=Stage.GROUPS)
    return [f"{NAME}: {round_.groups.count()} groups proposed and saved."]


def _make_groups(round_: Round, manager: User) -> None:
    found = arrange(question_for(round_, user=manager))
    first = timezone.localdate() + dt.timedelta(weeks=12)
    groups = [
        Wanted(number, frozenset(ids), day=first + dt.timedelta(weeks=number))
        for number, ids in enumerate(found.groups, 1)
    ]
    reasons = {(each.group + 1, each.rule.value): found.notes[-1] for each in found.broken}
    save_groups(round_=round_, groups=groups, opened=stamp(round_), reasons=reasons, by=manager)
