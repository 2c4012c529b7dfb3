from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from newsletters.importing import ParsedContact
from newsletters.models import Contact, Update
from seslip.people.models import Circle, Person

WHY = "a person named before is the same person; only what was not known is filled in"


def bring_in_contacts(update: Update, contacts: Iterable[ParsedContact]) -> list[str]:
    """Name the contacts; their e-mail addresses and telephones are for members only."""
    remarks: list[str] = []
    for position, said in enumerate(contacts, 1):
        Contact.objects.create(
            update=update,
            person=_person(said, remarks),
            responsibility=said.responsibility[:200] or "Contact",
            organisation=said.organisation[:120],
            position=position,
        )
    return remarks


def _person(said: ParsedContact, remarks: list[str]) -> Person:
    """The person of this name. What an Update says of somebody is never put where everyone sees it."""
    name = (said.name or said.responsibility)[:120]
    person = Person.objects.unscoped(WHY).filter(name__iexact=name).first()
    if not person:
        person = Person(name=name, details_audience=Circle.objects.members())
    for attribute, value in (("email", _email(said, remarks)), ("telephone", said.phone[:40])):
        known = getattr(person, attribute)
        if value and known and known.lower() != value.lower():
            remarks.append(f"{name} has another {attribute} in the portal, which was kept.")
        elif value and not known and person.details_audience.is_public:
            remarks.append(f"{name}’s details are for everyone to see: the {attribute} was not added.")
        elif value and not known:
            setattr(person, attribute, value)
    person.save()
    return person


def _email(said: ParsedContact, remarks: list[str]) -> str:
    try:
        validate_email(said.email)
    except ValidationError:
        if said.email:
            remarks.append(f"The e-mail address of {said.name or said.responsibility} is not a whole one.")
        return ""
    return said.email
