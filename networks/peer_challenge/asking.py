"""What the room asks of a person, and what it lets them put in: read off the tables."""

from dataclasses import dataclass

from django.urls import reverse

from networks.peer_challenge import models
from networks.peer_challenge.access import Document, Stage
from networks.peer_challenge.models import Paper, PaperVersion, Place, Round
from networks.peer_challenge.wall import CHANGE, OWN_COUNCIL, PUT_IN, as_it_comes_in, insider
from seslip.people.access import Permission
from seslip.registry import Ask


@dataclass(frozen=True)
class Upload:
    """A paper this person may put in at this stage."""

    words: str
    address: str
    is_own: bool


def uploads_of(user, round_: Round) -> list[Upload]:
    """The papers this person may put in for their own council, or for the round's councils."""
    found = []
    for kind, label in Paper.Kind.choices:
        places = Place.objects.open_for(user, as_it_comes_in(kind), PUT_IN).filter(round=round_)
        own = set(puts_in_own(user, kind).filter(round=round_).values_list("pk", flat=True))
        for place in places.select_related("council"):
            address = reverse("peer_challenge:paper-upload", args=[round_.slug, place.council.slug, kind])
            found.append(Upload(f"{label}, {place.council}", address, place.pk in own))
    return found


def puts_in_own(user, kind: str):
    """The places for whose council they put in this paper as one of its own, and not on its behalf."""
    return Place.objects.open_for(user, as_it_comes_in(kind), PUT_IN, among=OWN_COUNCIL)


def asked_of(user, rounds) -> list[Ask]:
    """Of a leader: a self-assessment that has not come in, one to sign off, notes to agree; and of them and a
    partner's people, what was written in their name to confirm."""
    if not insider(user).councils and not insider(user).partners:
        return []
    asked = list(dict.fromkeys(_to_confirm(user, rounds)))
    rounds = [each for each in rounds if Stage.ASSESSMENT <= each.stage <= Stage.NOTES]
    if rounds and insider(user).councils:
        asked += [*_to_put_in(user, rounds), *_to_settle(user, rounds)]
    return asked


def on_the_front_page(user) -> list[Ask]:
    """All that the room asks of them, in whichever round."""
    person = insider(user)
    known = Round.objects.visible_to(user)
    return asked_of(user, list(known)) if person.councils or person.partners else []


def _to_confirm(user, rounds):
    """Without the theme: the front page shows it before the room's own second step."""
    for model in (models.Ask, models.Offer):
        things = model.objects.to_confirm(user).filter(round__in=rounds)
        for thing in things.select_related("round", "organisation"):
            words = f"Confirm what {thing.organisation} {thing.verb}"
            yield Ask(words, reverse("peer_challenge:asks", args=[thing.round.slug]))


def _to_put_in(user, rounds):
    places = Place.objects.open_for(user, Document.DRAFT_ASSESSMENT, CHANGE, among=OWN_COUNCIL)
    come_in = set(
        Paper.objects.unscoped("only whether their own has come in")
        .filter(round__in=rounds, kind=Paper.Kind.ASSESSMENT)
        .values_list("round", "council")
    )
    for place in places.filter(round__in=rounds).select_related("round", "council"):
        if (place.round_id, place.council_id) not in come_in:
            address = reverse(
                "peer_challenge:paper-upload", args=[place.round.slug, place.council.slug, "assessment"]
            )
            yield Ask(f"Put in the self-assessment of {place.council}", address, place.round.assessments_due)


def _to_settle(user, rounds):
    papers = Paper.objects.settled_by(user).filter(round__in=rounds)
    newest = {}
    versions = (
        PaperVersion.objects.visible_to(user)
        .filter(paper__in=papers.values("pk"))
        .select_related("paper__council", "paper__round")
    )
    for version in versions.order_by("paper", "number"):
        newest[version.paper_id] = version
    for version in newest.values():
        if not version.settled_at:
            verb = "Agree" if version.paper.kind == Paper.Kind.NOTES else "Sign off"
            what = version.paper.get_kind_display().lower()
            yield Ask(
                f"{verb} version {version.number} of the {what} of {version.paper.council}",
                version.paper.get_absolute_url(),
            )


def may_break_in(user) -> bool:
    return user.may(Permission.ENTER_IN_AN_EMERGENCY)
