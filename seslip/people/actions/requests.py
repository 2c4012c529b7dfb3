"""Asking to come in, and deciding who does."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from seslip import mail
from seslip.audit.actions import record
from seslip.people.access import COUNCIL_POSTS, Permission, Post
from seslip.people.actions.invitations import invite
from seslip.people.giving import posts_to_give
from seslip.people.models import AccessRequest, Appointment, Invitation, Organisation, User
from seslip.refusals import Refused

State = AccessRequest.State
KEPT_FOR = dt.timedelta(days=365)


def ask_for_access(*, name: str, email: str, organisation: Organisation, post: Post, why: str) -> None:
    """Anybody may ask. Asking again while it waits changes nothing, and says nothing else."""
    asked = AccessRequest(
        name=name, email=email.strip().lower(), organisation=organisation, post=post, why=why
    )
    try:
        with transaction.atomic():
            asked.save()
            record("access asked for", by=None, on=asked, organisation=organisation.pk, post=post)
    except IntegrityError:
        return


@transaction.atomic
def approve(
    *, request: AccessRequest, by: User, starts: dt.date | None = None, ends: dt.date | None = None
) -> Invitation:
    """They are invited: the link in the letter proves that the address is theirs."""
    request = _open(request, by)
    invitation = invite(
        name=request.name,
        email=request.email,
        post=Post(request.post),
        organisation=request.organisation,
        starts=starts,
        ends=ends,
        by=by,
    )
    request.invitation = invitation
    _decide(request, State.APPROVED, by)
    return invitation


@transaction.atomic
def refuse(*, request: AccessRequest, words: str, by: User) -> None:
    """A letter tells them, in these words."""
    request = _open(request, by)
    request.words = words
    _decide(request, State.REFUSED, by)
    letter = mail.access_refused(to=request.email, organisation=request.organisation, words=words)
    transaction.on_commit(letter.send)


def may_decide(user: User, request: AccessRequest) -> bool:
    """Whoever could invite them to it."""
    return request.post in posts_to_give(user, request.organisation)


def waiting_for(user: User) -> list[AccessRequest]:
    """What waits for this person: a director's own; for the team, what no director can decide."""
    seen = AccessRequest.objects.visible_to(user).filter(state=State.OPEN).select_related("organisation")
    if user.may(Permission.GIVE_POSTS):
        directed = Appointment.objects.current().filter(post=Post.DCS).values("organisation")
        seen = seen.exclude(organisation__in=directed, post__in=COUNCIL_POSTS)
    return [request for request in seen if may_decide(user, request)]


@transaction.atomic
def forget_decided_requests() -> int:
    """What somebody wrote to come in is kept for a year after the answer."""
    old = AccessRequest.objects.unscoped("by age alone").filter(decided_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]


def _open(request: AccessRequest, by: User) -> AccessRequest:
    found = AccessRequest.objects.unscoped("its number was found through what this person may see")
    request = found.select_for_update(of=("self",)).select_related("organisation").get(pk=request.pk)
    if request.state != State.OPEN:
        raise Refused("This has been answered already.")
    if not may_decide(by, request):
        raise Refused("Only the programme team can answer this.")
    return request


def _decide(request: AccessRequest, state: str, by: User) -> None:
    request.state, request.decided_by, request.decided_at = state, by, timezone.now()
    request.save()
    acting_for = by.acting_for(Permission.KEEP_COUNCIL, request.organisation)
    record(f"access request {state}", by=by, on=request, acting_for=acting_for)
