"""The wall in the database's words: the rows of access.py, turned into conditions on what they guard.

Everything of the room is read through `visible_to(user)` here; no page decides anything by itself.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from typing import Self

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import SimpleLazyObject

from networks.peer_challenge.access import (
    RULES,
    Document,
    RoundKind,
    Rule,
    Standing,
    Switch,
)
from seslip.people.access import Permission, Post
from seslip.people.models import Organisation
from seslip.people.visibility import GuardedQuerySet

NOBODY = Q(pk__in=[])
READ, CHANGE, PUT_IN = "ve", "e", "ep"
OUTRIGHT = "ev"  # read whatever a paper's own leader says: for asking about a place, which has no paper
OWN_COUNCIL = frozenset(
    {
        Standing.OWN_DCS,
        Standing.OWN_DEPUTY,
        Standing.OWN_CHIEF_EXECUTIVE,
        Standing.OWN_LEAD_MEMBER,
        Standing.OWN_DATA_LEAD,
    }
)
# Whoever does not stand with the council reads the newest signed-off version only.
STANDS_WITH_THE_COUNCIL = OWN_COUNCIL | {Standing.FACILITATOR}
LEADS = {RoundKind.DIRECTORS: Post.DCS, RoundKind.LEAD_MEMBERS: Post.LEAD_MEMBER}
PARTNERS = frozenset({Post.LGA_ADVISER, Post.PROVIDER})


@dataclass(frozen=True)
class Insider:
    """What the wall knows of a person, worked out once a request."""

    councils: dict[Post, frozenset[int]] = field(default_factory=dict)
    deputises: dict[Post, frozenset[int]] = field(default_factory=dict)
    partners: frozenset[int] = frozenset()
    posts: frozenset[Post] = frozenset()
    rounds: frozenset[int] = frozenset()
    is_team: bool = False
    is_emergency: bool = False

    def at(self, *posts: Post) -> frozenset[int]:
        """The member councils where they hold one of these posts."""
        return frozenset().union(*(self.councils.get(post, frozenset()) for post in posts))

    @property
    def knows_every_round(self) -> bool:
        return bool(self.is_team or self.is_emergency or self.at(Post.DCS) or Post.LGA_ADVISER in self.posts)


def insider(user) -> Insider:
    if not hasattr(user, "_insider"):
        user._insider = _insider(user) if user.is_authenticated and user.is_active else Insider()
    return user._insider


def _facilitated(user) -> frozenset[int]:
    """The rounds they serve today as facilitators, while they hold a post: whoever has left reads nothing."""
    from networks.peer_challenge.models import Facilitator

    named = Facilitator.objects.serving().filter(person__user=user) if user.appointments else []
    return frozenset(each.round_id for each in named)


def _insider(user) -> Insider:
    from networks.peer_challenge.models import EmergencyAccess

    may_break_in = user.may(Permission.ENTER_IN_AN_EMERGENCY)
    is_emergency = may_break_in and EmergencyAccess.objects.open().filter(by=user).exists()
    # Most posts settle who may enter: the rounds are asked for by whoever needs them.
    rounds = SimpleLazyObject(lambda: _facilitated(user))
    return insider_of(user, user.members_held_at, rounds, is_emergency=is_emergency)


def insider_of(user, members: Set[int], rounds: frozenset[int], *, is_emergency: bool = False) -> Insider:
    """What follows from somebody's posts, for whoever has looked the rest up."""
    return Insider(
        councils=_by_post(user.appointments, members),
        deputises=_by_post([each.appointment for each in user.delegations if each.in_the_room], members),
        partners=frozenset(each.organisation_id for each in user.appointments if _is_partner(each)),
        posts=frozenset(each.post for each in user.appointments),
        rounds=rounds,
        is_team=user.may(Permission.RUN_PEER_CHALLENGE),
        is_emergency=is_emergency,
    )


def _by_post(appointments, members: Set[int]) -> dict[Post, frozenset[int]]:
    """Data-only subscribers never enter: only posts at member councils count."""
    held = [each for each in appointments if each.organisation_id in members]
    return {
        post: frozenset(each.organisation_id for each in held if each.post == post)
        for post in {each.post for each in held}
    }


def _is_partner(appointment) -> bool:
    return appointment.post in PARTNERS and appointment.organisation.kind == Organisation.Kind.PARTNER


@dataclass(frozen=True)
class Guarded:
    """Where the round, the owner and a paper's own switches stand, seen from what is guarded."""

    round: str = "round"
    owner: str = "council"
    paper: str = ""

    def on(self, lookup: str, value) -> Q:
        """A condition on the round."""
        return Q(**{f"{self.round}__{lookup}": value})


def allowed(user, document: Document, letters: str, where: Guarded, among=frozenset(Standing)) -> Q:
    """The rows of this document about which the tables give this person one of these letters.

    `letters` is READ, CHANGE or PUT_IN; READ includes what is read under a condition. `among` narrows the
    standings that count.
    """
    person = insider(user)
    if person.is_emergency and letters == READ:
        return Q()
    found = NOBODY
    for kind, rules in RULES.items():
        for rule in rules:
            if rule.document == document and rule.standing in among:
                found |= _by_rule(person, kind, rule, letters, where)
    return found


