"""allauth's forms in our words: plain labels, no placeholders, what is missing named."""

from allauth.account import forms as allauth
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.forms import Form

from seslip.forms import name_what_is_missing
from seslip.people.sessions import sign_out_everywhere

PASSWORD_HINT = "10 characters or more. Three words that do not belong together make a good one."  # noqa: S105


def in_our_words(form: Form, **labels: str) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)
    name_what_is_missing(form)


class SignInForm(allauth.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, login="E-mail address", password="Password")  # noqa: S106
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class AskForResetForm(allauth.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, email="E-mail address")


class ChoosePasswordForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, password1="New password", password2="New password again")  # noqa: S106
        self.fields["password1"].help_text = PASSWORD_HINT

    def save(self):
        super().save()
        sign_out_everywhere(self.user)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(
            self,
            oldpassword="Password you use now",  # noqa: S106
            password1="New password",  # noqa: S106
            password2="New password again",  # noqa: S106
        )
        self.fields["password1"].help_text = PASSWORD_HINT

    def save(self):
        super().save()
        sign_out_everywhere(self.user, but_here=context.request.session.session_key)


class PasswordAgainForm(allauth.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, password="Password")  # noqa: S106


def ask_for_code(form: Form, label: str = "Code") -> None:
    in_our_words(form, code=label)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "input--short"}
    form.fields["code"].max_length = 20


class CodeForm(second_step.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_code(self)


class CodeAgainForm(second_step.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ask_for_code(self)


class FirstCodeForm(ActivateTOTPForm):
    """The key stays as it is when the page is opened again: it may have been scanned already."""

    def __init__(self, *args, **kwargs):
        session = context.request.session
        shown = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = self.secret = shown or self.secret
        ask_for_code(self, "The code that the app shows")


class PasskeyForm(AddWebAuthnForm):
    """Every passkey here signs in by itself: the device asks for a finger, a face or its PIN."""

    passwordless = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, name="A name for this passkey")
        self.fields["name"].help_text = "To tell it from others later, such as “Work phone”."
        self.fields["name"].max_length = 60
