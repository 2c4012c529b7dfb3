"""Forms in GOV.UK's patterns: label, hint, error, field; a summary of errors above the page's title.

A page shows a form with {% crispy form %}; base.html adds the summary and "Error:" before the title.
"""

from crispy_forms.helper import FormHelper as CrispyFormHelper
from crispy_forms.layout import Submit
from django import forms
from django.forms.utils import flatatt, pretty_name
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django_filters import FilterSet

NO_SUCH_CHOICE = "“%(value)s” is not in this list. Choose one of those offered."


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class FormHelper(CrispyFormHelper):
    """Our own words for what is wrong instead of the browser's; optional fields say so; one button."""

    def __init__(self, form=None, *, button: str = "Save"):
        super().__init__(form)
        self.attrs = {"novalidate": ""}
        self.mark_optional = True
        self.add_input(Submit("", button))
        if form is not None:
            name_what_is_missing(form)


class PlainSelect(forms.Select):
    """A list drawn in one go: Django's own takes a template an option, most of what a filter costs."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = {str(each) for each in self.format_value(value)}
        options = (
            (value, mark_safe(" selected") if str(value) in chosen else "", label)
            for value, label in self.choices
        )
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        drawn = format_html_join("", '<option value="{}"{}>{}</option>', options)
        return format_html("<select{}>{}</select>", attributes, drawn)


class WordedFilter(FilterSet):
    """Narrows a list; says in our words what the list does not offer."""

    @property
    def form(self):
        form = super().form
        for field in form.fields.values():
            field.error_messages["invalid_choice"] = NO_SUCH_CHOICE
        return form


A_DAY = "Write the day like 4 June 2030."
_EXAMPLES = {
    forms.EmailField: "Write the e-mail address like name@example.org.",
    forms.URLField: "Write the address like https://www.example.org.",
    forms.DateField: A_DAY,
}


def name_what_is_missing(form) -> None:
    """ "This field is required" six times helps nobody: each empty field says its own name.

    What is filled in but cannot be read is told by an example.
    """
    for name, field in form.fields.items():
        for kind, example in _EXAMPLES.items():
            if isinstance(field, kind) and field.error_messages.get("invalid") == _django_says(kind):
                field.error_messages["invalid"] = example
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            label = field.label or pretty_name(name)
            field.error_messages["required"] = _missing(field).format(label=label)


def _django_says(kind: type[forms.Field]):
    return {**forms.CharField.default_error_messages, **kind.default_error_messages}.get("invalid")


def _missing(field) -> str:
    if isinstance(field, forms.BooleanField):
        return "Tick “{label}”."
    if isinstance(field, forms.FileField):
        return "Choose a file for “{label}”."
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return "Choose an answer for “{label}”."
    return "Fill in “{label}”."


def error_list(*forms) -> list[tuple[str, str]]:
    """The error summary of forms and formsets that share a page: (id of the field, message), in order."""
    errors = []
    for form in forms:
        if hasattr(form, "forms"):
            errors += [("", message) for message in form.non_form_errors()] + error_list(*form.forms)
            continue
        errors += [("", message) for message in form.non_field_errors()]
        errors += [(_target(field), message) for field in form for message in field.errors]
    return errors


def _target(field) -> str:
    """Where the summary's link goes: the field, or the first of its choices."""
    return "" if field.is_hidden else field.id_for_label or f"{field.auto_id}_0"


class SampleForm(forms.Form):
    """Every kind of field, for the gallery and the tests."""

    name = forms.CharField(label="Your name")
    email = forms.EmailField(label="E-mail address", help_text="We write to this address only about this.")
    notes = forms.CharField(label="Anything else", widget=forms.Textarea({"rows": 3}), required=False)
    council = forms.ChoiceField(label="Council", choices=[("", "Choose one"), ("kent", "Kent")])
    often = forms.ChoiceField(
        label="How often",
        help_text="You can change this later.",
        widget=forms.RadioSelect,
        choices=[("weekly", "Once a week"), ("at-once", "As soon as there is news")],
    )
    topics = forms.MultipleChoiceField(
        label="What about",
        widget=forms.CheckboxSelectMultiple,
        choices=[("send", "SEND"), ("data", "Data")],
        required=False,
    )
    paper = forms.FileField(label="Paper", help_text="A PDF of up to 25 MB.")
    agreed = forms.BooleanField(label="I have read how my details are used")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Send")
