from django import forms

from networks.peer_challenge.models import Memorandum, Round
from seslip.forms import DayInput, FormHelper
from seslip.people.models import Organisation

DAY = {"invalid": "Enter a day, such as 15 February 2019."}


class RoundForm(forms.ModelForm):
    """A round and its councils. The kind is chosen once: other people read the papers of each kind."""

    councils = forms.ModelMultipleChoiceField(
        label="Which councils take part?",
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the councils that take part."},
    )

    class Meta:
        model = Round
        fields = ["name", "kind", "starts", "shared_leader", "assessments_due", "memorandum"]
        labels = {
            "name": "Name of the round",
            "kind": "Whose round is it?",
            "starts": "When does it begin?",
            "shared_leader": "Councils that share a leader",
            "assessments_due": "When are self-assessments due?",
            "memorandum": "Memorandum of understanding",
        }
        help_texts = {
            "name": "Such as “Triads 2019”. The address of its pages is made from it.",
            "starts": "Rounds stand in this order, and partners of the last two do not meet again.",
            "memorandum": "What it allows beyond the usual is allowed in this round.",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "shared_leader": forms.RadioSelect,
            "starts": DayInput,
            "assessments_due": DayInput,
        }
        error_messages = {"starts": DAY, "assessments_due": DAY}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = Organisation.objects.members()
        self.fields["councils"].queryset = members
        self.fields["memorandum"].queryset = Memorandum.objects.unscoped("the team chooses one").filter(
            kind=Memorandum.Kind.PEER_CHALLENGE
        )
        self.fields["memorandum"].empty_label = "None yet"
        if self.instance.pk:
            del self.fields["kind"]
            self._councils_of_the_round(members)
        else:
            self.initial.setdefault("councils", list(members.values_list("pk", flat=True)))
        self.helper = FormHelper(self, button="Save the round")

    def _councils_of_the_round(self, members) -> None:
        """Those that left the alliance since stay on the list of the round they took part in."""
        places = self.instance.places.unscoped("the form of the round").values_list("council", flat=True)
        there = Organisation.objects.filter(pk__in=list(places))
        self.fields["councils"].queryset = members | there
        self.initial["councils"] = list(places)

    def validate_unique(self):
        """The action says so, in words and behind its lock."""
