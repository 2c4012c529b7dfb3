"""What the triad builder is asked about a round: its councils today, and who met in the two rounds before."""

from collections import defaultdict

from networks.peer_challenge.grouping import Council, Earlier, Mode, Question
from networks.peer_challenge.models import Place, Round
from networks.peer_challenge.wall import LEADS
from seslip.people.models import Appointment

ROUNDS_BACK = 2
BEFORE = "a round before"


def question_for(round_: Round, *, user) -> Question:
    """`user` is told the names of those earlier rounds that they know of, and of no others."""
    councils = [place.council for place in _places().filter(round=round_).select_related("council")]
    leaders = leaders_of(round_.kind, [council.pk for council in councils])
    return Question(
        councils=tuple(
            Council(council.pk, council.name, council.children, leaders.get(council.pk, frozenset()))
            for council in councils
        ),
        mode=Mode(round_.shared_leader),
        earlier=tuple(_earlier(round_, user)),
    )


def leaders_of(kind: str, councils) -> dict[int, frozenset[int]]:
    """Who leads each of these councils today: its director, or in a round of theirs its Lead Member."""
    posts = Appointment.objects.current().filter(post=LEADS[kind], organisation__in=councils)
    leaders = defaultdict(set)
    for council, person in posts.values_list("organisation", "person"):
        leaders[council].add(person)
    return {council: frozenset(people) for council, people in leaders.items()}


def _earlier(round_: Round, user):
    rounds = Round.objects.filter(kind=round_.kind, starts__lt=round_.starts).exclude(pk=round_.pk)
    rounds = rounds.unscoped("who met before, for the rule that they do not meet again")
    before = list(rounds.order_by("-starts").values_list("pk", flat=True)[:ROUNDS_BACK])
    names = dict(Round.objects.visible_to(user).filter(pk__in=before).values_list("pk", "name"))
    groups = defaultdict(set)
    placed = _places().filter(round__in=before, group__isnull=False).order_by("group")
    for pk, group, council in placed.values_list("round", "group", "council"):
        groups[pk, group].add(council)
    for (pk, _), councils in groups.items():
        yield Earlier(frozenset(councils), names.get(pk, BEFORE))


def _places():
    return Place.objects.unscoped("the builder's question; what is shown of it is for whoever runs the round")
