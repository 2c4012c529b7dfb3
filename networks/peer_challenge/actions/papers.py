"""What is done to papers: put in, signed off, agreed, shared, released, and read."""

import uuid

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from networks.peer_challenge import asking
from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.incoming import Incoming
from networks.peer_challenge.models import Paper, PaperVersion, Place
from networks.peer_challenge.wall import DRAFTS, PUT_IN, as_it_comes_in
from seslip.audit.actions import record
from seslip.people.models import User
from seslip.refusals import Refused

NOT_NOW = "The round has moved meanwhile, and this paper can no longer be put in at its stage."
LEADER_ONLY = "Only the council's own leader decides this."
NOT_TO_SETTLE = "There is nothing here to sign off at this stage."


def put_in(*, place: Place, kind: str, incoming: Incoming, by: User) -> PaperVersion:
    """Store a PDF as the newest version of a council's paper. Profiles and letters are final at once."""
    stored = default_storage.save(
        f"peer-challenge/{uuid.uuid4().hex}.pdf", ContentFile(incoming.file.content)
    )
    try:
        return _put_in(place, kind, incoming, stored, by)
    except BaseException:
        default_storage.delete(stored)
        raise


@transaction.atomic
def _put_in(place, kind, incoming, stored, by) -> PaperVersion:
    lock(place.round)
    if not Place.objects.open_for(by, as_it_comes_in(kind), PUT_IN).filter(pk=place.pk).exists():
        raise Refused(NOT_NOW)
    on_behalf = not asking.puts_in_own(by, kind).filter(pk=place.pk).exists()
    papers = Paper.objects.unscoped("the tables let this person put it in")
    paper, _ = papers.get_or_create(round_id=place.round_id, council_id=place.council_id, kind=kind)
    versions = _locked(paper)
    file = incoming.file
    if versions.filter(sha256=file.sha256).exists():
        raise Refused(f"{file.name} is the same file as one put in before.")
    version = PaperVersion.objects.create(
        paper=paper,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        file=stored,
        name=file.name,
        size=file.size,
        pages=incoming.pages,
        sha256=file.sha256,
        added_by=by,
        on_behalf=on_behalf,
    )
    record("paper put in", by=by, on=paper, version=version.number, on_behalf=on_behalf, sha256=file.sha256)
    if kind not in DRAFTS:
        _settle(version, by)
    return version


@transaction.atomic
def sign_off(*, paper: Paper, number: int, by: User) -> PaperVersion:
    """The leader stands by this version: from now on it is what others read, as the stage allows."""
    version = _to_settle(paper, number, by)
    _settle(version, by)
    record("paper signed off", by=by, on=paper, version=number)
    return version


@transaction.atomic
def agree(*, paper: Paper, number: int, by: User) -> PaperVersion:
    """The host agrees the notes of its challenge day."""
    version = _to_settle(paper, number, by)
    _settle(version, by)
    record("notes agreed", by=by, on=paper, version=number)
    return version


@transaction.atomic
def share_inside(*, paper: Paper, shared: bool, by: User) -> None:
    """Let the chief executive and the Lead Member read the draft, or no longer."""
    _require_leader(paper, by)
    Paper.objects.filter(pk=paper.pk).update(shared_inside=shared)
    record("draft shared inside" if shared else "draft no longer shared inside", by=by, on=paper)


@transaction.atomic
def release_notes(*, paper: Paper, released: bool, by: User) -> None:
    """Let every leader read the agreed notes once the round is released to all, or no longer."""
    _require_leader(paper, by)
    Paper.objects.filter(pk=paper.pk).update(released_by_host=released)
    record("notes released by host" if released else "notes no longer released by host", by=by, on=paper)


def _require_leader(paper: Paper, by: User) -> None:
    if not Paper.objects.led_by(by).filter(pk=paper.pk).exists():
        raise PermissionDenied(LEADER_ONLY)


def _locked(paper: Paper):
    """The paper's versions, while nobody moves the round or adds or settles a version."""
    lock(paper.round)
    Paper.objects.unscoped("one at a time").select_for_update().get(pk=paper.pk)
    return PaperVersion.objects.unscoped("numbering and settling them").filter(paper=paper)


def _to_settle(paper: Paper, number: int, by: User) -> PaperVersion:
    version = _locked(paper).order_by("-number").first()
    if not Paper.objects.settled_by(by).filter(pk=paper.pk).exists():
        raise PermissionDenied(NOT_TO_SETTLE)
    if version is None or version.number != number:
        raise Refused("A newer version has come in meanwhile. Read that one first.")
    if version.settled_at:
        raise Refused(f"Version {number} was settled before.")
    return version


def _settle(version: PaperVersion, by: User) -> None:
    earlier = PaperVersion.objects.unscoped("another takes its place").filter(paper=version.paper_id)
    earlier.filter(is_newest_final=True).update(is_newest_final=False)
    version.settled_at, version.settled_by, version.is_newest_final = timezone.now(), by, True
    version.save(update_fields=["settled_at", "settled_by", "is_newest_final"])
