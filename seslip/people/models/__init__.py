from seslip.people.models.circles import Circle, CircleMember
from seslip.people.models.delegations import Delegation
from seslip.people.models.invitations import AccessRequest, Invitation
from seslip.people.models.organisations import Membership, Organisation
from seslip.people.models.people import Appointment, Person, User
from seslip.people.models.reviews import AccessReview
from seslip.people.models.rolls import Roll, roll_for
from seslip.people.models.typed import Draft

__all__ = [
    "AccessRequest",
    "AccessReview",
    "Appointment",
    "Circle",
    "CircleMember",
    "Delegation",
    "Draft",
    "Invitation",
    "Membership",
    "Organisation",
    "Person",
    "Roll",
    "User",
    "roll_for",
]
