"""Saving the groups of a round, by the rules, or against one of them with the reason written down."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from networks.peer_challenge.access import Stage
from networks.peer_challenge.grouping import Broken, Meeting, Rule, broken, double_booked
from networks.peer_challenge.models import Group, GroupException, Place, Round
from networks.peer_challenge.questions import leaders_of, question_for
from networks.peer_challenge.running import require_runs
from seslip.audit.actions import record
from seslip.people.models import Organisation, User
from seslip.refusals import Refused

WHY = "saving the groups of a round"
RELEASED = (
    "The papers of this round are released to its groups, so councils can no longer move between groups. "
    "Days and places can still change."
)


@dataclass(frozen=True)
class Wanted:
    """A group as it is to be."""

    number: int
    councils: frozenset[int]
    day: dt.date | None = None
    day_text: str = ""
    where: str = ""


class RulesBroken(Refused):
    """Rules are broken and no reason is given for it."""

    def __init__(self, found: Sequence[Broken]):
        super().__init__("These groups break a rule. Move a council, or write down why it has to be so.")
        self.broken = found


class SavedByOther(Refused):
    """Somebody else saved after this page was opened."""

    def __init__(self):
        super().__init__(
            "Somebody else has saved this round's groups since you opened this page, so yours are not saved. "
            "What you chose still stands here. Look at the groups as they are now, then save again."
        )


def stamp(round_: Round) -> str:
    """What the groups looked like, in short: it changes with every save that changes something."""
    groups = Group.objects.filter(round=round_).order_by("pk")
    held = [
        [round_.shared_leader],
        list(_places(round_).order_by("council").values_list("council", "group")),
        list(groups.values_list("pk", "number", "day", "day_text", "where")),
        list(_exceptions(round_).order_by("pk").values_list("group", "rule", "reason")),
    ]
    return hashlib.sha256(json.dumps(held, default=str).encode()).hexdigest()[:32]


@transaction.atomic
def save_groups(
    *,
    round_: Round,
    groups: Sequence[Wanted],
    opened: str,
    by: User,
    reasons: Mapping[tuple[int, str], str] | None = None,
) -> None:
    """The groups become these. `opened` is the stamp of the page; reasons go by number and rule."""
    # Every round of the kind, in one order: days are compared across rounds, and nobody slips in between.
    kind = Round.objects.unscoped(WHY).select_for_update().filter(kind=round_.kind).order_by("pk")
    round_ = next(each for each in kind if each.pk == round_.pk)
    require_runs(by, round_)
    if stamp(round_) != opened:
        raise SavedByOther
    groups = [group for group in groups if group.councils]
    _refuse_strangers(round_, groups)
    wanted = {council: group.number for group in groups for council in group.councils}
    if round_.stage >= Stage.OWN_GROUP and _standing(round_) != wanted:
        raise Refused(RELEASED)
    excused = _excused(round_, groups, reasons or {}, by)
    _refuse_two_places(round_, groups)
    _write(round_, groups)
    _write_exceptions(round_, excused, by)
    record("groups saved", by=by, on=round_, groups=[sorted(each.councils) for each in groups])


def _refuse_strangers(round_: Round, groups: Sequence[Wanted]) -> None:
    placed = [council for group in groups for council in group.councils]
    taking_part = set(_places(round_).values_list("council", flat=True))
    if len(placed) != len(set(placed)) or not set(placed) <= taking_part:
        raise Refused("A council can stand in one group of a round in which it takes part, and in no other.")
    if missing := taking_part - set(placed):
        raise Refused(f"{_names(missing)} {'has' if len(missing) == 1 else 'have'} no group yet.")


def _excused(round_, groups, reasons, by) -> dict[tuple[int, str], str]:
    """The broken rules with the reasons for each; all have to have one."""
    found = broken(question_for(round_, user=by), [sorted(group.councils) for group in groups])
    firm = [Broken(each.rule, groups[each.group].number, each.words) for each in found if each.rule.is_firm]
    excused = {
        (each.group, each.rule.value): reasons.get((each.group, each.rule), "").strip() for each in firm
    }
    if not all(excused.values()):
        raise RulesBroken(firm)
    return excused


def _refuse_two_places(round_: Round, groups: Sequence[Wanted]) -> None:
    """Whoever leads two councils is not in two places on one day, in this round or another of its kind."""
    meetings = [Meeting(-group.number, group.day, group.councils) for group in groups]
    others = _elsewhere(round_, {group.day for group in groups if group.day})
    councils = frozenset().union(*(meeting.councils for meeting in [*meetings, *others]))
    clashes = double_booked([*meetings, *others], leaders_of(round_.kind, councils))
    for places, ids in clashes.items():
        here = sorted(-place for place in places if place < 0)
        if not here:
            continue
        day = next(group.day for group in groups if group.number == here[0])
        on = f"{day.day} {day:%B %Y}"
        if len(here) > 1:
            numbers = " and ".join(map(str, here))
            raise Refused(
                f"{_names(ids)} share a leader, who cannot be in groups {numbers} on {on}, one day."
            )
        raise Refused(f"Whoever leads {_names(ids & councils_in(groups, here))} is elsewhere on {on}.")


def councils_in(groups: Sequence[Wanted], numbers: Collection[int]) -> frozenset[int]:
    return frozenset().union(*(group.councils for group in groups if group.number in numbers))


def _elsewhere(round_: Round, days: set[dt.date]) -> list[Meeting]:
    places = Place.objects.unscoped(WHY).filter(round__kind=round_.kind, group__day__in=days)
    councils: dict[tuple[int, dt.date], set[int]] = {}
    for group, day, council in places.exclude(round=round_).values_list("group", "group__day", "council"):
        councils.setdefault((group, day), set()).add(council)
    return [Meeting(group, day, frozenset(ids)) for (group, day), ids in councils.items()]


def _write(round_: Round, groups: Sequence[Wanted]) -> None:
    for wanted in groups:
        details = {"day": wanted.day, "day_text": wanted.day_text, "where": wanted.where}
        group, _ = Group.objects.update_or_create(round=round_, number=wanted.number, defaults=details)
        _places(round_).filter(council__in=wanted.councils).update(group=group)
    Group.objects.filter(round=round_).exclude(number__in=[each.number for each in groups]).delete()


def _write_exceptions(round_: Round, excused: Mapping[tuple[int, str], str], by: User) -> None:
    """An exception that says the same stays as it was, with its day and whoever wrote it."""
    kept = set()
    for exception in _exceptions(round_).select_related("group"):
        key = (exception.group.number, exception.rule)
        if excused.get(key) == exception.reason:
            kept.add(key)
        else:
            exception.delete()
    numbered = {group.number: group for group in Group.objects.filter(round=round_)}
    for (number, rule), reason in excused.items():
        if (number, rule) not in kept:
            exception = GroupException(round=round_, group=numbered[number], rule=Rule(rule), reason=reason)
            exception.by = by
            exception.save()


def _standing(round_: Round) -> dict[int, int]:
    return dict(_places(round_).exclude(group=None).values_list("council", "group__number"))


def _names(ids) -> str:
    names = Organisation.objects.filter(pk__in=ids).order_by("name").values_list("name", flat=True)
    return " and ".join(names)


def _places(round_: Round):
    return Place.objects.unscoped(WHY).filter(round=round_)


def _exceptions(round_: Round):
    return GroupException.objects.filter(round=round_)
