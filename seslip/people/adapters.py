from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: accounts come from the programme team."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "This is not the password you use now.",
        "rate_limited": "That was too often in a short time. Wait a minute and try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Under the site's own address: a request can claim to be for any host."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_ADDRESS + path.replace("UID-KEY", key)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """To the address of the account; allauth would look for one that was confirmed at a sign-up."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_client_ip(self, request):
        return client_address(request)

    def get_password_change_redirect_url(self, request):
        return reverse("account")


def client_address(request) -> str:
    """Where a request comes from: what the outermost of our own proxies saw; a sender cannot make it up."""
    if settings.PROXIES:
        passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        return passed_on[-min(settings.PROXIES, len(passed_on))].strip()
    return request.META.get("REMOTE_ADDR", "")


def name_tried(request, credentials) -> str:
    """The e-mail address somebody tries to sign in with.

    axes counts by (this, address). Were it empty, one person's wrong passwords would lock a whole council.
    """
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()[:255]
