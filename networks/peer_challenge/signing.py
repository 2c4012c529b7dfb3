"""Who signs a memorandum for whom, who has, and what a council misses that has not."""

from dataclasses import dataclass

from networks.peer_challenge.access import RoundKind, Switch
from networks.peer_challenge.models import Memorandum, Round, Signature
from networks.peer_challenge.models.memoranda import SIGNS
from networks.peer_challenge.wall import LEADS, insider
from seslip.people.access import Post
from seslip.people.models import Organisation


@dataclass(frozen=True)
class Seat:
    """One of the three places of a council under a memorandum."""

    council: Organisation
    post: str

    @property
    def key(self) -> str:
        return f"{self.council.pk}-{self.post}"

    def __str__(self):
        return f"{SIGNS[self.post]} of {self.council}"


def seats_of(user) -> list[Seat]:
    """The seats this person holds today, by their own posts. Acting for somebody is not signing for them."""
    members = Organisation.objects.members()
    held = [each for each in user.appointments if each.post in SIGNS and each.organisation in members]
    return [Seat(each.organisation, each.post) for each in held]


def seats_left(memorandum: Memorandum) -> list[Seat]:
    """Every seat of the member councils that has not been signed for."""
    members = Organisation.objects.members()
    return left_of([Seat(each, post) for each in members for post in SIGNS], memorandum)


def left_of(seats: list[Seat], memorandum: Memorandum) -> list[Seat]:
    """Those of these seats that have not signed."""
    taken = _taken(memorandum)
    return [seat for seat in seats if (seat.council.pk, seat.post) not in taken]


def _taken(memorandum: Memorandum) -> set[tuple[int, str]]:
    return {(each.council_id, each.post) for each in memorandum.signatures.all()}


def grid(memorandum: Memorandum) -> list[tuple[Organisation, list[tuple[str, Signature | None]]]]:
    """A row for each council, a cell for each post, by its name: who signed, or nobody."""
    signed = {(each.council_id, each.post): each for each in memorandum.signatures.select_related("council")}
    councils = {each.council for each in signed.values()} | set(Organisation.objects.members())
    return [
        (council, [(label, signed.get((council.pk, post))) for post, label in SIGNS.items()])
        for council in sorted(councils, key=lambda council: council.name)
    ]


def switches(memorandum: Memorandum) -> list[tuple[str, bool]]:
    """What only a memorandum can allow, and what this one says."""
    return [(switch.label, getattr(memorandum, switch.field)) for switch in Switch]


def councils_kept_out(user, round_: Round) -> list[Organisation]:
    """The councils of this person whose leader has not signed the round's memorandum.

    Until one of theirs has, they read no other council's papers: the wall asks the same in `_signed`.
    """
    person, leader = insider(user), LEADS[RoundKind(round_.kind)]
    mine = person.at(Post.DCS, Post.LEAD_MEMBER) | person.deputises.get(leader, frozenset())
    signatures = Signature.objects.filter(memorandum=round_.memorandum_id, post=leader, council__in=mine)
    if not mine or signatures.exists():
        return []
    return list(Organisation.objects.filter(pk__in=mine))
