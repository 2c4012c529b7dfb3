"""Who runs a round: sets it up, makes its groups, moves it on, sees what has come in."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from networks.peer_challenge.models import Place, Round
from networks.peer_challenge.wall import insider

NOT_YOURS = "Only the programme team and the facilitators of this round can do this."
TEAM_ONLY = "Only the programme team can do this."
FACILITATORS_ONLY = "Only the named facilitators of this round follow up its matches."


def is_team(user) -> bool:
    return insider(user).is_team


def facilitates(user, round_: Round) -> bool:
    """Whether they are a named facilitator of this round today."""
    return round_.pk in insider(user).rounds


def runs(user, round_: Round) -> bool:
    """The programme team, and the round's own facilitators."""
    return is_team(user) or facilitates(user, round_)


def round_seen(user, slug: str) -> Round:
    """The round, for whoever knows of it; 404 for everybody else."""
    return get_object_or_404(Round.objects.visible_to(user).select_related("memorandum"), slug=slug)


def round_to_run(user, slug: str) -> Round:
    round_ = round_seen(user, slug)
    require_runs(user, round_)
    return round_


def own_councils(user) -> frozenset[int]:
    """The member councils for which somebody stands in the room: by a post, or as nominated deputy."""
    person = insider(user)
    return person.at(*person.councils).union(*person.deputises.values())


def around(user, round_: Round) -> dict:
    """What stands beside the groups on the page of a round: who runs it, and what this person can do."""
    places = list(Place.objects.visible_to(user).filter(round=round_).select_related("council"))
    return {
        "unplaced": [place for place in places if place.group_id is None],
        "facilitators": list(round_.facilitators.serving().select_related("person")),
        "runs": runs(user, round_),
        "is_team": is_team(user),
        "takes_part": any(place.council_id in own_councils(user) for place in places),
    }


def require_team(user) -> None:
    if not is_team(user):
        raise PermissionDenied(TEAM_ONLY)


def require_runs(user, round_: Round) -> None:
    if not runs(user, round_):
        raise PermissionDenied(NOT_YOURS)


def require_facilitator(user, round_: Round) -> None:
    if not facilitates(user, round_):
        raise PermissionDenied(FACILITATORS_ONLY)
