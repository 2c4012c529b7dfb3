"""An evidence pack: asked for, waited for, and taken by the one reader it was made for."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from networks.peer_challenge import packing, reading
from networks.peer_challenge.actions import packs as actions
from networks.peer_challenge.models import Pack, Place
from seslip.jobs.models import Job
from seslip.library.serving import send

NO_LONGER = (
    "This pack holds a paper that is no longer open to you, or that a newer version has replaced, so it is "
    "gone. You can ask for a new one on the page of the round."
)


@require_POST
def pack_ask(request, slug, council):
    """Ask for the pack of a council: everything this person may read of it in this round."""
    places = Place.objects.visible_to(request.user).select_related("round", "council")
    place = get_object_or_404(places, round__slug=slug, council__slug=council)
    if not any(each.version for each in packing.holdings(request.user, place.round, place.council)):
        raise PermissionDenied(f"There is nothing of {place.council} that you may read at this stage.")
    if not reading.has_undertaken(request.user, place.round_id):
        messages.info(request, "Accept this first, then ask for the pack again.")
    reading.require_undertaking(request, place.round, back=place.round.get_absolute_url())
    pack = actions.ask_for(round_=place.round, council=place.council, by=request.user)
    return redirect("peer_challenge:pack", pack.pk)


@require_safe
def pack(request, pack):
    """The file, to its reader, while everything in it is still open to them; till it is made, a page."""
    mine = Pack.objects.filter(reader=request.user).select_related("round", "council", "job")
    pack = get_object_or_404(mine, pk=pack)
    if not pack.file:
        return _waiting(request, pack)
    if not packing.still_open(request.user, pack):
        actions.forget(pack)
        raise PermissionDenied(NO_LONGER)
    name, etag = f"{pack.round.slug}-{pack.council.slug}-pack.pdf", f"pack-{pack.pk}"
    return send(request, pack.file, name=name, content_type="application/pdf", public=False, etag=etag)


def _waiting(request, pack):
    failed = pack.job is None or pack.job.state == Job.State.FAILED
    context = {"pack": pack, "round": pack.round, "failed": failed}
    return render(request, "peer_challenge/pack.html", context, status=200 if failed else 202)
