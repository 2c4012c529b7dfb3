"""The page behind a letter's link, and looking after an invitation that waits."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from seslip.people import actions
from seslip.people.actions.invitations import may_agree
from seslip.people.models import Invitation, Roll, User
from seslip.people.post_forms import AcceptForm
from seslip.people.second_step import comes_with
from seslip.refusals import Refused

DO = {"again": actions.send_again, "cancel": actions.cancel, "agree": actions.agree}
DONE = {
    "again": "A new letter is on its way. The link in the old one no longer works.",
    "cancel": "The invitation is cancelled. Its link no longer works.",
    "agree": "The letter is on its way.",
}


@login_not_required
@never_cache
@sensitive_post_parameters()
def open_link(request, token):
    """Says who invites and to what. Looking changes nothing: mail programs look too."""
    invitation = Invitation.objects.of_link(token)
    if invitation is None:
        return render(request, "people/invitation_over.html", {"why": ""}, status=404)
    if _has_accepted(request.user, invitation):
        messages.info(request, "You have accepted this invitation already, and hold the post.")
        return redirect("front")
    if why := invitation.why_over():
        return render(request, "people/invitation_over.html", {"why": why}, status=410)
    accept = _with_account if request.user.is_authenticated else _without_session
    try:
        return accept(request, invitation)
    except Refused as refused:
        return render(request, "people/invitation_over.html", {"why": str(refused)}, status=410)


def _has_accepted(user, invitation) -> bool:
    """A second click, or the letter opened again by whoever took the post up and holds it still."""
    held = [each.pk for each in user.appointments] if user.is_authenticated else []
    return invitation.appointment_id in held


def _with_account(request, invitation):
    is_theirs = request.user.email.lower() == invitation.email.lower()
    if request.method == "POST" and is_theirs:
        actions.accept(invitation=invitation, by=request.user)
        messages.success(request, _welcome(invitation))
        return redirect("front")
    return _page(request, invitation, is_theirs=is_theirs)


def _without_session(request, invitation):
    if User.objects.filter(email__iexact=invitation.email).exists():
        sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return _page(request, invitation, sign_in=sign_in)
    form = AcceptForm(User(email=invitation.email), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, invitation, form=form)
    user = actions.accept_anew(invitation=invitation, password=form.cleaned_data["new_password1"])
    messages.success(request, _welcome(invitation))
    # The password was chosen a moment ago: setting up the second step does not ask for it again.
    record_authentication(request, user, "password")
    return perform_login(request, user, redirect_url=reverse("front"))


def _welcome(invitation) -> str:
    if invitation.begins_later:
        day = f"{invitation.starts:%-d %B %Y}"
        return f"Welcome. Your post begins on {day}: from that day you see what is kept for it."
    return "Welcome. You hold the post from now on, and see what is kept for it."


def _page(request, invitation, **context):
    opened = Roll().opened_by(invitation.post, invitation.organisation)
    context |= {"invitation": invitation, "circles": opened, "is_second_step": comes_with(invitation.post)}
    return render(request, "people/invitation.html", context)


def look_after(request, pk):
    """Send the letter again, cancel, or agree as the second person."""
    visible = Invitation.objects.visible_to(request.user)
    invitation = get_object_or_404(visible.select_related("organisation", "made_by__person"), pk=pk)
    do = request.POST.get("do")
    if request.method == "POST" and do in DO:
        try:
            DO[do](invitation=invitation, by=request.user)
            messages.success(request, DONE[do])
        except Refused as refused:
            messages.error(request, str(refused))
        return redirect("council", invitation.organisation.slug)
    context = {"invitation": invitation, "may_agree": may_agree(request.user, invitation)}
    return render(request, "people/invited.html", context)
