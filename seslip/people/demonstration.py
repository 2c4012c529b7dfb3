"""Made-up people in real posts, to try the portal with. Never in a real installation."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from seslip.people import actions
from seslip.people.access import Post
from seslip.people.models import (
    AccessRequest,
    Appointment,
    Circle,
    CircleMember,
    Delegation,
    Invitation,
    Organisation,
    Person,
    User,
)

PASSWORD = "demonstration"  # noqa: S105 - printed at every start, for made-up people
SINCE = dt.date(2018, 1, 1)
ACCOUNTS = [
    ("programme.manager", "Petra Long", Post.PROGRAMME_MANAGER, ["seslip"]),
    ("facilitator", "Faz Malik", Post.CONSULTANT, ["seslip"]),
    ("administrator", "Ada Byte", Post.ADMINISTRATOR, ["seslip"]),
    ("dcs.kent", "Alison Brook", Post.DCS, ["kent"]),
    ("deputy.kent", "Dev Shah", Post.DEPUTY_DCS, ["kent"]),
    ("chief.executive.kent", "Cleo Bright", Post.CHIEF_EXECUTIVE, ["kent"]),
    ("lead.member.kent", "Lena Orr", Post.LEAD_MEMBER, ["kent"]),
    ("data.lead.kent", "Dana Hill", Post.DATA_LEAD, ["kent"]),
    ("officer.kent", "Otto Marsh", Post.COUNCIL_OFFICER, ["kent"]),
    ("dcs.west.sussex", "Wes Holt", Post.DCS, ["west-sussex"]),
    ("dcs.east.sussex", "Esme Downs", Post.DCS, ["east-sussex"]),
    ("dcs.surrey", "Bob Fell", Post.DCS, ["surrey"]),
    ("dcs.brighton", "Oona Pierce", Post.DCS, ["brighton-and-hove"]),
    ("dcs.hampshire", "Hal Ferry", Post.DCS, ["hampshire", "isle-of-wight"]),
    ("coordinator.hampshire", "Cora Dunn", Post.NETWORK_COORDINATOR, ["hampshire"]),
    ("lead.member.medway", "Mo Rivers", Post.LEAD_MEMBER, ["medway"]),
    ("officer.medway", "Nell Ware", Post.COUNCIL_OFFICER, ["medway"]),
    ("treasurer", "Tess Penn", Post.TREASURER, ["east-sussex"]),
    ("data.lead.somerset", "Fay Somers", Post.DATA_LEAD, ["somerset"]),
    ("steering.group", "Stan Vale", Post.STEERING_GROUP, ["seslip"]),
    ("adviser.lga", "Liz Grant", Post.LGA_ADVISER, ["lga"]),
    ("adviser.dfe", "Drew Sands", Post.DFE_ADVISER, ["dfe"]),
]


def seed() -> list[str]:
    """Make the accounts that are missing; say how to sign in with each."""
    lines = [
        f"  {_account(*account).email:34} {account[2].label}, {' and '.join(account[3])}"
        for account in ACCOUNTS
    ]
    _steering_group()
    _deputy()
    _coming_in()
    return [f"Sign in as one of these with the password {PASSWORD!r}:", *lines]


def _account(name: str, person_name: str, post: Post, organisations: list[str]) -> User:
    user, made = User.objects.get_or_create(
        email=f"{name}@example.org", defaults={"password": make_password(PASSWORD)}
    )
    if made:
        person = Person.objects.create(
            name=person_name, email=user.email, user=user, details_audience=Circle.objects.members()
        )
        for organisation in Organisation.objects.filter(slug__in=organisations):
            Appointment.objects.create(person=person, post=post, organisation=organisation, starts=SINCE)
    return user


def _steering_group() -> None:
    circle, made = Circle.objects.get_or_create(name="Steering group")
    if made:
        directors = Person.objects.unscoped("the demonstration's own people").filter(
            user__email__in=["dcs.kent@example.org", "dcs.surrey@example.org"]
        )
        CircleMember.objects.bulk_create(
            CircleMember(circle=circle, person=person, starts=SINCE) for person in directors
        )


def _deputy() -> None:
    """Kent's deputy acts for its director, in the peer challenge room too."""
    people = Person.objects.unscoped("the demonstration's own people")
    post = Appointment.objects.get(person__user__email="dcs.kent@example.org")
    Delegation.objects.get_or_create(
        appointment=post,
        to=people.get(user__email="deputy.kent@example.org"),
        in_the_room=True,
        defaults={"ends": timezone.localdate() + dt.timedelta(days=180)},
    )


def _coming_in() -> None:
    """At Kent somebody is invited and somebody asks; every council is asked who there can see what."""
    kent = Organisation.objects.get(slug="kent")
    director = User.objects.get(email="dcs.kent@example.org")
    known = Invitation.objects.unscoped("the demonstration's own")
    if not known.filter(email="ivy.lane@example.org").exists():
        actions.invite(
            name="Ivy Lane",
            email="ivy.lane@example.org",
            post=Post.COUNCIL_OFFICER,
            organisation=kent,
            by=director,
        )
    if not AccessRequest.objects.unscoped("the demonstration's own").exists():
        actions.ask_for_access(
            name="Ned Ferris",
            email="ned.ferris@example.org",
            organisation=kent,
            post=Post.DATA_LEAD,
            why="I take over the quarterly returns from Dana in the spring.",
        )
    actions.ask_for_reviews()
