"""The forms of what is given on request, and of looking at a document again."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from seslip.forms import DayInput, FormHelper
from seslip.library import requests
from seslip.library.models import Document, Request


class LastDayField(forms.DateField):
    """A day that has not passed."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=DayInput(), error_messages={"invalid": "Write the day like 4 June 2030."}, **kwargs
        )

    def validate(self, day):
        super().validate(day)
        if day and day < timezone.localdate():
            raise ValidationError("This day has passed.")
        if day and day.year > timezone.localdate().year + 20:
            raise ValidationError("This day is more than 20 years away.")


class AskForm(forms.Form):
    """Why somebody needs a document, and that they accept its conditions."""

    why = forms.CharField(label="What do you need it for?", max_length=300)
    accepts = forms.BooleanField(label="I accept the conditions")

    def __init__(self, *args, document: Document, **kwargs):
        super().__init__(*args, **kwargs)
        if not document.conditions:
            del self.fields["accepts"]
        self.helper = FormHelper(self, button="Ask for it")


class DecideForm(forms.Form):
    """Give a document to whoever asked, or say why not."""

    answer = forms.ChoiceField(
        label="Your answer",
        widget=forms.RadioSelect,
        choices=[("grant", "Give it to them"), ("refuse", "Refuse it")],
    )
    until = LastDayField(
        label="Last day",
        required=False,
        help_text="If you give it for a time only. Empty: until it is ended.",
    )
    words = forms.CharField(
        label="Your words to them",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="They read it. Say why, if you refuse.",
    )

    def __init__(self, *args, asked: Request, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.helper = FormHelper(self, button="Send the answer")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == "refuse" and not cleaned.get("words"):
            self.add_error("words", "Say why it is refused.")
        return cleaned

    def save(self, *, by) -> bool:
        given = self.cleaned_data
        try:
            if given["answer"] == "grant":
                requests.grant(request=self.asked, by=by, words=given["words"], until=given["until"])
            else:
                requests.refuse(request=self.asked, by=by, words=given["words"])
        except ValidationError as overtaken:
            self.add_error(None, overtaken)
        return self.is_valid()


class EndForm(forms.Form):
    """Close a document again to whoever had it."""

    words = forms.CharField(
        label="Your words to them", max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, asked: Request, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.helper = FormHelper(self, button="End it now")

    def save(self, *, by) -> bool:
        try:
            requests.end(request=self.asked, by=by, words=self.cleaned_data["words"])
        except ValidationError as overtaken:
            self.add_error(None, overtaken)
        return self.is_valid()


class ReviewForm(forms.Form):
    """It is still right; when to look again."""

    review_on = LastDayField(label="Look at it again on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="It is still right")

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise ValidationError("Choose a day after today.")
        return day
