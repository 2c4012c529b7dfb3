"""The rows of the tools and of the contacts."""

from django import forms
from django.utils import timezone

from newsletters.admin.forms import BaseField
from newsletters.admin.offered import NameField, Offered
from newsletters.dates import find_dates
from newsletters.models import Contact, Tool
from seslip.forms import name_what_is_missing
from seslip.library.models import Document
from seslip.people.models import Circle, Person


class RemovableRow:
    """A row that goes with what it stands for: the tool or contact of this Update, not the thing itself."""

    @property
    def is_removed(self) -> bool:
        return self.thing.pk is not None and self.cleaned_data.get("remove", False)


class ToolRow(RemovableRow, forms.Form):
    """A document of the library, or a new one from a title and an address."""

    compared = ("remove",)
    only_new = ("title", "address", "publisher", "published", "no_address")

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
    no_address = forms.BooleanField(
        required=False, label="It has no address", help_text="Readers see its name without a link."
    )
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
        is_reachable = address or self.cleaned_data.get("no_address") or "address" in self.errors
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
        name_what_is_missing(self)
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
