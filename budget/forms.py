"""Entering money, importing many entries, and moving money in the budget."""

from collections.abc import Callable
from functools import partial

from django import forms

from budget import accounts
from budget.importing.entries import Columns
from budget.models import Account, Book, Commitment, Fund, Income, Line, Project
from budget.money import pence
from seslip.forms import DayInput, FormHelper, PlainSelect
from seslip.people.models import Circle, Organisation
from workstreams.models import Plan

BOOKS = [
    (Book.ACTUAL, "Actual: it has happened"),
    (Book.FORECAST, "Year-end forecast"),
    (Book.BUDGET, "Budget"),
]
SEEN_BY = [Circle.Kind.EVERYONE, Circle.Kind.MEMBERS, Circle.Kind.TEAM]


class MoneyField(forms.CharField):
    """An amount in pounds above nought; its value is whole pence."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Amount in pounds")
        super().__init__(max_length=20, widget=forms.TextInput({"inputmode": "decimal"}), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        try:
            amount = pence(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if amount is not None and not 0 < amount < 10**14:
            raise forms.ValidationError("Write an amount above nought, such as 1,250 or 1250.50.")
        return amount


def optional(model, label: str) -> forms.ModelChoiceField:
    """A list from which nothing need be chosen; the form says of which rows."""
    rows = model._default_manager.none()
    return forms.ModelChoiceField(rows, label=label, required=False, widget=PlainSelect, empty_label="None")


class EntryForm(forms.Form):
    """Income or spending, by the row of the plan's budget that it belongs to."""

    kind = forms.ChoiceField(
        label="What it is", choices=[("spending", "Spending"), ("income", "Income")], widget=forms.RadioSelect
    )
    book = forms.ChoiceField(label="Which book", choices=BOOKS, widget=forms.RadioSelect, initial=Book.ACTUAL)
    line = optional(Line, "Line, for spending")
    project = optional(Project, "Project, where a restricted fund pays")
    income = optional(Income, "Source, for income")
    council = optional(Organisation, "Council, for a subscription")
    amount = MoneyField()
    day = forms.DateField(label="Day", widget=DayInput)
    words = forms.CharField(label="What for", max_length=300)
    audience = forms.ModelChoiceField(Circle.objects.none(), label="Who may read it", widget=PlainSelect)
    settles = optional(Commitment, "What was promised and is paid with it")
    anyway = forms.BooleanField(label="Enter it although it goes over the budget", required=False)

    def __init__(self, *args, plan: Plan, user, **kwargs):
        super().__init__(*args, **kwargs)
        promised = Commitment.objects.visible_to(user).filter(book_year__year=plan.year, settled_by=None)
        self.fields["settles"].queryset = promised
        self.fields["line"].queryset = Line.objects.filter(plan=plan)
        self.fields["project"].queryset = Project.objects.filter(line__plan=plan).select_related("fund")
        self.fields["income"].queryset = Income.objects.filter(plan=plan, is_opening=False)
        self.fields["council"].queryset = Organisation.objects.in_the_programme().councils()
        self.fields["audience"].queryset = Circle.objects.filter(kind__in=SEEN_BY)
        self.fields["audience"].initial = Circle.objects.members()
        self.helper = FormHelper(self, button="Enter it")

    def clean(self):
        cleaned = super().clean()
        wanted, other = ("line", "income") if cleaned.get("kind") == "spending" else ("income", "line")
        if cleaned.get("kind") and not cleaned.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, "Choose the row it belongs to.")
        if cleaned.get("kind") and cleaned.get(other):
            self.add_error(other, "Leave this empty, or choose the other kind.")
        if cleaned.get("kind") == "income" and cleaned.get("project"):
            self.add_error("project", "Income has no project.")
        return cleaned


class ImportForm(forms.Form):
    file = forms.FileField(label="File of entries", help_text=f"CSV with the columns {', '.join(Columns)}.")
    book = forms.ChoiceField(label="Which book", choices=BOOKS, widget=forms.RadioSelect, initial=Book.ACTUAL)
    for_real = forms.BooleanField(
        label="Enter them now", help_text="Without this you only see what would happen.", required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Read the file")


class CloseForm(forms.Form):
    book = forms.ChoiceField(
        label="Which book",
        choices=[each for each in BOOKS if each[0] != Book.BUDGET],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label="Nothing more is to be entered in it")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Close the year")

    def wanted(self) -> dict:
        """What `close_year` takes."""
        return {"book": self.cleaned_data["book"]}


class ReverseForm(forms.Form):
    reason = forms.CharField(label="Why it is reversed", max_length=250)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self, button="Reverse it")


class VirementForm(forms.Form):
    source = forms.ChoiceField(label="From", widget=PlainSelect)
    target = forms.ChoiceField(label="To", widget=PlainSelect)
    amount = MoneyField()
    reason = forms.CharField(label="Why", max_length=250)

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = _places(plan)
        for name in ("source", "target"):
            choices = [(key, words) for key, (words, _) in self.places.items()]
            self.fields[name].choices = [("", "Choose one"), *choices]
        self.helper = FormHelper(self, button="Ask for it")

    def wanted(self) -> dict:
        """What `ask_virement` takes."""
        asked = self.cleaned_data
        source, target = (self.places[asked[name]][1] for name in ("source", "target"))
        return {
            "source": source(),
            "target": target(),
            "pence": asked["amount"],
            "reason": asked["reason"],
        }


def _places(plan: Plan) -> dict[str, tuple[str, Callable[[], Account]]]:
    """Lines with the programme's own money, and projects: in words, and what finds the account of each."""
    places = {}
    own = Fund.objects.filter(is_restricted=False).first()
    for line in Line.objects.filter(plan=plan, is_closed=False, sends_to=None):
        places[f"line-{line.pk}"] = (f"{line}: {own or 'own money'}", partial(accounts.of_line, line))
    for project in Project.objects.filter(line__plan=plan).select_related("line", "fund"):
        words = f"{project.line}: {project.fund}, project {project}"
        places[f"project-{project.pk}"] = (words, partial(accounts.of_project, project))
    return places
