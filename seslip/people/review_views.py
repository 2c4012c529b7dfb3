"""Once a quarter: is the list of who can see what right? And who has said so."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from seslip.people import actions
from seslip.people.access import Permission
from seslip.people.actions.invitations import to_agree
from seslip.people.actions.requests import waiting_for
from seslip.people.council import Council
from seslip.people.council_views import known
from seslip.people.models import AccessRequest, AccessReview, Invitation
from seslip.people.models.reviews import quarter_of
from seslip.refusals import Refused
from seslip.registry import Ask


def review(request, slug):
    organisation = known(request.user, slug)
    council = Council(organisation, request.user)
    if not council.is_kept:
        raise PermissionDenied("The director, and who acts for them, look through this list.")
    if council.review is None:
        raise Http404
    if request.method == "POST":
        if not council.may_confirm:
            raise PermissionDenied("Only the director, or who acts for them, confirms the list.")
        if _confirmed(request, council.review):
            return redirect("council", slug)
    context = {"council": council, "may_confirm": council.may_confirm, "ticked": _numbers(request, "end")}
    return render(request, "people/review.html", context)


def _confirmed(request, found) -> bool:
    try:
        ended = actions.confirm_review(
            review=found, shown=_numbers(request, "shown"), ending=_numbers(request, "end"), by=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    words = [f"Thank you. The list of {found.organisation} is confirmed."]
    words += [f"{held.person}’s post has ended: {held.get_post_display()}." for held in ended]
    messages.success(request, " ".join(words))
    return True


def _numbers(request, name) -> set[int]:
    typed = request.POST.getlist(name)
    return {int(each) for each in typed if each.isascii() and each.isdecimal() and len(each) < 19}


def overview(request):
    """For those who keep people: which councils have confirmed this quarter."""
    if not request.user.may(Permission.MANAGE_PEOPLE):
        raise Http404
    reviews = AccessReview.objects.visible_to(request.user).select_related(
        "organisation", "confirmed_by__person"
    )
    newest = reviews.order_by("-quarter").first()
    context = {"newest": newest, "reviews": reviews.filter(quarter=newest.quarter) if newest else []}
    return render(request, "people/reviews.html", context)


def asks_of(user) -> list[Ask]:
    """For the front page of a director: the list that waits, and whoever asks to come in."""
    if not user.is_authenticated or not user.appointments:
        return []
    asks = []
    if user.may(Permission.KEEP_COUNCIL):
        kept = AccessReview.objects.of_councils_kept_by(user).select_related("organisation")
        asks += map(_to_check, kept.filter(confirmed_at=None, quarter=quarter_of(timezone.localdate())))
    if user.may(Permission.KEEP_COUNCIL) or user.may(Permission.GIVE_POSTS):
        asks += map(_to_answer, waiting_for(user))
    if user.may(Permission.MANAGE_PEOPLE):
        asks += map(_to_agree, to_agree(user))
    return asks


def _to_check(found: AccessReview) -> Ask:
    words = f"Check who at {found.organisation} can see what"
    return Ask(words, reverse("council_review", args=[found.organisation.slug]), found.due)


def _to_agree(invitation: Invitation) -> Ask:
    post = f"{invitation.get_post_display()}, {invitation.organisation}"
    return Ask(f"Agree that {invitation.name} is invited as {post}", reverse("invited", args=[invitation.pk]))


def _to_answer(asked: AccessRequest) -> Ask:
    words = f"{asked.name} asks for access for {asked.organisation}"
    return Ask(words, reverse("access_request", args=[asked.pk]))
