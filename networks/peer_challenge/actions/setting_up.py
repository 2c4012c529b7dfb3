"""A round and the councils that take part in it."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.urls import resolve, reverse
from django.utils.text import slugify

from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.models import Facilitator, Group, Memorandum, Paper, Place, Round
from networks.peer_challenge.running import require_runs, require_team
from seslip.audit.actions import record
from seslip.people.models import Appointment, Organisation, User
from seslip.refusals import Refused

WHY = "setting up a round"
TWIN = "There is a round of this name already. Choose another name."
RELEASED_UNDER_IT = (
    "The papers of this round are released under its memorandum, so another cannot take its place. "
    "Move the round back first, and say why."
)


@transaction.atomic
def set_up_round(
    *,
    name: str,
    kind: RoundKind,
    starts: dt.date,
    councils: Iterable[Organisation],
    by: User,
    shared_leader: str = Round.SharedLeader.ONE_VOICE,
    assessments_due: dt.date | None = None,
    memorandum: Memorandum | None = None,
) -> Round:
    """A new round at its first stage, with a place for each council."""
    require_team(by)
    round_ = Round(name=name, slug=_slug(name), kind=kind, starts=starts, shared_leader=shared_leader)
    round_.assessments_due, round_.memorandum = assessments_due, memorandum
    _refuse_twins(round_)
    try:
        with transaction.atomic():
            round_.save()
    except IntegrityError as error:  # somebody, or a second press, was a moment quicker
        raise Refused(TWIN) from error
    Place.objects.bulk_create(Place(round=round_, council=council) for council in councils)
    record("round set up", by=by, on=round_, councils=_ids(round_))
    return round_


@transaction.atomic
def change_round(
    *,
    round_: Round,
    name: str,
    starts: dt.date,
    councils: Iterable[Organisation],
    by: User,
    shared_leader: str,
    assessments_due: dt.date | None = None,
    memorandum: Memorandum | None = None,
) -> Round:
    """Change what was set up. The kind stays, and so does its address; a council with papers stays too."""
    round_ = lock(round_)
    require_runs(by, round_)
    if round_.stage >= Stage.OWN_GROUP and round_.memorandum != memorandum:
        raise Refused(RELEASED_UNDER_IT)
    round_.name, round_.starts, round_.shared_leader = name, starts, shared_leader
    round_.assessments_due, round_.memorandum = assessments_due, memorandum
    _refuse_twins(round_)
    round_.save()
    _set_councils(round_, {council.pk: council for council in councils})
    record("round changed", by=by, on=round_, councils=_ids(round_))
    return round_


def lock(round_: Round) -> Round:
    return Round.objects.unscoped(WHY).select_for_update().get(pk=round_.pk)


def _set_councils(round_: Round, wanted: dict[int, Organisation]) -> None:
    places = {place.council_id: place for place in _places(round_).select_related("council")}
    gone = places.keys() - wanted.keys()
    papers = Paper.objects.unscoped(WHY).filter(round=round_, council__in=gone)
    _refuse(papers.values_list("council", flat=True), places, "has papers in this round and cannot leave it")
    new = wanted.keys() - places.keys()
    facilitators = Facilitator.objects.current().filter(round=round_).values("person")
    conflicts = Appointment.objects.current().filter(person__in=facilitators, organisation__in=new)
    taken = {pk: wanted[pk] for pk in conflicts.values_list("organisation", flat=True)}
    _refuse(taken, wanted, "is where a facilitator of this round holds a post, so it cannot take part")
    _places(round_).filter(council__in=gone).delete()
    Place.objects.bulk_create(Place(round=round_, council=wanted[pk]) for pk in sorted(new))
    Group.objects.filter(round=round_).exclude(
        pk__in=_places(round_).exclude(group=None).values("group")
    ).delete()


def _refuse(ids: Iterable[int], things: dict, why: str) -> None:
    for pk in ids:
        raise Refused(f"{getattr(things[pk], 'council', things[pk])} {why}.")


def _refuse_twins(round_: Round) -> None:
    others = Round.objects.unscoped(WHY).exclude(pk=round_.pk)
    if others.filter(name__iexact=round_.name).exists() or others.filter(slug=round_.slug).exists():
        raise Refused(TWIN)


def _slug(name: str) -> str:
    slug = slugify(name)
    if not slug:
        raise Refused("Use letters or numbers in the name: the round's address is made from it.")
    if resolve(reverse("peer_challenge:round", args=[slug])).url_name != "round":
        raise Refused("Choose another name: a page of the room has this address already.")
    return slug


def _places(round_: Round):
    return Place.objects.unscoped(WHY).filter(round=round_)


def _ids(round_: Round) -> list[int]:
    return sorted(_places(round_).values_list("council", flat=True))
