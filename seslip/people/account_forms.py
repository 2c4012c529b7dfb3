"""allauth's forms in our words: plain labels, no placeholders, what is missing named."""

from allauth.account import forms as allauth
from django.forms import Form

from seslip.forms import name_what_is_missing

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
