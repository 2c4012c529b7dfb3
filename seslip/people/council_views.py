"""My council: who holds which post here, what waits, and inviting somebody."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from seslip import drafts
from seslip.people import actions, giving
from seslip.people.council import Council
from seslip.people.models import Organisation
from seslip.people.post_forms import InviteForm
from seslip.refusals import Refused


def mine(request):
    """The council of whoever has one; with more than one, the first by name, which leads on."""
    if not request.user.appointments:
        raise Http404
    return redirect("council", request.user.appointments[0].organisation.slug)


def council(request, slug):
    return render(
        request, "people/council.html", {"council": Council(known(request.user, slug), request.user)}
    )


def known(user, slug) -> Organisation:
    """The organisation, for those who may know of its page."""
    organisation = get_object_or_404(Organisation, slug=slug)
    if not giving.may_know(user, organisation):
        raise Http404
    return organisation


def invite(request, slug):
    organisation = known(request.user, slug)
    posts = giving.posts_to_give(request.user, organisation)
    if not posts:
        raise PermissionDenied(
            "Only the director, who acts for them, and the programme team invite people here."
        )
    kept, typed = drafts.refilled(request)
    form = InviteForm(typed, posts=posts)
    if request.method == "POST" and form.is_valid() and _invited(request, organisation, form):
        drafts.forget(request)
        return redirect("council", slug)
    return render(request, "people/invite.html", {"organisation": organisation, "form": form, "kept": kept})


def _invited(request, organisation, form) -> bool:
    try:
        made = actions.invite(organisation=organisation, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    is_sent = made.state == made.State.SENT
    then = "The letter is on its way." if is_sent else "The letter leaves when a second person has agreed."
    messages.success(request, f"{made.name} is invited. {then}")
    return True
