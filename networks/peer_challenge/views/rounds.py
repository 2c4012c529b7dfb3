from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from networks.peer_challenge.models import Place, Round


@require_safe
def room(request):
    """The rounds this person knows of."""
    return render(request, "peer_challenge/room.html", {"rounds": Round.objects.visible_to(request.user)})


@require_safe
def round_page(request, slug):
    """Where a round stands, and its groups with their days."""
    round_ = get_object_or_404(Round.objects.visible_to(request.user), slug=slug)
    places = Place.objects.visible_to(request.user).select_related("council")
    groups = round_.groups.prefetch_related(Prefetch("places", places))
    return render(request, "peer_challenge/round.html", {"round": round_, "groups": groups})
