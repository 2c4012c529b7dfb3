from django import forms

from networks.peer_challenge.models import AgreedAction
from seslip.forms import FormHelper

MORE = 3


class ActionsForm(forms.Form):
    """The actions of a council's notes, and room for more. An emptied one goes."""

    opened = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args, actions: list[AgreedAction], **kwargs):
        super().__init__(*args, **kwargs)
        known = {action.number: action for action in actions}
        last = max(known, default=0)
        self.numbers = [*sorted(known), *range(last + 1, last + 1 + MORE)]
        for number in self.numbers:
            action = known.get(number, AgreedAction())
            self.fields[f"what-{number}"] = forms.CharField(
                label=f"Action {number}", max_length=500, required=False, initial=action.what
            )
            self.fields[f"by-when-{number}"] = forms.CharField(
                label=f"Action {number}: by when", max_length=60, required=False, initial=action.by_when
            )
        self.helper = FormHelper(self, button="Save the actions")
        self.helper.mark_optional = False

    def clean(self):
        for number in self.numbers:
            if self.cleaned_data.get(f"by-when-{number}") and not self.cleaned_data.get(
                f"what-{number}", "-"
            ):
                self.add_error(f"what-{number}", f"Say what action {number} is, or empty its day too.")

    def wanted(self) -> dict:
        """What the action is asked to write."""
        typed = self.cleaned_data
        wanted = {n: (typed[f"what-{n}"], typed[f"by-when-{n}"]) for n in self.numbers}
        return {"wanted": wanted, "opened": typed["opened"]}


class FollowUpForm(forms.Form):
    """How far each action is."""

    opened = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args, actions: list[AgreedAction], **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = [action.number for action in actions]
        for action in actions:
            self.fields[f"state-{action.number}"] = forms.ChoiceField(
                label=f"{action.number}. {action.what}",
                choices=AgreedAction.State.choices,
                initial=action.state,
            )
        self.helper = FormHelper(self, button="Save")

    def wanted(self) -> dict:
        """What the action is asked to write."""
        states = {number: self.cleaned_data[f"state-{number}"] for number in self.numbers}
        return {"states": states, "opened": self.cleaned_data["opened"]}
