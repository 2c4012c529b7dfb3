"""Who facilitates a round, for the team to name and to end."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from networks.peer_challenge.actions.facilitators import conflicts, end_facilitator, name_facilitator
from networks.peer_challenge.forms.facilitators import FacilitatorForm
from networks.peer_challenge.models import Facilitator
from networks.peer_challenge.running import require_team, round_seen
from seslip.people.models import Appointment, Person
from seslip.sent import done


def facilitators(request, slug):
    round_ = round_seen(request.user, slug)
    require_team(request.user)
    form = FacilitatorForm(request.POST or None, people=_people())
    if added := done(request, form, name_facilitator, field="person", round_=round_):
        messages.success(request, f"{added.person} is named as facilitator.")
        return redirect("peer_challenge:facilitators", slug)
    named = list(round_.facilitators.select_related("person", "named_by__person"))
    posts = conflicts(round_, [each.person_id for each in named])
    current = set(round_.facilitators.current().values_list("pk", flat=True))
    context = {"round": round_, "form": form, "named": named, "conflicts": posts, "current": current}
    return render(request, "peer_challenge/facilitators.html", context)


def _people():
    """Everybody with an account, with the posts they hold."""
    held = Appointment.objects.current().select_related("organisation")
    people = Person.objects.unscoped("the team names a facilitator").filter(user__is_active=True)
    return people.prefetch_related(Prefetch("appointments", held, to_attr="held"))


@require_POST
def facilitator_end(request, slug, facilitator):
    round_ = round_seen(request.user, slug)
    require_team(request.user)
    named = get_object_or_404(Facilitator.objects.select_related("person"), round=round_, pk=facilitator)
    end_facilitator(facilitator=named, by=request.user)
    messages.success(request, f"{named.person} is no longer a facilitator of this round.")
    return redirect("peer_challenge:facilitators", slug)
