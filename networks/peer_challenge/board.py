"""What has come in: councils and kinds of paper, in words, and never what a paper says.

Whoever runs the round sees of every council whether a paper has come in, drafts too. Whoever takes part sees
their own council and their own group, and of these only what the wall lets them read: a board never tells
earlier than the paper itself.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from networks.peer_challenge.access import RULES, Document
from networks.peer_challenge.models import Paper, PaperVersion, Place, Round
from networks.peer_challenge.running import own_councils, runs
from networks.peer_challenge.wall import FINALS, OUTRIGHT, PUT_IN, as_it_comes_in, insider
from seslip.people.models import Organisation

WHY = "whether a paper has come in, never what it says"
NOT_TAKING_PART = "The board is for the councils that take part in this round, and for whoever runs it."
SETTLED = {Paper.Kind.ASSESSMENT: "Signed off", Paper.Kind.NOTES: "Agreed"}
NOT_SETTLED = {Paper.Kind.ASSESSMENT: "Not signed off yet", Paper.Kind.NOTES: "Not agreed yet"}
OPEN = {Paper.Kind.ASSESSMENT: "Received, not signed off", Paper.Kind.NOTES: "Received, not agreed"}


@dataclass(frozen=True)
class Cell:
    """Where one paper of one council stands."""

    kind: Paper.Kind
    words: str
    tag: str = "quiet"
    number: int | None = None
    when: dt.datetime | None = None
    may_put_in: bool = False

    @property
    def is_received(self) -> bool:
        return self.number is not None

    @property
    def is_overdue(self) -> bool:
        return self.tag == "late"


@dataclass(frozen=True)
class Row:
    place: Place
    cells: list[Cell]


@dataclass(frozen=True)
class Board:
    rows: list[Row]
    runs: bool

    @property
    def counts(self) -> list[str]:
        """ "Self-assessment: 10 of 19 received", of the rows this person sees."""
        received = [
            sum(cell.is_received for cell in column)
            for column in zip(*(row.cells for row in self.rows), strict=True)
        ]
        return [
            f"{kind.label}: {count} of {len(self.rows)} received"
            for kind, count in zip(Paper.Kind, received, strict=False)
        ]

    @property
    def overdue(self) -> list[Organisation]:
        return [row.place.council for row in self.rows if any(cell.is_overdue for cell in row.cells)]


def board_for(user, round_: Round) -> Board:
    runs_it = runs(user, round_)
    places = _places(user, round_, runs_it)
    every = PaperVersion.objects
    versions = every.unscoped(WHY) if runs_it else every.visible_to(user)
    newest = _newest(versions, round_, [place.council_id for place in places])
    tells = {kind: _tells(user, round_, kind) for kind in Paper.Kind}
    if runs_it or insider(user).is_emergency:
        everywhere = {place.council_id for place in places}
        tells = {kind: replace(each, of_drafts=everywhere) for kind, each in tells.items()}
    rows = [Row(place, _cells(round_, place.council_id, newest, tells)) for place in places]
    return Board(rows, runs_it)


@dataclass(frozen=True)
class Tells:
    """The councils of which the board tells this reader something about a kind of paper."""

    puts_in: set[int]
    of_drafts: set[int]
    of_finals: set[int]


def _tells(user, round_: Round, kind: Paper.Kind) -> Tells:
    draft, final = as_it_comes_in(kind), FINALS[kind]
    asked = [(draft, PUT_IN), (draft, OUTRIGHT), (final, OUTRIGHT)]
    return Tells(*(_open_for(user, round_, *each) for each in asked))


def _open_for(user, round_: Round, document: Document, letters: str) -> set[int]:
    """The councils about which the tables give this person one of these letters at this stage."""
    places = Place.objects.open_for(user, document, letters).filter(round=round_)
    return set(places.values_list("council", flat=True))


def _is_due(round_: Round, kind: Paper.Kind) -> bool:
    """From the first stage at which anybody puts such a paper in."""
    rules = [rule for rule in RULES[round_.kind] if rule.document == as_it_comes_in(kind)]
    return round_.stage >= min(stage for rule in rules for stage in rule.stages(PUT_IN))


def overdue_councils(round_: Round) -> list[Organisation]:
    """The councils whose self-assessment is late."""
    places = list(_all(round_))
    newest = _newest(PaperVersion.objects.unscoped(WHY), round_, [place.council_id for place in places])
    is_late = bool(round_.assessments_due and round_.assessments_due < timezone.localdate())
    return [place.council for place in places if is_late and (place.council_id, "assessment") not in newest]


def _places(user, round_: Round, runs_it: bool) -> list[Place]:
    """All of them for whoever runs the round; for others their own council and its group."""
    seen = list(_all(round_, user))
    if runs_it or insider(user).is_emergency:
        return seen
    own = [place for place in seen if place.council_id in own_councils(user)]
    if not own:
        raise PermissionDenied(NOT_TAKING_PART)
    groups = {place.group_id for place in own} - {None}
    return [place for place in seen if place in own or place.group_id in groups]


def _all(round_: Round, user=None):
    places = Place.objects.visible_to(user) if user else Place.objects.unscoped(WHY)
    return places.filter(round=round_).select_related("council", "group")


def _newest(versions, round_: Round, councils) -> dict[tuple[int, str], dict]:
    """The version that counts of each paper: the newest signed off or agreed, or else the newest."""
    found: dict[tuple[int, str], dict] = {}
    rows = versions.filter(paper__round=round_, paper__council__in=councils).order_by("number")
    for row in rows.values("paper__council", "paper__kind", "number", "added_at", "settled_at"):
        key = row["paper__council"], row["paper__kind"]
        if row["settled_at"] or key not in found or not found[key]["settled_at"]:
            found[key] = row
    return found


def _cells(round_: Round, council: int, newest: dict, tells: dict) -> list[Cell]:
    found = []
    for kind in Paper.Kind:
        version = newest.get((council, kind))
        cell = _received(kind, version) if version else _missing(round_, council, kind, tells[kind])
        found.append(replace(cell, may_put_in=council in tells[kind].puts_in))
    return found


def _missing(round_: Round, council: int, kind: Paper.Kind, tells: Tells) -> Cell:
    """Why nothing stands here, as far as this reader may know: who reads no draft is not told of one."""
    if not _is_due(round_, kind):
        return Cell(kind, "Not due yet")
    if council not in tells.of_drafts:
        reads = council in tells.of_finals
        return Cell(kind, NOT_SETTLED[kind] if reads else "Not open to you yet")
    due = round_.assessments_due
    if kind == Paper.Kind.ASSESSMENT and due and due < timezone.localdate():
        return Cell(kind, "Overdue", "late")
    return Cell(kind, "Not received")


def _received(kind: Paper.Kind, version: dict) -> Cell:
    number, when = version["number"], version["added_at"]
    if version["settled_at"] and kind in SETTLED:
        return Cell(kind, SETTLED[kind], "done", number, version["settled_at"])
    if kind in OPEN:
        return Cell(kind, OPEN[kind], "open", number, when)
    return Cell(kind, "Received", "done", number, when)
