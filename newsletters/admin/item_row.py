"""An item on the desk: its words, what it asks of readers, and where it stands.

A row knows its `key`: what it is about, whoever saved first and in whatever order.
"""

from django import forms

from newsletters.actions.editing import PlacedItem
from newsletters.admin.date_lines import DateLinesField, written
from newsletters.admin.forms import BaseField, rich
from newsletters.admin.offered import NameField, Offered, must_be_known
from newsletters.models import Action, Answer, Item, Placement, Section, Update
from seslip.forms import DayInput, name_what_is_missing
from seslip.people.models import Person


class ActionRow(forms.ModelForm):
    """What readers are asked to do, as a row of an item."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    contact = NameField(list_id="people", required=False, label="Ask")
    remove = forms.BooleanField(required=False, label="Remove this action")

    class Meta:
        model = Action
        fields = ["what", "by_when", "who", "wants"]
        widgets = {"by_when": DayInput()}

    def __init__(self, *args, offered: Offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].known = offered.people
        name_what_is_missing(self)

    def clean_remove(self) -> bool:
        """What councils answered is not thrown away with the question."""
        answers = Answer.objects.filter(action=self.cleaned_data["id"]).select_related("council")
        if self.cleaned_data["remove"] and (said := [str(answer.council) for answer in answers]):
            raise forms.ValidationError(
                f"{', '.join(said)} answered this already, so it stays. "
                "When its day has passed it is no longer asked."
            )
        return self.cleaned_data["remove"]

    def clean_contact(self) -> Person | None:
        return must_be_known(self.cleaned_data["contact"], kind="person")

    def action(self) -> Action:
        action = self.instance
        action.pk, action.contact = self.cleaned_data["id"], self.cleaned_data["contact"]
        return action


class BaseActionRows(forms.BaseFormSet):
    def actions(self) -> list[Action]:
        wanted = [row for row in self.forms if row.cleaned_data.get("what")]
        return [row.action() for row in wanted if not row.cleaned_data["remove"]]


ActionRows = forms.formset_factory(ActionRow, formset=BaseActionRows, extra=1, max_num=40)


def action_values(action: Action) -> dict:
    values = forms.model_to_dict(action, ["what", "by_when", "who", "wants"])
    return values | {"id": action.pk, "contact": action.contact and action.contact.name}


class ItemRow(forms.ModelForm):
    """An item and where it stands, in one form that writes both."""

    compared = (
        "programme", "update", "action", "override", "section", "status", "audience", "dates", "ends_on",
        "topics", "councils", "remove",
    )  # fmt: skip

    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base = BaseField()
    section = forms.ChoiceField(choices=Section)
    position = forms.IntegerField(
        required=False, min_value=1, max_value=9999, widget=forms.NumberInput({"class": "_reorder_"})
    )
    update = rich(Item, "update", required=False)
    action = rich(Item, "action", required=False, label="Action required")
    override = rich(Placement, "override", required=False)
    audience = forms.TypedChoiceField(label="Who can see this", coerce=int)
    topics = forms.TypedMultipleChoiceField(
        required=False, coerce=int, widget=forms.CheckboxSelectMultiple, label="Topics"
    )
    councils = forms.TypedMultipleChoiceField(
        required=False, coerce=int, widget=forms.CheckboxSelectMultiple, label="Councils it names"
    )
    dates = DateLinesField(
        label="Dates",
        help_text="One a line: “Friday 5 June 2020 – meeting”, or “by 14 February 2020 – nominations”.",
        widget=forms.Textarea({"rows": 3}),
    )
    remove = forms.BooleanField(required=False, label="Take it out of this Update")

    class Meta:
        model = Item
        fields = ["programme", "update", "action", "status", "ends_on"]
        widgets = {"ends_on": DayInput()}
        labels = {"programme": "Programme (the heading)", "ends_on": "Live until"}
        help_texts = {"ends_on": "Leave it empty to have it worked out from the dates."}
        error_messages = {"programme": {"required": "Give the item a heading."}}

    def __init__(self, *args, placement: Placement, update: Update, offered: Offered, **kwargs):
        self.placement, self.offered = placement, offered
        super().__init__(*args, instance=placement.item, **kwargs)
        for name in ("audience", "topics", "councils"):
            self.fields[name].choices = self._choices(name)
        self.fields["dates"].reference = update.date
        self.initial |= self._values(update) | getattr(placement, "proposed", {})
        self.actions = ActionRows(
            self.data if self.is_bound else None,
            prefix=f"{self.prefix}-actions",
            initial=[action_values(action) for action in self._of_item("actions")],
            form_kwargs={"offered": offered, "use_required_attribute": False},
        )

    @property
    def key(self) -> str:
        return f"item {self.instance.pk}" if self.instance.pk else ""

    def _of_item(self, name: str) -> list:
        return list(getattr(self.instance, name).all()) if self.instance.pk else []

    def _choices(self, name: str) -> list[tuple[int, str]]:
        """Those offered, and those the item has already though they are no longer offered."""
        offered = getattr(self.offered, {"audience": "audiences"}.get(name, name))
        if name == "audience":
            mine = [self.instance.audience] if self.instance.audience_id else []
        else:
            mine = self._of_item(name)
        known = {pk for pk, _ in offered}
        return offered + [(thing.pk, str(thing)) for thing in mine if thing.pk not in known]

    def _values(self, update: Update) -> dict:
        item, placement = self.instance, self.placement
        return {
            "item": item.pk,
            "section": placement.section,
            "position": placement.position or None,
            "override": placement.override,
            "audience": str(item.audience_id or update.audience_id or ""),
            "topics": [topic.pk for topic in self._of_item("topics")],
            "councils": [council.pk for council in self._of_item("councils")],
            "dates": "\n".join(written(date) for date in self._of_item("dates")),
            "ends_on": item.ends_on if item.ends_on_by_hand else None,
        }

    @property
    def topic_boxes(self) -> list[dict]:
        return self._boxes("topics")

    @property
    def council_boxes(self) -> list[dict]:
        return self._boxes("councils")

    def _boxes(self, name: str) -> list[dict]:
        ticked = {str(value) for value in self[name].value() or []}
        same = {"name": self.add_prefix(name)}
        return [
            same | {"value": pk, "label": label, "is_ticked": str(pk) in ticked}
            for pk, label in self.fields[name].choices
        ]

    @property
    def facts(self) -> str:
        """What she needs to know of an item while it is folded."""
        item = self.instance
        if not item.pk:
            return ""
        until = f"Live until {item.ends_on:%-d %B %Y}" if item.ends_on else "No last day"
        how = "set by hand" if item.ends_on_by_hand else "from its dates"
        facts = [f"{until}, {how}" if item.ends_on else until]
        if item.status != Item.Status.FIRM:
            facts.append(item.get_status_display())
        if not item.audience.is_public:
            facts.append(f"only for {item.audience}")
        if self.placement.override:
            facts.append("other words in this Update")
        return " · ".join(facts)

    @property
    def is_blank(self) -> bool:
        """A new row in which nothing has been written."""
        return not self.instance.pk and not self._says_more_than({"section", "position", "audience"})

    def _says_more_than(self, fields: set[str]) -> bool:
        return bool(set(self.changed_data) - fields) or (self.is_bound and self.actions.has_changed())

    def has_changed(self) -> bool:
        return not self.is_blank and self._says_more_than(set())

    def is_valid(self) -> bool:
        return super().is_valid() and (self.empty_permitted and self.is_blank or self.actions.is_valid())

    def placed(self) -> PlacedItem:
        said, item = self.cleaned_data, self.instance
        item.audience_id = said["audience"]
        item.ends_on_by_hand = said["ends_on"] is not None
        return PlacedItem(
            item=item,
            section=said["section"],
            position=said["position"] or 9999,
            override=said["override"],
            topics=said["topics"],
            councils=said["councils"],
            dates=said["dates"],
            actions=self.actions.actions(),
            is_changed=self._says_more_than({"section", "position", "override"}),
            is_removed=said["remove"],
        )