def _by_rule(person: Insider, kind: RoundKind, rule: Rule, letters: str, where: Guarded) -> Q:
    stands = _standing(person, kind, rule, where)
    if stands is None:
        return NOBODY
    conditions = _conditions(where, letters)
    found = NOBODY
    for letter in set(rule.letters):
        if letter in letters:
            found |= where.on("stage__in", rule.stages(letter))
        elif letter in conditions:
            found |= where.on("stage__in", rule.stages(letter)) & conditions[letter]
    return where.on("kind", kind) & stands & found


def _conditions(where: Guarded, letters: str) -> dict[str, Q]:
    if letters not in (READ, OUTRIGHT):
        return {}
    switches = {switch.value: where.on(f"memorandum__{switch.field}", True) for switch in Switch}
    if letters == OUTRIGHT:
        return switches
    return switches | {
        "s": Q(**{f"{where.paper}shared_inside": True}),
        "h": Q(**{f"{where.paper}released_by_host": True}),
        "o": Q(signed_off_at__isnull=False),
    }


def _standing(person: Insider, kind: RoundKind, rule: Rule, where: Guarded) -> Q | None:
    """The rows towards which this person has the standing; None where they never have.

    Themes name no council: they need no signature.
    """
    stands = _STANDINGS[rule.standing](person, kind, where)
    if stands is None or rule.standing not in _ANY or rule.document == Document.THEMES:
        return stands
    return stands & _signed(person.at(_ANY[rule.standing]), kind, where)


def _own(*posts: Post) -> Callable:
    def stands(person, kind, where):
        councils = person.at(*posts)
        return Q(**{f"{where.owner}__in": councils}) if councils else None

    return stands


def _deputy(person, kind, where):
    councils = person.deputises.get(LEADS[kind])
    return Q(**{f"{where.owner}__in": councils}) if councils else None


def _partner(person, kind, where):
    return Q(**{f"{where.owner}__in": person.partners}) if person.partners else None


def _group(councils_of: Callable) -> Callable:
    def stands(person, kind, where):
        councils = councils_of(person, kind)
        return _same_group(councils, kind, where) if councils else None

    return stands


def _same_group(councils: frozenset[int], kind: RoundKind, where: Guarded) -> Q:
    """Owners in one group with a council of this person's whose leader has signed: that council, no other."""
    from networks.peer_challenge.models import Place, Signature

    signed = Signature.objects.filter(
        memorandum=OuterRef("round__memorandum"), council__in=councils, post=LEADS[kind]
    )
    # One filter: the conditions are about the one place of the owner, and about one place beside it.
    together = Place.objects.filter(
        round=OuterRef(where.round),
        council=OuterRef(where.owner),
        group__places__council__in=signed.values("council"),
    )
    return Q(Exists(together))


def _any(post: Post) -> Callable:
    return lambda person, kind, where: Q() if person.at(post) else None


def _holds(post: Post) -> Callable:
    return lambda person, kind, where: Q() if post in person.posts else None


_STANDINGS: dict[Standing, Callable] = {
    Standing.OWN_DCS: _own(Post.DCS),
    Standing.OWN_DEPUTY: _deputy,
    Standing.OWN_CHIEF_EXECUTIVE: _own(Post.CHIEF_EXECUTIVE),
    Standing.OWN_LEAD_MEMBER: _own(Post.LEAD_MEMBER),
    Standing.OWN_DATA_LEAD: _own(Post.DATA_LEAD),
    Standing.OWN_PARTNER: _partner,
    Standing.GROUP_DCS: _group(lambda person, kind: person.at(Post.DCS)),
    Standing.GROUP_LEAD_MEMBER: _group(lambda person, kind: person.at(Post.LEAD_MEMBER)),
    Standing.GROUP_DEPUTY: _group(lambda person, kind: person.deputises.get(LEADS[kind])),
    Standing.ANY_DCS: _any(Post.DCS),
    Standing.ANY_LEAD_MEMBER: _any(Post.LEAD_MEMBER),
    Standing.ANY_CHIEF_EXECUTIVE: _any(Post.CHIEF_EXECUTIVE),
    Standing.ANY_DATA_LEAD: _any(Post.DATA_LEAD),
    Standing.FACILITATOR: lambda person, kind, where: (
        Q(**{f"{where.round}__in": person.rounds}) if person.rounds else None
    ),
    Standing.TEAM: lambda person, kind, where: Q() if person.is_team else None,
    Standing.LGA_ADVISER: _holds(Post.LGA_ADVISER),
    Standing.DFE_ADVISER: _holds(Post.DFE_ADVISER),
}
_ANY = {Standing.ANY_DCS: Post.DCS, Standing.ANY_LEAD_MEMBER: Post.LEAD_MEMBER}


def _signed(councils: frozenset[int], kind: RoundKind, where: Guarded) -> Q:
    """Another council's papers open to those whose own leader has signed the round's memorandum."""
    from networks.peer_challenge.models import Signature

    signed = Signature.objects.filter(
        memorandum=OuterRef(f"{where.round}__memorandum"), council__in=councils, post=LEADS[kind]
    )
    return Q(Exists(signed))


class RoundQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        """Who knows of a round.

        The team, its facilitators, every director of a member council, LGA advisers, and the administrator in
        an emergency. Lead Members, chief executives, data leads and nominated deputies where their council
        takes part; Lead Members every round of theirs; partners from the challenge day, when they may offer;
        with the themes every chief executive, Lead Member and data lead; the DfE's advisers once the themes
        are signed off.
        """
        person = insider(user)
        if person.knows_every_round:
            return self.all().scoped()
        return self.filter(_known(person)).scoped()


def _known(person: Insider) -> Q:
    from networks.peer_challenge.models import Place

    inside = person.at(Post.LEAD_MEMBER, Post.CHIEF_EXECUTIVE, Post.DATA_LEAD)
    takes_part = inside.union(*person.deputises.values())
    known = Q(pk__in=person.rounds) | Q(pk__in=Place.objects.filter(council__in=takes_part).values("round"))
    if person.at(Post.LEAD_MEMBER):
        known |= Q(kind=RoundKind.LEAD_MEMBERS)
    if person.partners:
        known |= Q(stage__gte=7)
    if inside:
        known |= Q(stage=11)
    if Post.DFE_ADVISER in person.posts:
        known |= Q(stage=11, themes__signed_off_at__isnull=False)
    return known


# A paper's kind, before and after it is settled, as the tables name it. Profiles and letters have no draft.
DRAFTS = {"assessment": Document.DRAFT_ASSESSMENT, "notes": Document.DRAFT_NOTES}
FINALS = {
    "assessment": Document.ASSESSMENT,
    "profile": Document.PROFILE,
    "letter": Document.LETTER,
    "notes": Document.NOTES,
}
VERSION = Guarded(round="paper__round", owner="paper__council", paper="paper__")


def as_it_comes_in(kind: str) -> Document:
    """What the tables call a paper of this kind on the day it is put in."""
    return DRAFTS.get(kind) or FINALS[kind]


class VersionQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        """What the tables let this person read: drafts by the draft's rows, the rest by the final's.

        Those who do not stand with the council read the newest final version only.
        """
        found = NOBODY
        for kind, document in DRAFTS.items():
            found |= Q(paper__kind=kind, settled_at=None) & allowed(user, document, READ, VERSION)
        for kind, document in FINALS.items():
            found |= Q(paper__kind=kind, settled_at__isnull=False) & self._final(user, document)
        return self.filter(found).scoped()

    def _final(self, user, document: Document) -> Q:
        every = allowed(user, document, READ, VERSION, among=STANDS_WITH_THE_COUNCIL)
        return every | (Q(is_newest_final=True) & allowed(user, document, READ, VERSION))


class PaperQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        """A paper is known to whoever may read one of its versions."""
        from networks.peer_challenge.models import PaperVersion

        return self.filter(pk__in=PaperVersion.objects.visible_to(user).values("paper")).scoped()

    def led_by(self, user) -> Self:
        """Those of the councils this person leads in the round: they sign off, agree, share and release."""
        return self.filter(_led(insider(user).councils)).scoped()

    def watched_by(self, user) -> Self:
        """Those whose readers this person sees: the council's leader, its director, and their deputy."""
        directs = Q(council__in=insider(user).at(Post.DCS))
        return self.filter(directs | _led(insider(user).councils) | _led(insider(user).deputises)).scoped()

    def settled_by(self, user) -> Self:
        """Those this leader signs off while their council may still change them, or agrees: notes."""
        changes = allowed(user, Document.DRAFT_ASSESSMENT, CHANGE, Guarded())
        return self.led_by(user).filter(Q(kind="notes") | Q(kind="assessment") & changes).scoped()

    def written_up_by(self, user) -> Self:
        """The notes whose agreed actions this person writes down: while they may change the draft."""
        return self.open_for(user, Document.DRAFT_NOTES, CHANGE).filter(kind="notes").scoped()

    def followed_up_by(self, user) -> Self:
        """The notes with agreed actions of councils they lead in the round, or whose leader they act for."""
        person = insider(user)
        led = _led(person.councils) | _led(person.deputises)
        return self.filter(led, kind="notes", actions__isnull=False).distinct().scoped()

    def open_for(self, user, document: Document, letters: str) -> Self:
        """Those about which the tables give this person one of these letters, as that document."""
        return self.filter(allowed(user, document, letters, Guarded())).scoped()


def _led(councils: dict[Post, frozenset[int]]) -> Q:
    found = NOBODY
    for kind, post in LEADS.items():
        found |= Q(round__kind=kind, council__in=councils.get(post, frozenset()))
    return found


class PlaceQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        """Which councils take part, in which group, is known to whoever knows of the round."""
        from networks.peer_challenge.models import Round

        return self.filter(round__in=Round.objects.visible_to(user)).scoped()

    def open_for(self, user, document: Document, letters: str, among=frozenset(Standing)) -> Self:
        """The councils for which this person may change, or put in, this document at this stage."""
        return self.filter(allowed(user, document, letters, Guarded(), among)).scoped()
