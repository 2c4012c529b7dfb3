"""The rows of the desk. Each knows its `key`: what it is about, whoever saved first and in what order."""

import datetime as dt

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils import timezone

from newsletters.actions.editing import PlacedItem
from newsletters.admin.date_lines import DateLinesField, written
from newsletters.admin.offered import NameField, Offered, must_be_known
from newsletters.dates import find_dates
from newsletters.models import Action, Contact, Item, Placement, Section, Tool, Update
from seslip.library.models import Document
from seslip.people.models import Circle, Person


def rich(model, name: str, **kwargs):
    """The editor for a rich text field; a plain box without JavaScript."""
    return model._meta.get_field(name).formfield(widget=AdminTextareaWidget({"rows": 4}), **kwargs)


def listed_errors(form) -> list[tuple[str, str]]:
    """(id of the field, sentence) of a form's errors, for the summary at the top."""
    return [
        (form[name].id_for_label if name in form.fields else "", sentence)
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


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
        if self.instance.state not in (Update.State.DRAFT, Update.State.SCHEDULED):
            self.fields["number"].disabled = self.fields["date"].disabled = True

    def clean_date(self) -> dt.date:
        return day_of_this_century(self.cleaned_data["date"])


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


class RemovableRow:
    """A row that goes with what it stands for: the tool or contact of this Update, not the thing itself."""

    @property
    def is_removed(self) -> bool:
        return self.thing.pk is not None and self.cleaned_data.get("remove", False)


class ToolRow(RemovableRow, forms.Form):
    """A document of the library, or a new one from a title and an address."""

    compared = ("remove",)
    only_new = ("title", "address", "publisher", "published", "on_request")

    document = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base = BaseField()
    position = forms.IntegerField(
        required=False, min_value=1, max_value=9999, widget=forms.NumberInput({"class": "_reorder_"})
    )
    title = NameField(list_id="documents", required=False, max_length=300, label="Title")
    address = forms.URLField(
        required=False, max_length=600, assume_scheme="https", help_text="Only when it is new to the library."
    )
    publisher = forms.CharField(required=False, max_length=200)
    published = forms.CharField(required=False, max_length=60, help_text="Such as 3 February 2020.")
    on_request = forms.BooleanField(required=False, label="It has no address: people ask for it")
    remove = forms.BooleanField(required=False, label="Take it off the list")

    def __init__(self, *args, tool: Tool, offered: Offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.thing = self.tool = tool
        self.fields["title"].known = offered.documents
        self.initial |= {"document": tool.document_id, "position": tool.position or None}
        self.initial |= getattr(tool, "proposed", {})
        if tool.document_id:
            for name in self.only_new:
                del self.fields[name]

    @property
    def key(self) -> str:
        return f"tool {self.tool.document_id}" if self.tool.document_id else ""

    @property
    def is_blank(self) -> bool:
        return not self.tool.document_id and not set(self.changed_data) - {"position"}

    def clean(self):
        title, address = self.cleaned_data.get("title"), self.cleaned_data.get("address")
        is_reachable = address or self.cleaned_data.get("on_request") or "address" in self.errors
        if isinstance(title, str) and title and not is_reachable:
            self.add_error("address", f"“{title}” is new to the library: give its address.")
        if address and not title:
            self.add_error("title", "Give the tool a title.")

    def chosen(self) -> Document | None:
        """The document, saved or still to be; None for a row left empty or taken off."""
        if self.cleaned_data.get("remove"):
            return None
        if self.tool.document_id:
            return self.tool.document
        title = self.cleaned_data.get("title")
        if not title or isinstance(title, Document):
            return title or None
        return self._new_document(title)

    def _new_document(self, title: str) -> Document:
        said = self.cleaned_data
        found = next((date for date in find_dates(said["published"], timezone.localdate()) if date.day), None)
        return Document(
            title=title,
            url=said["address"],
            on_request=not said["address"],
            publisher=said["publisher"],
            published_on=found.day if found else None,
            published_text="" if found else said["published"],
            audience=Circle.objects.everyone(),
        )


class ContactRow(RemovableRow, forms.ModelForm):
    """Somebody readers are told to ask; a name that is new becomes a person, with the e-mail given."""

    compared = ("person", "responsibility", "organisation", "remove")
    only_new = ("is_new", "email", "telephone")

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    base = BaseField()
    position = forms.IntegerField(
        required=False, min_value=1, max_value=9999, widget=forms.NumberInput({"class": "_reorder_"})
    )
    person = NameField(list_id="people", max_length=120)
    is_new = forms.BooleanField(required=False, label="This is somebody new")
    email = forms.EmailField(required=False, label="E-mail, if they are new")
    telephone = forms.CharField(required=False, max_length=40, label="Telephone, if they are new")
    remove = forms.BooleanField(required=False, label="Take this contact out")

    class Meta:
        model = Contact
        fields = ["responsibility", "organisation"]

    def __init__(self, *args, contact: Contact, offered: Offered, **kwargs):
        super().__init__(*args, instance=contact, **kwargs)
        self.thing = contact
        self.fields["person"].known = offered.people
        self.initial |= {"id": contact.pk, "position": contact.position or None}
        self.initial |= getattr(contact, "proposed", {})
        if contact.pk:
            self.initial["person"] = contact.person.name
            for name in self.only_new:
                del self.fields[name]

    @property
    def key(self) -> str:
        return f"contact {self.instance.pk}" if self.instance.pk else ""

    @property
    def is_blank(self) -> bool:
        return not self.instance.pk and not set(self.changed_data) - {"position"}

    def has_changed(self) -> bool:
        return not self.is_blank and super().has_changed()

    def clean(self):
        super().clean()
        person = self.cleaned_data.get("person")
        if self.instance.pk and str(person) == self.initial["person"]:
            person = self.instance.person
        if isinstance(person, str) and person:
            person = self._somebody_new(person)
        self.cleaned_data["person"] = person

    def _somebody_new(self, name: str) -> Person | None:
        said = self.cleaned_data
        if not (said.get("is_new") or said.get("email")):
            sentence = f"We know nobody called “{name}”. Choose from the list, or tick that they are new."
            self.add_error("person", sentence)
            return None
        return Person(
            name=name,
            email=said.get("email", ""),
            telephone=said.get("telephone", ""),
            details_audience=Circle.objects.members(),
        )

    def contact(self) -> Contact | None:
        """The contact, saved or still to be; None for a row left empty or taken out."""
        if self.is_blank or self.cleaned_data["remove"]:
            return None
        self.instance.person = self.cleaned_data["person"]
        return self.instance
