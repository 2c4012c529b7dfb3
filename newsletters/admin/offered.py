"""What the desk offers to choose from, asked for once a page, however many items stand on it."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst

from seslip.library.models import Document
from seslip.people.models import Circle, Organisation, Person, Roll
from seslip.topics.models import Topic


@dataclass
class Offered:
    audiences: list[tuple[int, str]]
    topics: list[tuple[int, str]]
    councils: list[tuple[int, str]]
    people: dict[str, Person]
    documents: dict[str, Document]

    @classmethod
    def to(cls, user) -> "Offered":
        return cls(
            audiences=_with_sentences(_audiences()),
            topics=list(Topic.objects.open().values_list("pk", "name")),
            councils=list(Organisation.objects.members().values_list("pk", "name")),
            people=_by_name(Person.objects.visible_to(user)),
            documents=_by_name(Document.objects.visible_to(user)),
        )

    def document(self, said: str) -> Document | None:
        """The document with this number, if it is among those offered."""
        return next((document for document in self.documents.values() if str(document.pk) == said), None)


def _audiences() -> list[Circle]:
    """Everyone first, then members, then the rest by kind; no circle of a council that is no member."""
    kinds = list(Circle.Kind)
    members = Q(organisation__in=Organisation.objects.members())
    circles = Circle.objects.select_related("organisation").filter(~Q(kind=Circle.Kind.COUNCIL) | members)
    return sorted(circles, key=lambda circle: (kinds.index(circle.kind), circle.name))


def _with_sentences(circles: list[Circle]) -> list[tuple[int, str]]:
    """Who will see it, said before it is saved: "Directors of children's services: 21 people"."""
    roll = Roll()
    return [(circle.pk, capfirst(roll.sentence(circle))) for circle in circles]


def _by_name(things) -> dict[str, object]:
    """By name; of two with one name, each carries its number."""
    known: dict[str, object] = {}
    for thing in things:
        name = str(thing) if str(thing) not in known else f"{thing} (number {thing.pk})"
        known[name] = thing
    return known


class NameField(forms.CharField):
    """Something chosen by its name, from a list the browser offers; works without JavaScript.

    Cleaned into the thing of that name, or into the name itself when nothing is called so.
    """

    def __init__(self, *, list_id: str, **kwargs):
        super().__init__(**kwargs)
        self.known: dict = {}
        self.widget.attrs.update({"list": list_id, "autocomplete": "off"})

    def to_python(self, value):
        name = super().to_python(value)
        return self.known.get(name, name)

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else str(value)

    def has_changed(self, initial, data) -> bool:
        return (initial or "") != (data or "").strip()

    def run_validators(self, value):
        if isinstance(value, str):
            super().run_validators(value)


def must_be_known(value, *, kind: str):
    """The thing itself, or a sentence that says there is none of that name."""
    if value and isinstance(value, str):
        raise ValidationError(f"There is no {kind} called “{value}”. Choose one from the list.")
    return value or None
