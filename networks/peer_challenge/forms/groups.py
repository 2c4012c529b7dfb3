"""The form of a round's groups: a plain list for each council, a day and a place for each group."""

from django import forms

from networks.peer_challenge.actions.groups import Wanted
from networks.peer_challenge.grouping import Broken, Rule
from networks.peer_challenge.models import Group, GroupException, Place
from seslip.forms import DayInput, PlainSelect

MOST = 30
FIRM = [rule for rule in Rule if rule.is_firm]
# Too long, or not a day: said once for every field of its kind.
DAY = {"invalid": "Enter a day, such as 15 February 2019."}


class ProposalForm(forms.Form):
    """Which of the proposals is saved, and what the page looked like."""

    number = forms.IntegerField(min_value=1, max_value=20)
    opened = forms.CharField(max_length=32)
    shown = forms.CharField(max_length=2000)


class GroupsForm(forms.Form):
    """Group by group and council by council. A group without a council goes; there is one more to fill."""

    opened = forms.CharField(max_length=32, widget=forms.HiddenInput)

    def __init__(
        self, *args, places: list[Place], groups: list[Group], exceptions: list[GroupException], **kwargs
    ):
        self.places, self.groups = places, {group.number: group for group in groups}
        self.reasons = {(each.group.number, each.rule): each.reason for each in exceptions}
        self.found: list[Broken] = []
        super().__init__(*args, **kwargs)
        self.numbers = sorted(self.groups)
        self.numbers.append(next(n for n in range(1, MOST + 2) if n not in self.groups))
        for place in places:
            self.fields[f"council-{place.council_id}"] = self._council_field(place)
        for number in self.numbers:
            self._add_group(number)

    def _council_field(self, place: Place) -> forms.Field:
        choices = [(n, f"Group {n}" if n in self.groups else f"Group {n} (new)") for n in self.numbers]
        return forms.TypedChoiceField(
            label=place.council.name,
            choices=[("", "Choose a group"), *choices],
            coerce=int,
            widget=PlainSelect,
            initial=place.group.number if place.group else "",
            error_messages={
                "required": f"Choose a group for {place.council}.",
                "invalid_choice": f"Choose a group on the list for {place.council}.",
            },
        )

    def _add_group(self, number: int) -> None:
        group = self.groups.get(number, Group(number=number))
        day = forms.DateField(
            label="Challenge day", required=False, widget=DayInput, initial=group.day, error_messages=DAY
        )
        self.fields[f"day-{number}"] = day
        self.fields[f"day_text-{number}"] = forms.CharField(
            label="As far as known, such as “May 2019”", required=False, max_length=60, initial=group.day_text
        )
        self.fields[f"where-{number}"] = forms.CharField(
            label="Where", required=False, max_length=200, initial=group.where
        )
        for rule in FIRM:
            self.fields[f"reason-{number}-{rule}"] = forms.CharField(
                label="Why it has to be so",
                required=False,
                max_length=300,
                initial=self.reasons.get((number, rule.value), ""),
            )

    @property
    def councils(self):
        return [self[f"council-{place.council_id}"] for place in self.places]

    @property
    def sections(self) -> list[dict]:
        """Each group with its fields, the rules it breaks, and the reason for each."""
        return [
            {
                "number": number,
                "is_new": number not in self.groups,
                "fields": [self[f"{name}-{number}"] for name in ("day", "day_text", "where")],
                "broken": self._broken(number),
            }
            for number in self.numbers
        ]

    def _broken(self, number: int) -> list[dict]:
        words = {}
        for each in self.found:
            if each.group == number:
                words.setdefault(each.rule.value, []).append(each.words)
        rules = [rule for rule in FIRM if rule.value in words or self[f"reason-{number}-{rule}"].value()]
        return [
            {"words": words.get(rule.value, []), "field": self[f"reason-{number}-{rule}"]} for rule in rules
        ]

    def wanted(self) -> list[Wanted]:
        """The groups as they were chosen."""
        data = self.cleaned_data
        chosen = {place.council_id: data[f"council-{place.council_id}"] for place in self.places}
        return [
            Wanted(
                number,
                frozenset(council for council, group in chosen.items() if group == number),
                data[f"day-{number}"],
                data[f"day_text-{number}"],
                data[f"where-{number}"],
            )
            for number in self.numbers
        ]

    def given(self) -> dict[tuple[int, str], str]:
        """The reasons that were typed."""
        return {
            (number, rule.value): self.cleaned_data[f"reason-{number}-{rule}"]
            for number in self.numbers
            for rule in FIRM
        }
