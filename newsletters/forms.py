from django import forms

from newsletters.actions.answers import ANSWERS_WANTED
from newsletters.models import Answer
from seslip.forms import FormHelper


class AnswerForm(forms.Form):
    """What a council says to an action."""

    says = forms.ChoiceField(label="Your answer", widget=forms.RadioSelect)
    note = forms.CharField(
        label="Anything we should know",
        max_length=Answer._meta.get_field("note").max_length,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["says"].choices = [(says.value, says.label) for says in ANSWERS_WANTED[action.wants]]
        self.helper = FormHelper(self, button="Send the answer")
