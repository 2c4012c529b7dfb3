"""What is written about workstreams on the site itself; the plan is edited in the admin."""

from django import forms

from seslip.forms import NO_SUCH_CHOICE, FormHelper, PlainSelect
from seslip.people.access import Post
from seslip.people.models import Circle
from workstreams.comparing import Choice
from workstreams.models import ProgressNote

WHO_SEES = {
    "everyone": "Everyone, on the public page",
    "members": "People of the member councils and the programme team",
    "directors": "Directors of children’s services and the programme team",
    "team": "Only the programme team, and you",
}


def circle_of(choice: str) -> Circle:
    match choice:
        case "everyone":
            return Circle.objects.everyone()
        case "members":
            return Circle.objects.members()
        case "directors":
            return Circle.objects.of_post(Post.DCS)
    return Circle.objects.team()


class NoteForm(forms.Form):
    """How a workstream stands, in words."""

    status = forms.ChoiceField(
        label="How it stands", choices=ProgressNote.Status.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="What has happened",
        help_text="A few sentences: what is done, what comes next, where help is needed.",
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
    )
    who_sees = forms.ChoiceField(
        label="Who may read this note", choices=WHO_SEES.items(), widget=forms.RadioSelect, initial="members"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Save the note")

    def wanted(self) -> dict:
        """What `write_note` takes."""
        cleaned = self.cleaned_data
        return {
            "status": cleaned["status"],
            "text": cleaned["text"],
            "audience": circle_of(cleaned["who_sees"]),
        }


class AnswerTaskForm(forms.Form):
    answer = forms.CharField(
        label="Your answer",
        help_text="It goes back to whoever referred the task.",
        max_length=5000,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Send the answer")


class CompareForm(forms.Form):
    """Which two of the plans and versions a reader may see are set side by side."""

    older = forms.ChoiceField(label="From", widget=PlainSelect)
    newer = forms.ChoiceField(label="To", widget=PlainSelect)

    def __init__(self, data, *, choices: list[Choice]):
        super().__init__(data)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = NO_SUCH_CHOICE
            field.choices = [("", "Choose one"), *((each.key, each.words) for each in choices)]
