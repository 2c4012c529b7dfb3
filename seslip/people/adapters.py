import time
from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from seslip import mail

WAYS_TO_PROVE = {
    "reauthenticate": "Type your password",
    "mfa_reauthenticate": "Type a code of your app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use your passkey",
}
SECOND_STEP_NEWS = {
    "mfa/email/totp_activated": "An authenticator app was set up.",
    "mfa/email/totp_deactivated": "The authenticator app was removed.",
    "mfa/email/webauthn_added": "A passkey was added.",
    "mfa/email/webauthn_removed": "A passkey was removed.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made. The old ones no longer work.",
}


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: accounts come from the programme team."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "This is not the password you use now.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "Too many wrong codes. Wait 15 minutes and try again.",
        "rate_limited": "That was too often in a short time. Wait a minute and try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Under the site's own address, whatever host a request claims; and on to what was asked for."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        asked_for = get_next_redirect_url(context.request)
        then = f"?{urlencode({'next': asked_for})}" if asked_for else ""
        return settings.SITE_ADDRESS + path.replace("UID-KEY", key) + then

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """To the address of the account; allauth would look for one that was confirmed at a sign-up."""
        if what := SECOND_STEP_NEWS.get(template_prefix):
            letter = mail.second_step_changed(to=user.email, what=what)
            return transaction.on_commit(letter.send)
        return super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_client_ip(self, request):
        return client_address(request)

    def pre_authenticate(self, request, **credentials):
        """Wrong passwords are counted by axes, for the person and the address together."""

    def reauthenticate(self, user, password):
        """allauth would look for a confirmed address; the account's own is its name."""
        return authenticate(context.request, email=user.email, password=password) == user

    def is_reauthentication_required(self, *, app, **kwargs):
        """Whoever signed in a moment ago is not asked again."""
        request = context.request
        records = get_authentication_records(request, request.user)
        last = max((record["at"] for record in records), default=0)
        return time.time() - last > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user):
        return [
            {**way, "description": WAYS_TO_PROVE.get(way["id"], way["description"])}
            for way in super().get_reauthentication_methods(user)
        ]

    def get_login_stages(self):
        ours = {"allauth.mfa.stages.AuthenticateStage": "seslip.people.second_step.SecondStepStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_password_change_redirect_url(self, request):
        return reverse("account")


class SecondStepAdapter(DefaultMFAAdapter):
    """allauth's second step in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right. Codes change every half minute: type the one shown now.",
        "cannot_delete_authenticator": "It is your only second step. Set up another before you remove it.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    }

    def can_delete_authenticator(self, authenticator):
        from seslip.people.second_step_views import may_take_away

        return may_take_away(authenticator)

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user):
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.get_full_name()}

    def generate_authenticator_name(self, user, type):
        return "Passkey"


def client_address(request) -> str:
    """Where a request comes from: what the outermost of our own proxies saw; a sender cannot make it up."""
    seen = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return seen
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    outermost = passed_on[-min(settings.PROXIES, len(passed_on))].strip()
    return outermost if is_ip_address(outermost) else seen


def is_ip_address(words: str) -> bool:
    try:
        ip_address(words)
    except ValueError:
        return False
    return True


def name_tried(request, credentials) -> str:
    """The e-mail address somebody tries to sign in with.

    axes counts by (this, address). Were it empty, one person's wrong passwords would lock a whole council.
    """
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()[:255]
