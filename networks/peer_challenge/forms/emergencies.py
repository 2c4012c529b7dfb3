from django import forms

from seslip.forms import FormHelper

A_SENTENCE = 30


class EmergencyForm(forms.Form):
    reason = forms.CharField(
        label="Why you need to enter",
        max_length=500,
        help_text="A full sentence. Every director of children's services reads it. Name no child.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Enter for an hour")

    def clean_reason(self):
        reason = " ".join(self.cleaned_data["reason"].split())
        if len(reason) < A_SENTENCE or len(reason.split()) < 5:
            raise forms.ValidationError("Say in a full sentence why you need to enter.")
        return reason
