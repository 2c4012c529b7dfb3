"""Asking somebody to take up a post, and their taking it up."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from seslip import mail
from seslip.audit.actions import record
from seslip.people.access import NEED_TWO, Permission, Post
from seslip.people.actions.accounts import appoint, make_account
from seslip.people.actions.appointments import succeed
from seslip.people.giving import is_themselves, keeps, needs_second, posts_to_give
from seslip.people.models import Appointment, Invitation, Organisation, User
from seslip.people.models.invitations import LASTS
from seslip.refusals import Refused

State = Invitation.State
HAS_ACCOUNT = "There is an account for this address by now. Sign in with it."


@transaction.atomic
def invite(
    *,
    name: str,
    email: str,
    post: Post,
    organisation: Organisation,
    by: User,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
) -> Invitation:
    """Ask somebody to take up a post. The letter leaves at once, unless a second person must agree first."""
    # One at a time for each organisation: of two who press at once, the second is told.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    _refuse_what_cannot_be_given(email=email, post=post, organisation=organisation, by=by)
    invitation = Invitation.objects.create(
        name=name,
        email=email.strip().lower(),
        post=post,
        organisation=organisation,
        starts=starts or timezone.localdate(),
        ends=ends,
        made_by=by,
        state=State.WAITING,
    )
    _note("invitation made", invitation, by, post=post, organisation=organisation.pk)
    if not needs_second(by, post):
        _send(invitation)
    return invitation


def _refuse_what_cannot_be_given(*, email, post, organisation, by) -> None:
    if post not in posts_to_give(by, organisation):
        raise Refused(f"You cannot invite anybody to that post at {organisation}.")
    if is_themselves(by, email=email.strip()):
        raise Refused("Nobody gives themselves a post. Ask somebody else who can.")
    held = Appointment.objects.current().filter(post=post, organisation=organisation)
    if held.filter(person__user__email__iexact=email.strip()).exists():
        raise Refused("They hold that post already.")
    same = (
        Invitation.objects.unscoped("whether there is one")
        .pending()
        .filter(post=post, organisation=organisation)
    )
    if same.filter(email__iexact=email.strip()).exists():
        raise Refused("They have been invited to that post already. You can send the letter again.")


@transaction.atomic
def agree(*, invitation: Invitation, by: User) -> None:
    """The second person says yes: the letter leaves."""
    invitation = _locked(invitation)
    if invitation.state != State.WAITING:
        raise Refused("This invitation no longer waits for anybody.")
    if not may_agree(by, invitation):
        raise Refused(
            "It needs somebody who keeps people, and who neither made the invitation nor is invited."
        )
    invitation.agreed_by = by
    _note("invitation agreed to", invitation, by)
    _send(invitation)


def may_agree(user: User, invitation: Invitation) -> bool:
    own = invitation.made_by_id == user.pk or is_themselves(user, email=invitation.email)
    return user.may(Permission.MANAGE_PEOPLE) and not own


def to_agree(user: User) -> list[Invitation]:
    """The invitations that wait for somebody like this person to agree."""
    waiting = Invitation.objects.visible_to(user).filter(state=State.WAITING).select_related("organisation")
    return [invitation for invitation in waiting if may_agree(user, invitation)]


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> None:
    """A new letter, with a new link for two more weeks; the old link stops working."""
    invitation = _locked(invitation)
    _refuse_strangers(invitation, by)
    if invitation.state != State.SENT:
        raise Refused("There is no letter to send again.")
    _note("invitation sent again", invitation, by)
    _send(invitation)


@transaction.atomic
def cancel(*, invitation: Invitation, by: User) -> None:
    """Take back an invitation that has not been accepted."""
    invitation = _locked(invitation)
    _refuse_strangers(invitation, by)
    if not invitation.is_pending:
        raise Refused("It has been accepted or cancelled already. To take a post back, end the post.")
    invitation.state = State.CANCELLED
    invitation.save(update_fields=["state"])
    _note("invitation cancelled", invitation, by)


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> Appointment:
    """Its owner takes the post up with the account they have. Once: the second time is refused."""
    invitation = _locked(invitation)
    if why := invitation.why_over():
        raise Refused(why)
    if by.email.lower() != invitation.email.lower():
        raise Refused(f"This invitation is for another account than {by.email}.")
    return _take_up(invitation, by)


@transaction.atomic
def accept_anew(*, invitation: Invitation, password: str) -> User:
    """Its owner had no account: they have one now, and the post."""
    invitation = _locked(invitation)
    if why := invitation.why_over():
        raise Refused(why)
    user = _new_account(invitation)
    user.set_password(password)
    user.save(update_fields=["password"])
    _take_up(invitation, user)
    return user


def _new_account(invitation: Invitation) -> User:
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise Refused(HAS_ACCOUNT)
    # Whoever can change a contact's address must not come into a guarded post by inviting to a small one.
    guarded = frozenset() if invitation.post in NEED_TWO else NEED_TWO
    try:
        with transaction.atomic():
            return make_account(email=invitation.email, name=invitation.name, by=None, never_holding=guarded)
    except IntegrityError as error:
        # Another invitation to the same address was accepted at this very moment.
        raise Refused(HAS_ACCOUNT) from error


def _take_up(invitation: Invitation, user: User) -> Appointment:
    appointment = appoint(
        person=user.person,
        post=Post(invitation.post),
        organisation=invitation.organisation,
        starts=max(invitation.starts, timezone.localdate()),
        ends=invitation.ends,
        by=invitation.made_by,
    )
    invitation.state, invitation.accepted_at = State.ACCEPTED, timezone.now()
    invitation.appointment = appointment
    invitation.save(update_fields=["state", "accepted_at", "appointment"])
    record("invitation accepted", by=user, on=invitation)
    succeed(new=appointment, by=user)
    return appointment


def _send(invitation: Invitation) -> None:
    invitation.state = State.SENT
    invitation.letters += 1
    invitation.expires_at = timezone.now() + LASTS
    invitation.save(update_fields=["state", "letters", "expires_at", "agreed_by"])
    transaction.on_commit(mail.invitation(to=invitation.email, invitation=invitation).send)


def _locked(invitation: Invitation) -> Invitation:
    """As it stands now, held until this is done: two clicks at once are one after the other."""
    held = Invitation.objects.unscoped("its number was found through what this person may see")
    return (
        held.select_for_update(of=("self",)).select_related("organisation", "made_by").get(pk=invitation.pk)
    )


def _refuse_strangers(invitation: Invitation, by: User) -> None:
    if not keeps(by, invitation.organisation):
        raise Refused(f"You do not look after who is who at {invitation.organisation}.")


def _note(verb: str, invitation: Invitation, by: User, **details) -> None:
    acting_for = by.acting_for(Permission.KEEP_COUNCIL, invitation.organisation)
    record(verb, by=by, on=invitation, acting_for=acting_for, **details)
