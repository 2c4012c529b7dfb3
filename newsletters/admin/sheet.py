"""The whole of an Update as one form: the head, the items, the tools, the contacts."""

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.functional import cached_property

from newsletters.actions import editing
from newsletters.admin.forms import HeadForm
from newsletters.admin.item_row import ItemRow
from newsletters.admin.list_rows import ContactRow, ToolRow
from newsletters.admin.offered import Offered
from newsletters.admin.pasted import Pasted
from newsletters.admin.values import number, signature
from newsletters.models import Contact, Item, Placement, Section, Tool, Update
from seslip.people.models import User
from seslip.richtext import plain

WHY = "the desk of those who write Updates"


class Rows(BaseFormSet):
    """Rows matched by what they are about, not by their place: somebody may have moved them meanwhile."""

    def __init__(self, *args, things: list, spare: list, **kwargs):
        self.things, self.spare = things, spare
        super().__init__(*args, initial=[{} for _ in things], **kwargs)
        self.extra = len(spare)

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {self.names: self._thing_at(index)}

    def _thing_at(self, index: int | None):
        if index is None:
            return self.blank()
        if self.is_bound:
            return self._thing_named(self.data.get(f"{self.prefix}-{index}-{self.key_field}", ""))
        both = self.things + self.spare
        return both[index] if index < len(both) else self.blank()

    def _thing_named(self, said: str):
        known = {str(self.key_of(thing)): thing for thing in self.things}
        return known.get(said) or self.missing(said) or self.blank()

    def missing(self, said: str):
        """A row about something that no longer stands in the Update."""

    def blank(self):
        return self.spare[0]

    def in_order(self) -> list[forms.Form]:
        """The rows that say something, by the position typed; of equals the first on the page first."""
        written = [row for row in self.forms if not row.is_blank]
        return sorted(written, key=lambda row: row.cleaned_data.get("position") or 9999)


class BaseItemRows(Rows):
    names, key_field = "placement", "item"

    def key_of(self, placement):
        return placement.item_id

    def missing(self, said):
        item = Item.objects.unscoped(WHY).filter(pk=number(said)).first()
        return item and Placement(item=item)

    def blank(self):
        return Placement(item=Item())

    def of(self, section: str) -> list[ItemRow]:
        """The rows of a section as they stand, new ones last."""
        rows = [row for row in self.forms if (row["section"].value() or Section.THIS_WEEK) == section]
        return sorted(rows, key=_place)


def _place(row: ItemRow) -> tuple:
    """By position; rows without one, such as those left to write a new item in, come last."""
    return number(row["position"].value(), 9999), row.instance.pk is None


class BaseToolRows(Rows):
    names, key_field = "tool", "document"

    def key_of(self, tool):
        return tool.document_id

    def missing(self, said):
        document = self.form_kwargs["offered"].document(said)
        return document and Tool(document=document)

    def blank(self):
        return Tool()


class BaseContactRows(Rows):
    names, key_field = "contact", "id"

    def key_of(self, contact):
        return contact.pk

    def blank(self):
        return Contact()


ItemRows = formset_factory(ItemRow, formset=BaseItemRows, max_num=400, absolute_max=600)
ToolRows = formset_factory(ToolRow, formset=BaseToolRows, max_num=400, absolute_max=600)
ContactRows = formset_factory(ContactRow, formset=BaseContactRows, max_num=400, absolute_max=600)


class Sheet:
    """Everything on the desk for one Update; bound when `data` is given."""

    def __init__(self, update: Update, user: User, data=None, pasted: Pasted | None = None):
        self.update, self.user = update, user
        self.pasted = pasted or Pasted()
        self.notes = self.pasted.notes
        self.offered = Offered.to(user)
        self.head = HeadForm(data, instance=update, prefix="head", offered=self.offered)
        self.items = self._items(data)
        self.tools = self._rows(ToolRows, data, "tools", list(self._tools()), [*self.pasted.tools, Tool()])
        self.contacts = self._rows(
            ContactRows, data, "contacts", list(self._contacts()), [*self.pasted.contacts, Contact()]
        )
        if data is None:
            for form in self.forms:
                form.initial["base"] = signature(form)

    def _rows(self, rows, data, prefix, things, spare):
        return rows(data, prefix=prefix, things=things, spare=spare, form_kwargs={"offered": self.offered})

    def _items(self, data) -> BaseItemRows:
        blank = [Placement(item=Item(), section=section) for section in Section]
        spare = [*self.pasted.placements, *blank]
        shared = {"offered": self.offered, "update": self.update}
        return ItemRows(data, prefix="items", things=self.placements, spare=spare, form_kwargs=shared)

    @cached_property
    def placements(self) -> list[Placement]:
        if self.update.pk is None:
            return []
        holds = ["item__topics", "item__councils", "item__dates", "item__actions__contact"]
        placements = Placement.objects.filter(update=self.update).select_related("item__audience")
        return list(placements.prefetch_related(*holds))

    def _tools(self):
        return self.update.tools.select_related("document") if self.update.pk else []

    def _contacts(self):
        return self.update.contacts.select_related("person") if self.update.pk else []

    @property
    def media(self):
        return self.head.media + self.items.empty_form.media

    @property
    def forms(self) -> list:
        """The head and every row, for comparison and for the list of errors."""
        return [self.head, *self.items.forms, *self.tools.forms, *self.contacts.forms]

    @property
    def sections(self) -> list[tuple[str, str, list[ItemRow]]]:
        return [(section.value, section.label, self.items.of(section)) for section in Section]

    def is_valid(self) -> bool:
        """Every part is asked, so that every error is shown at once."""
        answers = [part.is_valid() for part in (self.head, self.items, self.tools, self.contacts)]
        return all(answers)

    def has_changed(self) -> bool:
        return any(form.has_changed() for form in self.forms)

    def save(self, *, version: int, by: User) -> None:
        editing.save_update(
            update=self.head.save(commit=False),
            version=version,
            by=by,
            placed=[row.placed() for row in self.items.in_order()],
            tools=[document for row in self.tools.in_order() if (document := row.chosen())],
            contacts=[contact for row in self.contacts.in_order() if (contact := row.contact())],
            removed=[row.thing for row in [*self.tools.forms, *self.contacts.forms] if row.is_removed],
        )

    def errors(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) of everything that is wrong, for the summary at the top."""
        found = []
        for form in self._everything():
            for name, sentences in form.errors.items():
                field = form[name].id_for_label if name in form.fields else ""
                label = f"{form[name].label}: " if field else ""
                found += [(field, f"{_where(form)}{label}{sentence}") for sentence in sentences]
        return found

    def _everything(self):
        for form in self.forms:
            yield form
            if isinstance(form, ItemRow) and not form.is_blank:
                yield from form.actions.forms


def _where(form) -> str:
    """The heading of the item an error is in."""
    heading = form["programme"].value() if isinstance(form, ItemRow) else ""
    return f"{plain(heading)[:60]}: " if heading else ""
