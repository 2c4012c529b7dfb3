"""A round that is over, with made-up asks, offers, matches and themes. No real finding is among them."""

import datetime as dt

from networks.peer_challenge.access import Stage
from networks.peer_challenge.demonstration import at, make_round
from networks.peer_challenge.models import Ask, Group, Match, Offer, Place, Round, Theme, Themes, Undertaking
from seslip.people import demonstration as people
from seslip.people.models import Organisation, Person, User

NAME = "Triads 2018"
# Nine councils took part in 2018; which stood together is made up.
GROUPS = [
    ["Kent", "Surrey", "Brighton and Hove"],
    ["Hampshire", "Medway", "West Sussex"],
    ["Buckinghamshire", "Portsmouth", "Slough"],
]
ASKS = [
    ("Kent", "Fostering", "Made up: how do others keep carers in touch in their first year?"),
    ("Medway", "Quality assurance", "Made up: a second reader for twelve audits in the autumn."),
    ("Slough", "SEND", "Made up: an hour with somebody who has changed how plans are written."),
]
OFFERS = [
    ("Hampshire", "Fostering", "Made up: two carers and their social worker come and talk for half a day."),
    ("Surrey", "Quality assurance", "Made up: our auditors exchange papers with yours, four times a year."),
    ("Brighton and Hove", "SEND", "Made up: our template, and an afternoon to go through it."),
    (
        "Local Government Association",
        "Leadership and governance",
        "Made up: a peer sits with a new director for four mornings.",
    ),
]
PROPOSED = ("Kent", "Data and performance", "Made up: an analyst who has built a dashboard for managers.")
WORDS = """Made up for the demonstration: a real page would say here what the day heard in every group.

Carers stay where they know one another. Groups of carers who meet each month were heard of often.

Audits help where the people audited take part, and help little where they only read the result."""


def seed() -> list[str]:
    """The round before that of 2019, at its last stage. Made once."""
    people.seed()
    if Round.objects.unscoped("whether it is there").filter(name=NAME).exists():
        return []
    round_ = make_round(NAME, dt.date(2018, 1, 8), Stage.THEMES, "2017-18")
    _groups(round_)
    asks = [_written(Ask, round_, *each) for each in ASKS]
    offers = [_written(Offer, round_, *each) for each in OFFERS]
    _written(Ask, round_, *PROPOSED, confirmed_at=None)
    _matches(asks, offers)
    _themes(round_)
    _undertaken(round_)
    return [f"Peer challenge: {round_} with {len(asks)} asks, {len(offers)} offers and its themes."]


def _groups(round_: Round) -> None:
    for number, names in enumerate(GROUPS, 1):
        group = Group.objects.create(round=round_, number=number, day=dt.date(2018, 2, 11 + number))
        for council in Organisation.objects.filter(name__in=names):
            Place.objects.create(round=round_, council=council, group=group)


def _written(model, round_: Round, organisation: str, theme: str, words: str, **fields):
    return model.objects.create(
        round=round_,
        organisation=Organisation.objects.get(name=organisation),
        theme=Theme.objects.get_or_create(name=theme)[0],
        words=words,
        **{"confirmed_at": at(dt.date(2018, 2, 20))} | fields,
    )


def _matches(asks: list[Ask], offers: list[Offer]) -> None:
    """One under way, one that nobody has introduced yet."""
    reason = "Both stand under {}. They are not in one group, so the day did not bring them together."
    under_way = {"state": Match.State.UNDER_WAY, "note": "Made up: they meet in May."}
    for place, more in ((0, under_way | {"introduced_at": at(dt.date(2018, 3, 12))}), (2, {})):
        ask, offer = asks[place], offers[place]
        match = Match.objects.create(ask=ask, offer=offer, reason=reason.format(ask.theme), **more)
        Match.objects.unscoped("made for the demonstration").filter(pk=match.pk).update(
            changed_at=at(dt.date(2018, 3, 12))
        )


def _themes(round_: Round) -> None:
    users = User.objects.filter(email__in=["facilitator@example.org", "programme.manager@example.org"])
    facilitator, manager = sorted(users, key=lambda user: user.email)
    Themes.objects.create(
        round=round_,
        words=WORDS,
        written_by=facilitator,
        signed_off_by=manager,
        signed_off_at=at(dt.date(2018, 4, 23)),
    )


def _undertaken(round_: Round) -> None:
    """The facilitator has accepted; the rest are asked when they first read."""
    facilitator = Person.objects.unscoped("made for the demonstration").get(email="facilitator@example.org")
    Undertaking.objects.create(round=round_, person=facilitator)
