from django import forms

from newsletters.models import Reader
from seslip.forms import FormHelper
from seslip.topics.models import Topic


class ChoicesForm(forms.Form):
    """How often, and what about. Topics that are not offered cannot be joined by sending their numbers."""

    frequency = forms.ChoiceField(
        label="How often would you like it?",
        choices=Reader.Frequency,
        widget=forms.RadioSelect,
        initial=Reader.Frequency.IMMEDIATE,
        error_messages={"required": "Choose how often you would like it."},
    )
    topics = forms.ModelMultipleChoiceField(
        label="What would you like to read about?",
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none to get everything.",
        error_messages={"invalid_choice": "Choose from the topics on the list."},
    )
    button = "Save what I chose"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = Topic.objects.open()
        self.helper = FormHelper(self, button=self.button)


class SubscribeForm(ChoicesForm):
    email = forms.EmailField(
        label="Your e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address in the correct form, such as name@example.org.",
        },
    )
    field_order = ["email", "frequency", "topics"]
    button = "Subscribe"
