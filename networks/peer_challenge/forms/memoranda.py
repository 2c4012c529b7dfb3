import re

from django import forms
from django.utils import timezone

from networks.peer_challenge.models import Memorandum
from networks.peer_challenge.signing import Seat
from seslip.forms import DayInput, FormHelper
from seslip.library.uploads import UploadField
from seslip.people.models import Organisation

_YEAR = re.compile(r"(20\d\d)-(\d\d)")


class MemorandumForm(forms.ModelForm):
    """A year's memorandum, as the team issues it."""

    upload = UploadField(
        label="The blank, as a PDF",
        required=False,
        help_text="What people read before they sign.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
    )

    class Meta:
        model = Memorandum
        fields = [
            "kind",
            "year",
            "issued_on",
            "summary",
            "advisers_read_assessments",
            "deputies_read_their_group",
            "leaders_read_each_other",
        ]
        widgets = {"issued_on": DayInput(), "summary": forms.Textarea({"rows": 5})}
        help_texts = {
            "year": "Such as “2019-20”.",
            "summary": "In your own words, for those who have to sign it.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].required = True
        self.fields["kind"].choices = Memorandum.Kind.choices
        self.helper = FormHelper(self, button="Change it" if self.instance.pk else "Issue it")

    def clean_year(self):
        year = self.cleaned_data["year"]
        match = _YEAR.fullmatch(year)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            raise forms.ValidationError("Write the year like 2019-20.")
        return year

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload and upload.extension != "pdf":
            raise forms.ValidationError(f"{upload.name} is no PDF. Save it as a PDF and try again.")
        return upload

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Memorandum.Kind.AGENCY and any(
            cleaned.get(name) for name in self.fields if "_read_" in name
        ):
            self.add_error(None, "The memorandum on agency staff opens no papers: leave those boxes empty.")
        return cleaned

    def wanted(self) -> dict:
        """What the action is asked to issue."""
        return {"memorandum": self.instance, "upload": self.cleaned_data["upload"]}


TAKEN = "It has been signed for that post already, or nobody in that post signs it. Choose another."


class SeatsField(forms.MultipleChoiceField):
    """Seats to sign for; its cleaned value is a list of them."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": TAKEN}

    def offer(self, seats: list[Seat]) -> None:
        self.seats = {seat.key: seat for seat in seats}
        self.choices = [(seat.key, str(seat)) for seat in seats]

    def clean(self, value):
        return [self.seats[key] for key in super().clean(value)]


class SignForm(forms.Form):
    """The holder of a post signs. One seat, as nearly always, needs no ticking."""

    seats = SeatsField(label="Sign as")
    name = forms.CharField(label="Your name, as signed", max_length=120)

    def __init__(self, *args, seats: list[Seat], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seats"].offer(seats)
        self.fields["seats"].initial = [seat.key for seat in seats]
        if len(seats) == 1:
            self.fields["seats"].widget = forms.MultipleHiddenInput()
        self.helper = FormHelper(self, button="Sign it")


class OnPaperForm(forms.Form):
    """What somebody signed on paper."""

    seat = forms.ChoiceField(label="Who signed", error_messages={"invalid_choice": TAKEN})
    name = forms.CharField(label="Name, as signed", max_length=120)
    signed_on = forms.DateField(label="Signed on", widget=DayInput())

    def __init__(self, *args, seats: list[Seat], **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {seat.key: seat for seat in seats}
        self.fields["seat"].choices = [("", "Choose one"), *((seat.key, str(seat)) for seat in seats)]
        self.helper = FormHelper(self, button="Record the signature")

    def clean_seat(self):
        return self.seats[self.cleaned_data["seat"]]


class CommitmentForm(forms.Form):
    """The day a council commits itself."""

    council = forms.ModelChoiceField(
        label="Council", queryset=Organisation.objects.none(), empty_label="Choose a council"
    )
    on = forms.DateField(label="From", widget=DayInput())

    button = "Record the commitment"

    def __init__(self, *args, councils: list[Organisation], **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["council"]
        field.queryset = Organisation.objects.filter(pk__in=[council.pk for council in councils])
        field.initial = councils[0].pk if len(councils) == 1 else None
        self.fields["on"].initial = timezone.localdate
        self.helper = FormHelper(self, button=self.button)


class WithdrawalForm(CommitmentForm):
    """The day a council withdraws, and why."""

    reason = forms.CharField(label="Why it withdraws", max_length=300, widget=forms.Textarea({"rows": 3}))

    button = "Record the withdrawal"
