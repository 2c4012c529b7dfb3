from itertools import groupby

from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from networks.peer_challenge import asking, asks
from networks.peer_challenge.actions import themes
from networks.peer_challenge.models import EmergencyAccess, Memorandum, PaperVersion, Place, Round
from networks.peer_challenge.packing import last_actions_by_council
from networks.peer_challenge.reading import has_undertaken
from networks.peer_challenge.running import around, facilitates, is_team, own_councils, round_seen
from networks.peer_challenge.signing import councils_kept_out


@require_safe
def room(request):
    """The rounds this person knows of, what is asked of them, and who entered in an emergency."""
    rounds = list(Round.objects.visible_to(request.user))
    context = {
        "rounds": rounds,
        "memoranda": Memorandum.objects.visible_to(request.user).exists() or is_team(request.user),
        "is_team": is_team(request.user),
        "asked": asking.asked_of(request.user, rounds),
        "emergencies": EmergencyAccess.objects.shown_to(request.user),
        "may_break_in": asking.may_break_in(request.user),
    }
    return render(request, "peer_challenge/room.html", context)


@require_safe
def round_page(request, slug):
    """Where a round stands, its groups and days, what this person may read, and what is asked of them."""
    round_ = round_seen(request.user, slug)
    places = Place.objects.visible_to(request.user).select_related("council")
    shelves = _shelves(request.user, round_)
    context = {
        "round": round_,
        "groups": round_.groups.prefetch_related(Prefetch("places", places), "exceptions"),
        "kept_out": councils_kept_out(request.user, round_),
        "shelves": shelves,
        "has_undertaken": has_undertaken(request.user, round_.pk),
        "shelved": {council for council, _, _ in shelves},
        "own_councils": own_councils(request.user),
        "is_facilitator": facilitates(request.user, round_),
        "asked": asking.asked_of(request.user, [round_]),
        "uploads": asking.uploads_of(request.user, round_),
        "asks_open": asks.is_open_to(request.user, round_),
        "themes_open": themes.is_open_to(request.user, round_),
        **around(request.user, round_),
    }
    return render(request, "peer_challenge/round.html", context)


def _shelves(user, round_) -> list[tuple]:
    """By council, one's own first: each paper this person may read, newest, and last time's actions."""
    versions = PaperVersion.objects.visible_to(user).filter(paper__round=round_)
    versions = versions.select_related("paper__council").order_by(
        "paper__council__name", "paper__kind", "-number"
    )
    newest = [next(found) for _, found in groupby(versions, lambda version: version.paper_id)]
    agreed = last_actions_by_council(user, round_)
    shelves = {
        council: (list(found), agreed.pop(council.pk, []))
        for council, found in groupby(newest, lambda version: version.paper.council)
    }
    # A council of which nothing else is open yet.
    places = Place.objects.visible_to(user).filter(round=round_, council__in=agreed).select_related("council")
    shelves |= {place.council: ([], agreed[place.council_id]) for place in places}
    own = own_councils(user)
    in_order = sorted(shelves, key=lambda council: (council.pk not in own, council.name))
    return [(council, *shelves[council]) for council in in_order]
