"""The people who may read something of the room today: the wall is asked of each."""

from collections import defaultdict
from collections.abc import Callable

from networks.peer_challenge.access import Document
from networks.peer_challenge.models import Facilitator, Paper, Place, Round
from networks.peer_challenge.wall import OUTRIGHT, READ, insider_of
from seslip.people.models import Appointment, Delegation, Organisation, User


def people_who(may_read: Callable[[User], bool]) -> list[User]:
    """Everybody with an account whom this lets read, by name. Whoever is in the room in an emergency is not
    counted: who that is stands on the room's first page."""
    found = [user for user in _everybody() if may_read(user)]
    return sorted(found, key=lambda user: user.appointments[0].person.name)


def of_paper(paper: Paper, document: Document) -> list[User]:
    """Who reads a paper at this stage, as this document: its draft, or what was signed off or agreed."""
    return people_who(lambda user: Paper.objects.open_for(user, document, READ).filter(pk=paper.pk).exists())


def of_council(round_: Round, council: Organisation, document: Document) -> list[User]:
    """Who would read such a document of a council at this stage, whatever its leader shares or releases."""
    places = Place.objects.unscoped("whoever puts a paper in").filter(round=round_, council=council)
    return people_who(
        lambda user: Place.objects.open_for(user, document, OUTRIGHT).filter(pk__in=places).exists()
    )


def _everybody() -> list[User]:
    """Whoever holds a post, with what the wall knows of them, from four queries for all."""
    members = set(Organisation.objects.members().values_list("pk", flat=True))
    rounds, delegations, found = _facilitated(), _delegations(), _posts_by_user()
    for user, held in found.items():
        user.appointments, user.delegations = held, delegations[user.pk]
        user._insider = insider_of(user, members, frozenset(rounds[user.pk]))
    return list(found)


def _posts_by_user() -> dict[User, list[Appointment]]:
    posts = Appointment.objects.current().filter(person__user__is_active=True)
    found = defaultdict(list)
    for each in posts.select_related("organisation", "person__user"):
        found[each.person.user].append(each)
    return found


def _facilitated() -> dict[int, list[int]]:
    found = defaultdict(list)
    for user, round_ in Facilitator.objects.serving().values_list("person__user", "round"):
        found[user].append(round_)
    return found


def _delegations() -> dict[int, list[Delegation]]:
    found = defaultdict(list)
    for each in Delegation.objects.current().select_related("appointment__organisation", "to"):
        found[each.to.user_id].append(each)
    return found
