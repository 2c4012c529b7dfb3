from django import forms

from seslip.forms import DayInput, FormHelper, PlainSelect
from seslip.people.models import Person

DAY = {"invalid": "Enter a day, such as 15 February 2019."}


class PersonField(forms.ModelChoiceField):
    """People told apart by their posts: two may have one name."""

    def label_from_instance(self, person) -> str:
        posts = ", ".join(str(post) for post in person.held)
        return f"{person.name} ({posts})" if posts else person.name


class FacilitatorForm(forms.Form):
    """Somebody with an account, from a day on, perhaps to a day."""

    person = PersonField(
        label="Who",
        queryset=Person.objects.none(),
        widget=PlainSelect,
        empty_label="Choose a person",
        error_messages={"invalid_choice": "Choose a person on the list."},
    )
    starts = forms.DateField(label="From", required=False, widget=DayInput, error_messages=DAY)
    ends = forms.DateField(
        label="To",
        required=False,
        widget=DayInput,
        help_text="The last day. Empty: until further notice.",
        error_messages=DAY,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["starts"].help_text = "Empty: from today."
        self.helper = FormHelper(self, button="Name as facilitator")
