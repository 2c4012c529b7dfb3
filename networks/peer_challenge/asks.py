"""The asks and offers of a round as one reader finds them, and for whom that person may write them."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from networks.peer_challenge import who_reads
from networks.peer_challenge.access import RULES, Document, Standing
from networks.peer_challenge.models import Ask, Offer, Place, Round
from networks.peer_challenge.models.asks import AskOrOffer
from networks.peer_challenge.reading import AS, write_down_opened
from networks.peer_challenge.running import facilitates
from networks.peer_challenge.wall import CHANGE, LEADS, PARTNERS, READ, Guarded, insider
from seslip.audit.models import Event
from seslip.people.models import Appointment, Organisation, Person, User

THIS = Document.ASKS_AND_OFFERS


def is_open_to(user: User, round_: Round) -> bool:
    """Whether the tables let this person read some of them at this stage."""
    councils = Place.objects.open_for(user, THIS, READ).filter(round=round_)
    return councils.exists() or bool(_partners(user, round_))


def written_for(user: User, round_: Round):
    """The organisations in whose name this person may write at this stage."""
    councils = Place.objects.open_for(user, THIS, CHANGE).filter(round=round_).values("council")
    return Organisation.objects.filter(Q(pk__in=councils) | Q(pk__in=_partners(user, round_)))


def _partners(user: User, round_: Round) -> frozenset[int]:
    """Their own partner; for the facilitator, those that have somebody to confirm an offer."""
    if CHANGE not in _letter(round_, Standing.OWN_PARTNER):
        return frozenset()
    if not facilitates(user, round_):
        return insider(user).partners
    posts = Appointment.objects.current().filter(post__in=PARTNERS, person__user__is_active=True)
    partners = posts.filter(organisation__kind=Organisation.Kind.PARTNER)
    return frozenset(partners.values_list("organisation", flat=True))


def _letter(round_: Round, standing: Standing) -> str:
    rules = [rule for rule in RULES[round_.kind] if (rule.document, rule.standing) == (THIS, standing)]
    return rules[0].letters[round_.stage - 1] if rules else "-"


def speaks_for(user: User, round_: Round, organisation: Organisation) -> bool:
    """Whether this person confirms in that organisation's name: its leader in the round, or the partner."""
    person = insider(user)
    return organisation.pk in person.at(LEADS[round_.kind]) | person.partners


@dataclass(frozen=True)
class Line:
    """An ask or an offer, as one reader finds it. What was withdrawn keeps its words to its owner."""

    thing: AskOrOffer
    words: str
    is_others: bool
    may_change: bool
    may_confirm: bool

    @property
    def tag(self) -> str:
        if self.thing.withdrawn_at:
            return "Withdrawn"
        return "" if self.thing.confirmed_at else "Proposed"


def lines_of(user: User, round_: Round, model: type[AskOrOffer]) -> list[Line]:
    """Everything of the round that this person may know of, by theme and organisation."""
    things = model.objects.visible_to(user).filter(round=round_).select_related("theme", "organisation")
    in_full = _ids(model.objects.in_full_to(user), round_)
    changes = _ids(model.objects.open_to(user), round_)
    confirms = _ids(model.objects.to_confirm(user), round_)
    return [
        Line(
            thing,
            "" if thing.withdrawn_at and thing.pk not in in_full else thing.words,
            thing.pk not in in_full,
            thing.pk in changes,
            thing.pk in confirms,
        )
        for thing in things
    ]


def _ids(things, round_: Round) -> set[int]:
    return set(things.filter(round=round_).values_list("pk", flat=True))


def by_theme(asks: list[Line], offers: list[Line]) -> list[tuple]:
    """(theme, its asks, its offers), in the order of the themes."""
    found = {}
    for place, lines in enumerate((asks, offers)):
        for theme, those in groupby(lines, lambda line: line.thing.theme):
            found.setdefault(theme, ([], []))[place].extend(those)
    return [(theme, *found[theme]) for theme in sorted(found, key=lambda theme: theme.name)]


def standings_of(user: User, round_: Round) -> list[str]:
    """As what this person reads them, the narrowest first."""
    places = Place.objects.filter(round=round_)
    found = who_reads.standings_in(places, user, round_, THIS, Guarded())
    return [Standing.OWN_PARTNER.value, *found] if insider(user).partners else found


def write_down(user: User, round_: Round, asks: list[Line], offers: list[Line], standings: list[str]) -> None:
    """That they read these of other councils and partners; as what, by the widest of their standings."""
    asks = [line.thing.pk for line in asks if line.is_others]
    offers = [line.thing.pk for line in offers if line.is_others]
    if asks or offers:
        write_down_opened(user, round_, THIS, standings[-1], asks=asks, offers=offers)


@dataclass(frozen=True)
class Reader:
    """A line of "who has read these", by person."""

    who: str
    standing: str
    at: object


def readers_of(user: User, round_: Round) -> list[Reader] | None:
    """Who last read what this person's organisations ask and offer; None where that is not theirs to see."""
    own = [_ids(model.objects.watched_by(user), round_) for model in (Ask, Offer)]
    if not any(own):
        return None
    newest: dict[int, Event] = {}
    for event in Event.objects.reads_of(round_).filter(details__document=THIS.value)[:1000]:
        read = [event.details.get("asks", ()), event.details.get("offers", ())]
        if any(mine.intersection(theirs) for mine, theirs in zip(own, read, strict=True)):
            newest.setdefault(event.by_id, event)
    people = Person.objects.unscoped("readers, for the owner").filter(user__in=newest)
    names = dict(people.values_list("user", "name"))
    return [
        Reader(names.get(pk, "Somebody whose account is gone"), AS.get(event.details.get("as"), ""), event.at)
        for pk, event in newest.items()
    ]
