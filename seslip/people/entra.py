"""Signing in with a council's own Microsoft account (Entra, OpenID Connect).

The council's directory says who somebody is, never what they may do. Whoever holds no post at that council
today is not let in by it, whatever the directory says: its administrators must not open others' accounts.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import render

from seslip.people import second_step, tenants
from seslip.people.models import Organisation, User


class CouncilAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request, sociallogin):
        return False

    def send_notification_mail(self, *args, **kwargs):
        """Nothing was changed that its owner did not just do."""

    def pre_social_login(self, request, sociallogin):
        """Let in the person it is, or nobody: no account is ever made here."""
        claims = sociallogin.account.extra_data.get("id_token", {})
        user = _whose(sociallogin, claims)
        if user is None or sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(render(request, "account/council_unknown.html", status=403))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        if asked_for_second_step(claims):
            second_step.passed(request, user, "entra")

    def on_authentication_error(self, request, provider, **kwargs):
        raise ImmediateHttpResponse(render(request, "account/council_failed.html", status=403))


def _whose(sociallogin, claims: dict) -> User | None:
    """By the directory's own number for them; the first time by the address they were invited with."""
    account = sociallogin.account
    council = settings.ENTRA_TENANTS.get(claims.get("tid", "").lower())
    is_guest = claims.get("idp", claims.get("iss")) != claims.get("iss")
    if council is None or council != account.provider or is_guest:
        return None
    user = sociallogin.user if sociallogin.is_existing else _invited(claims, council)
    return user if user and _holds_a_post_at(user, council) else None


def _invited(claims: dict, council: str) -> User | None:
    """Not whoever is linked already: the address with another number was given to somebody new."""
    named = Q()
    for address in filter(None, (claims.get("preferred_username"), claims.get("email"))):
        named |= Q(email__iexact=address.replace("\x00", ""))
    linked = SocialAccount.objects.filter(provider=council).values("user")
    users = list(User.objects.filter(named, is_active=True).exclude(pk__in=linked)) if named else []
    return users[0] if len(users) == 1 else None


def _holds_a_post_at(user: User, council: str) -> bool:
    return any(appointment.organisation.slug == council for appointment in user.appointments)


def asked_for_second_step(claims: dict) -> bool:
    """Only where the council's sign-in says so itself; everybody else is asked here."""
    contexts = claims.get("acrs", [])
    contexts = [contexts] if isinstance(contexts, str) else contexts
    return "mfa" in claims.get("amr", []) or bool(settings.ENTRA_MFA_CONTEXT in contexts)


@login_not_required
@csp_update({"form-action": [tenants.AUTHORITY]})
def councils(request):
    """Which councils' people sign in with the council's account; each has a button that leads there."""
    ours = Organisation.objects.filter(slug__in=settings.ENTRA_TENANTS.values()).order_by("name")
    return render(
        request, "account/council_sign_in.html", {"councils": ours, "next": request.GET.get("next", "")}
    )
