"""Forms of inviting, asking to come in, acting for somebody, and confirming who is who."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils import timezone

from seslip.forms import DayInput, FormHelper, name_what_is_missing
from seslip.people.access import Post
from seslip.people.account_forms import PASSWORD_HINT
from seslip.people.actions.delegations import may_open_the_room, people_to_name
from seslip.people.giving import posts_held_at
from seslip.people.models import AccessRequest, Delegation, Invitation, Organisation


class DaysForm(forms.ModelForm):
    """From a day, to a day."""

    button = "Save"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in {"starts": "From", "ends": "Last day"}.items():
            if name in self.fields:
                self.fields[name].widget, self.fields[name].label = DayInput(), label
        self.helper = FormHelper(self, button=self.button)

    def clean(self):
        typed = super().clean()
        starts, ends = typed.get("starts"), typed.get("ends")
        if ends and ends < max(starts or ends, timezone.localdate()):
            self.add_error("ends", "The last day is before the first, or has passed.")
        return typed


class InviteForm(DaysForm):
    button = "Send the invitation"
    post = forms.ChoiceField(label="Post")

    class Meta:
        model = Invitation
        fields = ["name", "email", "post", "starts", "ends"]

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "Choose one"), *((post.value, post.label) for post in posts)]
        self.fields["email"].help_text = "Their own, at work. It becomes the name of their account."
        self.fields["ends"].help_text = "Leave it empty if it has none."

    def _post_clean(self):
        """The action says what is wrong with the whole; its constraints would say it in other words."""

    def clean_post(self):
        return Post(self.cleaned_data["post"])


class PostChoice(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return person.name


class AskForm(forms.ModelForm):
    """Anybody's: the same answer whatever is typed."""

    class Meta:
        model = AccessRequest
        fields = ["name", "email", "organisation", "post", "why"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.in_the_programme()
        self.fields["organisation"].empty_label = "Choose one"
        self.fields["post"].choices = [("", "Choose one"), *_ASKED_FOR]
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["why"].help_text = "A line is enough."
        self.helper = FormHelper(self, button="Ask for access")

    def clean(self):
        typed = super().clean()
        post, organisation = typed.get("post"), typed.get("organisation")
        if post and organisation and post not in posts_held_at(organisation):
            self.add_error("post", f"There is no such post at {organisation}. Choose another.")
        return typed

    def _post_clean(self):
        """Whether somebody asked before is not told."""


# The rest of the programme's own posts nobody asks for on a public page.
_ASKED_FOR = [
    (post.value, post.label)
    for post in Post
    if post not in {Post.PROGRAMME_MANAGER, Post.PROGRAMME_OFFICER, Post.ADMINISTRATOR}
]


class RefuseForm(forms.Form):
    words = forms.CharField(
        label="Why not, in your words",
        help_text="They get these words in a letter. Nothing restricted belongs here.",
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Refuse")


class DelegateForm(DaysForm):
    button = "Let them act"
    to = PostChoice(queryset=None, label="Who", empty_label="Choose one")

    class Meta:
        model = Delegation
        fields = ["to", "starts", "ends", "in_the_room"]

    def __init__(self, *args, appointment, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people_to_name(appointment).exclude(user=user)
        self.fields["ends"].help_text = "At most twelve months after the first day."
        self.fields["in_the_room"].label = "They may also go into the peer challenge room"
        if not may_open_the_room(user, appointment):
            del self.fields["in_the_room"]
        # Its layout names the fields there are by now.
        self.helper = FormHelper(self, button=self.button)

    def _post_clean(self):
        """The action says what is wrong with the whole."""


class AcceptForm(SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, first.help_text = "Choose a password", PASSWORD_HINT
        second.label, second.help_text = "The same password again", ""
        name_what_is_missing(self)
        self.helper = FormHelper(self, button="Accept and come in")

    def validate_password_for_user(self, user, *args):
        """What is wrong with a password is said where it was chosen, not where it was typed again."""
        super().validate_password_for_user(user, "new_password1")
