"""Reading a paper: the marked copy, written down for the council that owns it to see."""

from dataclasses import dataclass

from django.utils import timezone

from networks.peer_challenge.access import Document, Standing
from networks.peer_challenge.copies import copy_of
from networks.peer_challenge.models import EmergencyAccess, Paper, PaperVersion, Round, Undertaking
from networks.peer_challenge.wall import DRAFTS, FINALS, READ, VERSION, allowed, insider
from seslip.audit.actions import record_read
from seslip.audit.models import Event
from seslip.people.models import Person, User

EMERGENCY = "emergency"
AS = {each.value: each.label for each in Standing} | {EMERGENCY: "In an emergency"}
DEPUTIES = frozenset({Standing.OWN_DEPUTY, Standing.GROUP_DEPUTY})


def has_undertaken(user: User, round_id: int) -> bool:
    return Undertaking.objects.filter(round=round_id, person__user=user).exists()


class UndertakingFirst(Exception):
    """They have not accepted the round's: the gate leads them there, and to `back` afterwards."""

    def __init__(self, round_: Round, back: str):
        self.round, self.back = round_, back


def require_undertaking(request, round_: Round, back: str = "") -> None:
    """Stands before any page that holds words of a council's."""
    if not has_undertaken(request.user, round_.pk):
        raise UndertakingFirst(round_, back or request.path)


def copy_for(reader: User, version: PaperVersion) -> bytes:
    """The reader's own copy; that they took it is written down before it leaves."""
    at, paper = timezone.now(), version.paper
    made = copy_of(version.file, reader, at, f"{paper.get_kind_display()}, {paper.council}")
    write_down("downloaded", reader, version)
    return made


def write_down(verb: str, reader: User, version: PaperVersion) -> None:
    """Who read which version, and as what; in an emergency, under which entry."""
    standing = standing_of(reader, version)
    _write_down(verb, reader, version.paper, standing, version=version.number)


def write_down_opened(reader: User, round_: Round, document: Document, standing: str, **details) -> None:
    """Who opened what a round says as a whole: its asks and offers, or its themes."""
    _write_down("opened", reader, round_, standing, document=document.value, **details)


def _write_down(verb: str, reader: User, thing, standing: str, **details) -> None:
    details["as"] = standing
    if standing == EMERGENCY:
        details["emergency"] = (
            EmergencyAccess.objects.open().filter(by=reader).values_list("pk", flat=True).first()
        )
    record_read(verb, by=reader, on=thing, acting_for=_acting_for(reader, standing), **details)


def standing_of(reader: User, version: PaperVersion) -> str:
    """By which row of the tables this person reads it: the first that lets them."""
    if insider(reader).is_emergency:
        return EMERGENCY
    document = document_of(version)
    this = PaperVersion.objects.unscoped("it has been asked for").filter(pk=version.pk)
    for standing in Standing:
        if this.filter(allowed(reader, document, READ, VERSION, among={standing})).exists():
            return standing.value
    return ""


def document_of(version: PaperVersion) -> Document:
    kinds = FINALS if version.settled_at else DRAFTS
    return kinds[version.paper.kind]


def _acting_for(reader: User, standing: str):
    if standing not in DEPUTIES:
        return None
    return next((each.appointment for each in reader.delegations if each.in_the_room), None)


@dataclass(frozen=True)
class Reading:
    """A line of "who has read this"."""

    who: str
    standing: str
    verb: str
    version: int | None
    at: object
    in_emergency: bool


def readings_of(paper: Paper) -> list[Reading]:
    """Who opened, downloaded or packed a paper; newest first."""
    events = list(Event.objects.reads_of(paper)[:200])
    names = dict(
        Person.objects.unscoped("readers, for the owner")
        .filter(user__in=[e.by_id for e in events])
        .values_list("user", "name")
    )
    return [
        Reading(
            names.get(event.by_id, "Somebody whose account is gone"),
            AS.get(event.details.get("as"), ""),
            event.verb,
            event.details.get("version"),
            event.at,
            event.details.get("as") == EMERGENCY,
        )
        for event in events
    ]
