from django import forms

from networks.peer_challenge.access import Stage
from seslip.forms import FormHelper


class BackForm(forms.Form):
    """Back to an earlier stage, and why. `seen` is the stage it is moved back from."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    stage = forms.TypedChoiceField(label="Back to", coerce=lambda value: Stage(int(value)))
    reason = forms.CharField(
        label="Why", max_length=300, help_text="It stands in the record.", widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args, stage: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = stage
        self.fields["stage"].choices = [choice for choice in Stage.choices if choice[0] < stage]
        self.helper = FormHelper(self, button="Move the round back")
