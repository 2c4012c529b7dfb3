"""What events were about, by name: looked up when the record is read, for those who may open the thing."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps

from seslip.audit.exporting import may_read_details
from seslip.audit.filters import kind_in_words
from seslip.audit.models import Event
from seslip.people.models import Appointment, User

Named = dict[tuple[str, int], str]


def names_of(events: Iterable[Event], user: User) -> Named:
    """One query for each kind of thing. What lies in the walls is called by its number."""
    numbers = defaultdict(set)
    for event in events:
        if event.object_id is not None and may_read_details(user, event.kind):
            numbers[event.kind].add(event.object_id)
    return {
        (kind, thing.pk): _name(thing)
        for kind, pks in numbers.items()
        for thing in _things(kind, user).filter(pk__in=pks)
    }


def thing_in_words(event: Event, names: Named) -> str:
    """ "Document 12: Grant application"; of a post, whose it is."""
    name = names.get((event.kind, event.object_id))
    if name and event.kind == Appointment._meta.label_lower:
        return name
    number = "" if event.object_id is None else f" {event.object_id}"
    return kind_in_words(event.kind) + number + (f": {name}" if name else "")


def _things(kind: str, user: User):
    try:
        manager = apps.get_model(kind)._default_manager
    except (LookupError, ValueError):
        return User.objects.none()
    things = manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()
    return things.select_related()


def _name(thing) -> str:
    if isinstance(thing, Appointment):
        return f"{thing.person}, {thing}"
    return thing.get_full_name() if isinstance(thing, User) else str(thing)
