"""The fields and the first part of the desk's form."""

import datetime as dt

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget

from newsletters.admin.offered import Offered
from newsletters.models import Update
from seslip.forms import DayInput, name_what_is_missing


def rich(model, name: str, **kwargs):
    """The editor for a rich text field; a plain box without JavaScript."""
    return model._meta.get_field(name).formfield(widget=AdminTextareaWidget({"rows": 4}), **kwargs)


class BaseField(forms.CharField):
    """What the row said when it was read (values.py): carried along, never a change of its own."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial, data) -> bool:
        return False


def day_of_this_century(day: dt.date) -> dt.date:
    if not 2000 <= day.year < 2100:
        raise forms.ValidationError("Give a date of this century.")
    return day


class HeadForm(forms.ModelForm):
    """The Update itself. Once it has been published its number and date stay."""

    key = "head"
    compared = ("number", "date", "audience", "introduction")
    base = BaseField()
    introduction = rich(Update, "introduction", required=False)

    class Meta:
        model = Update
        fields = ["number", "date", "audience", "introduction"]
        widgets = {"date": DayInput()}
        error_messages = {"number": {"unique": "There already is an Update with this number."}}

    def __init__(self, *args, offered: Offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = offered.audiences
        name_what_is_missing(self)
        if self.instance.state not in (Update.State.DRAFT, Update.State.SCHEDULED):
            self.fields["number"].disabled = self.fields["date"].disabled = True

    def clean_date(self) -> dt.date:
        return day_of_this_century(self.cleaned_data["date"])
