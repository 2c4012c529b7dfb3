"""What is done to asks and offers: written, changed, confirmed, withdrawn."""

from django.db import transaction
from django.utils import timezone

from networks.peer_challenge import asks
from networks.peer_challenge.actions.matches import let_go
from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.models import Ask, Offer, Round, Theme
from networks.peer_challenge.models.asks import AskOrOffer
from networks.peer_challenge.wall import LEADS
from seslip.audit.actions import record
from seslip.people.models import Organisation, User
from seslip.refusals import Refused

PARTNERS_OFFER = "Partners offer, and do not ask. Write it as an offer."
NOT_NOW = "The round has moved on meanwhile, and this can no longer be written or changed in that name."
CHANGED = "Somebody has changed this meanwhile. Read what it says now."
GONE = "This was withdrawn meanwhile."


@transaction.atomic
def write(
    *, what: type[Ask | Offer], round_: Round, organisation: Organisation, theme: Theme, words: str, by: User
) -> AskOrOffer:
    """In the organisation's name. It is proposed until whoever speaks for it confirms it."""
    round_ = lock(round_)
    if what is Ask and organisation.kind != Organisation.Kind.COUNCIL:
        raise Refused(PARTNERS_OFFER)
    _require_open(by, round_, organisation)
    thing = what(round=round_, organisation=organisation, theme=theme, words=words, written_by=by)
    _confirmed_if_own(thing, by)
    thing.save()
    _record("written", thing, by)
    return thing


@transaction.atomic
def change(*, thing: AskOrOffer, theme: Theme, words: str, seen: int, by: User) -> AskOrOffer:
    """Other words are confirmed afresh: by whoever speaks for the organisation, as they write them."""
    thing = _locked(thing, seen)
    _require_open(by, thing.round, thing.organisation)
    thing.theme, thing.words, thing.written_by, thing.version = theme, words, by, thing.version + 1
    _confirmed_if_own(thing, by)
    thing.save()
    _record("changed", thing, by)
    return thing


@transaction.atomic
def confirm(*, thing: AskOrOffer, seen: int, by: User) -> AskOrOffer:
    """From now on others read it, as the stage allows."""
    thing = _locked(thing, seen)
    if not asks.speaks_for(by, thing.round, thing.organisation):
        raise Refused(f"Only whoever speaks for {thing.organisation} confirms this.")
    thing.confirmed_at = timezone.now()
    thing.save(update_fields=["confirmed_at"])
    _record("confirmed", thing, by)
    return thing


@transaction.atomic
def withdraw(*, thing: AskOrOffer, by: User) -> AskOrOffer:
    """The row stays, its words for its owner alone; matches that were not done come to nothing."""
    thing = _locked(thing)
    _require_open(by, thing.round, thing.organisation)
    thing.withdrawn_at = timezone.now()
    thing.save(update_fields=["withdrawn_at"])
    let_go(thing, by=by)
    _record("withdrawn", thing, by)
    return thing


def _require_open(by: User, round_: Round, organisation: Organisation) -> None:
    if not asks.written_for(by, round_).filter(pk=organisation.pk).exists():
        raise Refused(NOT_NOW)


def _confirmed_if_own(thing: AskOrOffer, by: User) -> None:
    own = asks.speaks_for(by, thing.round, thing.organisation)
    thing.confirmed_at = timezone.now() if own else None


def _locked(thing: AskOrOffer, seen: int | None = None) -> AskOrOffer:
    """The row as it stands, while nobody else changes it or moves its round.

    The round first, as matches are proposed: the other way round, the two would wait for each other.
    """
    lock(thing.round)
    rows = type(thing).objects.unscoped("one at a time").select_for_update(of=["self"])
    thing = rows.select_related("round", "organisation").get(pk=thing.pk)
    if thing.withdrawn_at:
        raise Refused(GONE)
    if seen is not None and thing.version != seen:
        raise Refused(CHANGED)
    return thing


def _record(done: str, thing: AskOrOffer, by: User) -> None:
    record(
        f"{thing.noun} {done}",
        by=by,
        on=thing,
        acting_for=_acting_for(by, thing),
        round=thing.round_id,
        organisation=thing.organisation_id,
        version=thing.version,
        confirmed=thing.confirmed_at is not None,
    )


def _acting_for(by: User, thing: AskOrOffer):
    """The post of the leader in whose place a nominated deputy acts."""
    posts = [each.appointment for each in by.delegations if each.in_the_room]
    held = (thing.organisation_id, LEADS[thing.round.kind])
    return next((post for post in posts if (post.organisation_id, post.post) == held), None)
