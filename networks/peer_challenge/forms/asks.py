from django import forms

from networks.peer_challenge.models import Ask, Match, Offer, Theme
from seslip.forms import FormHelper
from seslip.people.models import Organisation

LIST = {"invalid_choice": "Choose one on the list."}
KINDS = {"ask": Ask, "offer": Offer}


def words_field() -> forms.CharField:
    return forms.CharField(
        label="In a sentence or two",
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        help_text="Up to 500 characters. No child, family or member of staff is named here.",
    )


class WordsForm(forms.Form):
    """The theme and the words of an ask or an offer. `seen` is the version they were made from."""

    theme = forms.ModelChoiceField(
        label="Theme", queryset=Theme.objects.all(), empty_label="Choose a theme", error_messages=LIST
    )
    words = words_field()
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=32767)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Save")

    def wanted(self) -> dict:
        """What the action is asked to write."""
        return self.cleaned_data | {"seen": self.cleaned_data["seen"] or 0}


class WriteForm(WordsForm):
    """A new one, in the name of one of these organisations. Where all are partners, it is an offer."""

    kind = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        choices=[("ask", "An ask: help that is wanted"), ("offer", "An offer: help that can be given")],
        error_messages=LIST,
    )
    organisation = forms.ModelChoiceField(
        label="In whose name?",
        queryset=Organisation.objects.none(),
        empty_label="Choose a council or a partner",
        error_messages=LIST,
    )
    field_order = ["organisation", "kind", "theme", "words"]

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["seen"]
        self.organisations = list(organisations)
        self.fields["organisation"].queryset = organisations
        if len(self.organisations) == 1:
            del self.fields["organisation"]
        if all(each.kind != Organisation.Kind.COUNCIL for each in self.organisations):
            del self.fields["kind"]
        self.helper = FormHelper(self, button="Save")

    def wanted(self) -> dict:
        typed = self.cleaned_data
        return {
            "what": KINDS[typed.get("kind", "offer")],
            "organisation": typed.get("organisation") or self.organisations[0],
            "theme": typed["theme"],
            "words": typed["words"],
        }


class AsksFilter(forms.Form):
    """Narrows what this reader may see; what it offers comes from that alone."""

    theme = forms.ModelChoiceField(
        queryset=Theme.objects.none(), required=False, empty_label="Any", error_messages=LIST
    )
    council = forms.ModelChoiceField(
        label="Council or partner",
        queryset=Organisation.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Any",
        error_messages=LIST,
    )

    def __init__(self, data, *, lines):
        super().__init__(data)
        things = [line.thing for line in lines]
        self.fields["theme"].queryset = Theme.objects.filter(pk__in={each.theme_id for each in things})
        councils = Organisation.objects.filter(pk__in={each.organisation_id for each in things})
        self.fields["council"].queryset = councils

    def narrowed(self, lines: list) -> list:
        """Nothing, where part of what was asked for was not understood."""
        if not self.is_valid():
            return []
        theme, council = self.cleaned_data["theme"], self.cleaned_data["council"]
        return [
            line
            for line in lines
            if theme in (None, line.thing.theme) and council in (None, line.thing.organisation)
        ]


class MoveForm(forms.Form):
    """The next state of a match, and a note for those who follow it up."""

    to = forms.ChoiceField(label="Where does it stand now?", widget=forms.RadioSelect, error_messages=LIST)
    note = forms.CharField(
        label="Note",
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="Only the facilitators of the round read it.",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(state, Match.State(state).label) for state in states]
        self.helper = FormHelper(self, button="Save")


class ThemesForm(forms.Form):
    """What the round says for the region. `seen` is the version the words were made from."""

    words = forms.CharField(
        label="What the round says for the region",
        max_length=20000,
        widget=forms.Textarea({"rows": 18}),
        help_text="An empty line begins a new paragraph. No council is named.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32767)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Save the themes")
