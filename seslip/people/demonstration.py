"""Made-up people in real posts, to try the portal with. Never in a real installation."""

import datetime as dt

from django.contrib.auth.hashers import make_password

from seslip.people.access import Post
from seslip.people.models import Appointment, Circle, CircleMember, Organisation, Person, User

PASSWORD = "demonstration"  # noqa: S105 - printed at every start, for made-up people
SINCE = dt.date(2018, 1, 1)
ACCOUNTS = [
    ("programme.manager", "Petra Long", Post.PROGRAMME_MANAGER, "seslip"),
    ("dcs.kent", "Alison Brook", Post.DCS, "kent"),
    ("dcs.surrey", "Bob Fell", Post.DCS, "surrey"),
    ("data.lead.kent", "Dana Hill", Post.DATA_LEAD, "kent"),
    ("lead.member.medway", "Mo Rivers", Post.LEAD_MEMBER, "medway"),
    ("data.lead.somerset", "Fay Somers", Post.DATA_LEAD, "somerset"),
    ("adviser.lga", "Liz Grant", Post.LGA_ADVISER, "lga"),
    ("administrator", "Ada Byte", Post.ADMINISTRATOR, "seslip"),
]
TWO_COUNCILS = ("dcs.hampshire", "Hal Ferry", Post.DCS, ["hampshire", "isle-of-wight"])


def seed() -> list[str]:
    """Make the accounts that are missing; say how to sign in with each."""
    name, person, post, councils = TWO_COUNCILS
    accounts = [(*account[:3], [account[3]]) for account in ACCOUNTS] + [(name, person, post, councils)]
    lines = [
        f"  {_account(*account).email:32} {account[2].label}, {' and '.join(account[3])}"
        for account in accounts
    ]
    _steering_group()
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
