"""The one door of the room: every view passes it, and nothing it lets out is kept by anybody."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_variables

from networks.peer_challenge.models import EmergencyAccess, Memorandum, Round
from networks.peer_challenge.reading import UndertakingFirst
from networks.peer_challenge.wall import insider
from seslip.audit.actions import record_refusal
from seslip.people.access import Permission
from seslip.people.second_step import second_step_required

# What the first part of an address holds, as the record calls it.
KINDS = {"papers": "paper", "asks": "ask", "offers": "offer", "matches": "match"}


def may_enter(user) -> bool:
    """Whoever would know of every round, may come in in an emergency, or knows of a round or memorandum."""
    if not user.is_authenticated:
        return False
    if insider(user).knows_every_round or user.may(Permission.ENTER_IN_AN_EMERGENCY):
        return True
    return Round.objects.visible_to(user).exists() or Memorandum.objects.visible_to(user).exists()


def through_the_gate(view):
    """404 for everybody else, as if there were no such room; the second step for whoever comes in.

    Whoever is refused inside is written down, with what they asked for.
    """
    inside = second_step_required(view)

    @wraps(view)
    @sensitive_variables()
    def gated(request, *args, **kwargs):
        try:
            if not may_enter(request.user):
                raise Http404
            if insider(request.user).is_emergency:
                request.emergency = EmergencyAccess.objects.open().filter(by=request.user).first()
            response = inside(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            kind, number = _asked_for(request)
            address = request.resolver_match.url_name
            record_refusal(by=request.user, kind=kind, object_id=number, address=address)
            raise
        except UndertakingFirst as first:
            then = urlencode({"next": first.back})
            response = redirect(f"{first.round.get_absolute_url()}undertaking/?{then}")
        add_never_cache_headers(response)
        response["Cache-Control"] = "private, no-store"
        return response

    return gated


def _asked_for(request) -> tuple[str, int | None]:
    """The kind and number of what they asked for, where the address has one; else the room."""
    match = request.resolver_match
    number = match.kwargs.get("pk")
    first = request.path.removeprefix(reverse("peer_challenge:room")).partition("/")[0]
    kind = KINDS.get(first, match.url_name)
    return f"peer_challenge.{kind if number else 'room'}", number if number and number < 2**63 else None


def gated(urlpatterns: list) -> list:
    """Every address of the room, behind the gate."""
    for pattern in urlpatterns:
        pattern.callback = through_the_gate(pattern.callback)
    return urlpatterns
