"""Matches of asks and offers: proposed by the room, followed up by the round's facilitator."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from networks.peer_challenge.actions.nudges import whom_to_write
from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.matching import pairs_of
from networks.peer_challenge.models import Ask, Match, Offer, Round
from networks.peer_challenge.models.asks import AskOrOffer
from networks.peer_challenge.running import require_facilitator
from networks.peer_challenge.wall import PARTNERS
from seslip import mail
from seslip.audit.actions import record
from seslip.people.models import Appointment, Organisation, Person, User
from seslip.refusals import Refused

State = Match.State
MAY_BECOME = {
    State.PROPOSED: (State.INTRODUCED, State.DECLINED),
    State.INTRODUCED: (State.UNDER_WAY, State.DECLINED),
    State.UNDER_WAY: (State.DONE, State.DECLINED),
    State.DONE: (),
    State.DECLINED: (),
}
MOVED = "Somebody has moved this match meanwhile: it now stands at “{state}”. Look at it before you move it."
NOT_LIVE = "One side is not confirmed any more. Introduce them once it is."


@transaction.atomic
def propose(*, round_: Round, by: User) -> int:
    """What fits and was not proposed before; how many. Pressed twice, it proposes nothing twice."""
    round_ = lock(round_)
    require_facilitator(by, round_)
    pairs = pairs_of(round_)
    for pair in pairs:
        match = Match.objects.create(ask=pair.ask, offer=pair.offer, reason=pair.reason, changed_by=by)
        record("match proposed", by=by, on=match, ask=pair.ask.pk, offer=pair.offer.pk)
    return len(pairs)


@transaction.atomic
def move(*, match: Match, to: str, seen: str, note: str, by: User) -> Match:
    """On to the next state, with a note. Two who move it at once do not lose each other's note."""
    from networks.peer_challenge.tasks import send_introductions

    match = _locked(match)
    require_facilitator(by, match.ask.round)
    if match.state != seen:
        raise Refused(MOVED.format(state=match.get_state_display()))
    if to not in MAY_BECOME[State(match.state)]:
        raise Refused("A match does not go that way.")
    if to == State.INTRODUCED:
        _require_live(match)
        match.introduced_at = timezone.now()
        send_introductions.delay_on_commit()
    _to(match, State(to), note, by)
    return match


def let_go(thing: AskOrOffer, *, by: User) -> None:
    """One side was withdrawn: what was not done comes to nothing."""
    matches = Match.objects.unscoped("one side was withdrawn").filter(**{thing.noun: thing})
    for match in matches.exclude(state__in=[State.DONE, State.DECLINED]).select_for_update():
        _to(match, State.DECLINED, f"The {thing.noun} was withdrawn.", by)


def _to(match: Match, to: State, note: str, by: User) -> None:
    before, match.state, match.note, match.changed_by = match.state, to, note, by
    match.save(update_fields=["state", "note", "changed_by", "changed_at", "introduced_at"])
    record("match moved", by=by, on=match, before=before, after=to.value)


def _locked(match: Match) -> Match:
    return Match.objects.unscoped("moved once at a time").select_for_update().get(pk=match.pk)


def _require_live(match: Match) -> None:
    asks, offers = Ask.objects.unscoped("its sides").live(), Offer.objects.unscoped("its sides").live()
    if not (asks.filter(pk=match.ask_id).exists() and offers.filter(pk=match.offer_id).exists()):
        raise Refused(NOT_LIVE)


def readers_of(match: Match) -> list[tuple[Organisation, list[Person]]]:
    """Of each side, those who lead it, or speak for the partner, and may read both sides at this stage.

    They get the letter that introduces the two. A side without anybody is told by the facilitator.
    """
    found = []
    for organisation in (match.ask.organisation, match.offer.organisation):
        people = Person.objects.unscoped("whom to write to").filter(pk__in=_who_leads(match, organisation))
        people = people.select_related("user").order_by("name")
        found.append((organisation, [person for person in people if _reads_both(person.user, match)]))
    return found


def _who_leads(match: Match, organisation: Organisation):
    if organisation.kind == Organisation.Kind.COUNCIL:
        return whom_to_write(match.ask.round, [organisation])[organisation.pk]
    posts = Appointment.objects.current().filter(post__in=PARTNERS, organisation=organisation)
    return set(posts.filter(person__user__is_active=True).values_list("person", flat=True))


def _reads_both(user: User, match: Match) -> bool:
    asks, offers = Ask.objects.visible_to(user), Offer.objects.visible_to(user)
    return asks.filter(pk=match.ask_id).exists() and offers.filter(pk=match.offer_id).exists()


def send_introductions() -> int:
    """Every introduction that has not gone. Run twice at once, each is taken by one of the two."""
    waiting = Match.objects.unscoped("letters to send").filter(
        introduced_at__isnull=False, letters_sent_at=None
    )
    return sum(_send(pk) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _send(pk: int) -> int:
    waiting = Match.objects.unscoped("letters to send").filter(pk=pk, letters_sent_at=None)
    match = waiting.select_for_update(skip_locked=True).first()
    if match is None:
        return 0
    match.letters_sent_at = timezone.now()
    match.save(update_fields=["letters_sent_at"])
    link = settings.SITE_ADDRESS + match.ask.round.get_absolute_url() + "asks-and-offers/"
    people = {person for _, theirs in readers_of(match) for person in theirs}
    for person in people:
        mail.room_introduction(to=person.user.email, link=link).send()
    return len(people)
