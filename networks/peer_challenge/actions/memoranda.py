"""Memoranda: issued, signed, committed to, withdrawn from. What people signed does not change under them."""

import datetime as dt
from functools import partial

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from networks.peer_challenge.models import Commitment, Memorandum, Signature
from networks.peer_challenge.models.memoranda import SIGNS
from networks.peer_challenge.running import is_team, require_team
from networks.peer_challenge.signing import Seat, seats_of
from seslip.audit.actions import record
from seslip.library.uploads import Checked
from seslip.people.access import Post
from seslip.people.models import Organisation, User
from seslip.refusals import Refused

SIGNED_ALREADY = (
    "Councils have signed it, so it stays as it was when they did. Issue another for the next year."
)
ISSUED_ALREADY = "There is one of this kind for that year already."


@transaction.atomic
def issue(*, memorandum: Memorandum, upload: Checked | None, by: User) -> Memorandum:
    """Issue a year's memorandum, or change one that nobody has signed yet."""
    require_team(by)
    is_new = memorandum.pk is None
    if not is_new and _held(memorandum).signatures.exists():
        raise Refused(SIGNED_ALREADY)
    if upload:
        _keep_file(memorandum, upload)
    try:
        with transaction.atomic():
            memorandum.save()
    except IntegrityError as error:  # somebody, or a second press, was a moment quicker
        raise Refused(ISSUED_ALREADY) from error
    record("memorandum issued" if is_new else "memorandum changed", by=by, on=memorandum)
    return memorandum


def _keep_file(memorandum: Memorandum, upload: Checked) -> None:
    if memorandum.file:
        transaction.on_commit(partial(memorandum.file.storage.delete, memorandum.file.name))
    memorandum.file.save(f"{upload.sha256[:16]}.pdf", ContentFile(upload.content), save=False)
    memorandum.file_name = upload.name


def _held(memorandum: Memorandum) -> Memorandum:
    """The row, kept from others until this is done: nobody signs while it changes."""
    rows = Memorandum.objects.unscoped("held while it is signed or changed").select_for_update()
    return rows.get(pk=memorandum.pk)


@transaction.atomic
def sign(*, memorandum: Memorandum, seats: list[Seat], name: str, by: User) -> list[Signature]:
    """The holder of one post, or of two, signs for the council, today."""
    _held(memorandum)
    for seat in seats:
        if seat not in seats_of(by):
            raise Refused(
                f"Only the {SIGNS[seat.post]} of {seat.council} signs here, and you do not hold that post."
            )
    today = timezone.localdate()
    return [_signed(memorandum, seat, name, today, by, person=by.person) for seat in seats]


@transaction.atomic
def record_on_paper(
    *, memorandum: Memorandum, seat: Seat, name: str, signed_on: dt.date, by: User
) -> Signature:
    """The team writes down what somebody signed on paper."""
    require_team(by)
    _held(memorandum)
    if seat.council not in Organisation.objects.members(signed_on) or seat.post not in SIGNS:
        raise Refused(f"{seat.council} was no member on that day, so nobody signed for it.")
    if signed_on > timezone.localdate():
        raise Refused("The day it was signed is still to come.")
    return _signed(memorandum, seat, name, signed_on, by, person=None)


def _signed(memorandum, seat, name, signed_on, by, *, person) -> Signature:
    if memorandum.signatures.filter(council=seat.council, post=seat.post).exists():
        raise Refused(f"The {seat} has signed it already.")
    signature = memorandum.signatures.create(
        council=seat.council, post=seat.post, name=name, signed_on=signed_on, person=person, recorded_by=by
    )
    record("memorandum signed", by=by, on=memorandum, council=seat.council.pk, post=seat.post)
    return signature


def may_commit_for(user: User) -> list[Organisation]:
    """The councils this person commits: their own as director, every member's for the team."""
    if is_team(user):
        return list(Organisation.objects.members())
    return [seat.council for seat in seats_of(user) if seat.post == Post.DCS]


@transaction.atomic
def commit(*, memorandum: Memorandum, council: Organisation, on: dt.date, by: User) -> Commitment:
    """A council commits itself to the memorandum on agency staff."""
    _held(memorandum)
    _about_agency_staff(memorandum, council, on, by)
    if memorandum.commitments.filter(council=council, withdrawn_on=None).exists():
        raise Refused(f"{council} is committed to it already.")
    if memorandum.commitments.filter(council=council, withdrawn_on__gt=on).exists():
        raise Refused(
            f"{council} was still committed on that day. Give the day it came back, or a later one."
        )
    commitment = memorandum.commitments.create(council=council, committed_on=on)
    record("council committed", by=by, on=memorandum, council=council.pk)
    return commitment


@transaction.atomic
def withdraw(
    *, memorandum: Memorandum, council: Organisation, on: dt.date, reason: str, by: User
) -> Commitment:
    """A council withdraws; what it was committed to, and until when, stays in the register."""
    _held(memorandum)
    _about_agency_staff(memorandum, council, on, by)
    commitment = memorandum.commitments.filter(council=council, withdrawn_on=None).first()
    if commitment is None:
        raise Refused(f"{council} is not committed to it.")
    if on < commitment.committed_on:
        raise Refused(f"{council} committed itself only after that day.")
    commitment.withdrawn_on, commitment.reason = on, reason
    commitment.save(update_fields=["withdrawn_on", "reason"])
    record("council withdrew", by=by, on=memorandum, council=council.pk)
    return commitment


def _about_agency_staff(memorandum: Memorandum, council: Organisation, on: dt.date, by: User) -> None:
    if memorandum.kind != Memorandum.Kind.AGENCY:
        raise Refused("Councils commit themselves to the memorandum on agency staff only.")
    if council not in may_commit_for(by):
        raise Refused(f"The director of {council} does this, or the programme team.")
    if on > timezone.localdate():
        raise Refused("That day is still to come.")
