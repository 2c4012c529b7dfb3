"""Who may give which post, and who may arrange for whom: the rules alone; actions ask them."""

from seslip.people.access import (
    ARRANGE_THEIR_OWN,
    CAN_BE_ACTED_FOR,
    COUNCIL_POSTS,
    HELD_AT_COUNCILS,
    NEED_TWO,
    POST_MAY,
    Permission,
    Post,
)
from seslip.people.models import Appointment, Organisation, Person, User


def posts_held_at(organisation: Organisation) -> list[Post]:
    """The posts there are at a council, or at a partner and in the programme."""
    is_council = organisation.kind == Organisation.Kind.COUNCIL
    return [post for post in Post if (post in HELD_AT_COUNCILS) == is_council]


def posts_to_give(user: User, organisation: Organisation) -> list[Post]:
    """The posts there that this person may invite others to: the team any, a director all but their own."""
    held_there = posts_held_at(organisation)
    if user.may(Permission.GIVE_POSTS):
        return held_there
    if user.may_at(Permission.KEEP_COUNCIL, organisation):
        return [post for post in held_there if post in COUNCIL_POSTS]
    return []


def keeps(user: User, organisation: Organisation) -> bool:
    """Whether they look after who is who there: whoever keeps people, the director, who acts for them."""
    return user.may(Permission.MANAGE_PEOPLE) or user.may_at(Permission.KEEP_COUNCIL, organisation)


def may_know(user: User, organisation: Organisation) -> bool:
    """Whether they may open the page of that organisation's people: those who keep it, and its own people."""
    return keeps(user, organisation) or any(
        held.organisation_id == organisation.pk for held in user.appointments
    )


def others_who_keep_people(user: User):
    """Everybody else who could agree to an invitation that needs two."""
    keepers = [post for post, may in POST_MAY.items() if Permission.MANAGE_PEOPLE in may]
    held = Appointment.objects.current().filter(post__in=keepers, person__user__is_active=True)
    return held.exclude(person__user=user)


def needs_second(user: User, post: Post) -> bool:
    """Whether somebody else must agree first. Where nobody else is there to ask, it goes, and is recorded."""
    return post in NEED_TWO and others_who_keep_people(user).exists()


def may_end(user: User, appointment: Appointment) -> bool:
    """Those who keep people end any post; a director those below their own; everybody gives up their own."""
    if appointment.person.user_id == user.pk or user.may(Permission.MANAGE_PEOPLE):
        return True
    return appointment.post in COUNCIL_POSTS and user.may_at(
        Permission.KEEP_COUNCIL, appointment.organisation
    )


def may_delegate(user: User, appointment: Appointment) -> bool:
    """The holder, for a post that arranges its own; the council's director, for any of the council's.

    Never a delegate: what was lent is not lent on.
    """
    if appointment.post not in CAN_BE_ACTED_FOR:
        return False
    if appointment.person.user_id == user.pk:
        return appointment.post in ARRANGE_THEIR_OWN
    return holds(user, Post.DCS, appointment.organisation) and appointment.post != Post.DCS


def may_end_delegation(user: User, delegation) -> bool:
    """Whoever could have made it, and the delegate."""
    return delegation.to.user_id == user.pk or may_delegate(user, delegation.appointment)


def holds(user: User, post: Post, organisation: Organisation) -> bool:
    return any(held.post == post and held.organisation_id == organisation.pk for held in user.appointments)


def is_themselves(user: User | None, *, person: Person | None = None, email: str = "") -> bool:
    """Nobody gives themselves a post, by whatever spelling of their address."""
    if user is None:
        return False
    return (person is not None and person.user_id == user.pk) or email.lower() == user.email.lower()
