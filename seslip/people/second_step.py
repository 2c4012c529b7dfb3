"""The second step when signing in: of whom it is asked, and the gate that asks.

A sign-in has passed it with a code of an authenticator app, a recovery code or a passkey (or with a council's
own sign-in that says it asked for one). What counts is this session: one that began before the second step
was set up has not passed it.
"""

from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from seslip import registry
from seslip.drafts import keep
from seslip.people.access import POST_MAY, TEAM, Permission, Post
from seslip.people.models import Draft, User

GO_ON = "after_second_step"
KEPT = "What you typed is kept: it is filled in again after the second step."
# What whoever has not passed it can open all the same; whatever else there is, is closed.
OPEN = {"account_logout", "how_long", "healthz", "favicon", "accessibility", "privacy", "cookies", "contact"}
SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
ASKING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}


def is_asked_of(user: User) -> bool:
    """Directors and who acts for them, the team, whoever may use the admin, and whom an area adds."""
    if not settings.MFA_REQUIRED or not user.is_authenticated:
        return False
    posts = {appointment.post for appointment in user.appointments}
    posts |= {delegation.appointment.post for delegation in user.delegations}
    return any(map(comes_with, posts)) or any(rule(user) for rule in registry.offered("second step"))


def comes_with(post: Post) -> bool:
    """Whether whoever holds this post is asked for it."""
    is_theirs = post in TEAM | {Post.DCS} or Permission.USE_ADMIN in POST_MAY.get(post, ())
    return settings.MFA_REQUIRED and is_theirs


def has_passed(request, user: User | None = None) -> bool:
    """Whether this session has passed the second step."""
    records = get_authentication_records(request, user or request.user)
    return any(record["method"] == "mfa" for record in records)


def passed(request, user: User, how: str) -> None:
    """From now on this session has."""
    record_authentication(request, user, "mfa", type=how)


def is_set_up(user: User) -> bool:
    """Recovery codes alone are none: they stand in for what was lost."""
    recovery_codes = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.filter(user_id=user.pk).exclude(type=recovery_codes).exists()


def second_step_required(view):
    """For rooms that ask it of whoever comes in. Stand it inside the check that they may know of the room."""

    @wraps(view)
    def asking(request, *args, **kwargs):
        if not settings.MFA_REQUIRED or has_passed(request):
            return view(request, *args, **kwargs)
        return lead_there(request)

    return asking


def lead_there(request):
    """To set it up or to pass it, and back to the page that was asked for; what was typed comes back too."""
    address = request.get_full_path()
    if request.method == "POST" and keep(
        user_id=request.user.pk, path=address, fields=request.POST, why=Draft.Why.SIGNED_OUT
    ):
        messages.warning(request, KEPT)
    if is_set_up(request.user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': address})}")
    request.session[GO_ON] = address
    return redirect("mfa_index")


class SecondStepMiddleware:
    """Whoever must pass the second step opens nothing before. A new address is closed until it is listed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_asked_of(request.user) or has_passed(request):
            return None
        name = request.resolver_match.view_name
        # Who has one already proves it is theirs before another is added.
        if name in OPEN or name in (ASKING if is_set_up(request.user) else SETTING_UP):
            return None
        return lead_there(request)


class SecondStepStage(AuthenticateStage):
    """allauth's own, but not for whom a council's sign-in has already asked; and on to what was asked for."""

    def handle(self):
        self.login.redirect_url = self.login.redirect_url or get_next_redirect_url(self.request)
        return (None, True) if has_passed(self.request, self.login.user) else super().handle()
