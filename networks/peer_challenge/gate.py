"""The one door of the room: every view passes it, and nothing it lets out is kept by anybody."""

from functools import wraps

from django.http import Http404
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables

from networks.peer_challenge.models import Round
from networks.peer_challenge.wall import insider
from seslip.people.access import Permission
from seslip.people.second_step import second_step_required


def may_enter(user) -> bool:
    """Whoever knows of a round, whoever runs them, and whoever may come in in an emergency."""
    if not user.is_authenticated:
        return False
    runs = insider(user).is_team or user.may(Permission.ENTER_IN_AN_EMERGENCY)
    return runs or Round.objects.visible_to(user).exists()


def through_the_gate(view):
    """404 for everybody else, as if there were no such room; a second step is asked of whoever comes in."""
    after_second_step = second_step_required(view)

    @wraps(view)
    @sensitive_variables()
    def gated(request, *args, **kwargs):
        if not may_enter(request.user):
            raise Http404
        response = after_second_step(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return gated


def gated(urlpatterns: list) -> list:
    """Every address of the room, behind the gate."""
    for pattern in urlpatterns:
        pattern.callback = through_the_gate(pattern.callback)
    return urlpatterns
