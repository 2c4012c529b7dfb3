"""Items, Updates and editions for tests: plain functions, nothing random."""

import datetime as dt

from newsletters.actions import publishing
from newsletters.models import (
    Action,
    Contact,
    Edition,
    EditionItem,
    Item,
    ItemDate,
    Placement,
    Section,
    Tool,
    Update,
)
from seslip.library.models import Document
from seslip.people.models import Circle, Organisation, Person
from seslip.topics.models import Topic

FIRST_FRIDAY = dt.date(2020, 2, 7)


def make_topic(name="Fostering") -> Topic:
    return Topic.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})[0]


def make_item(
    programme="Fostering week",
    *,
    audience=None,
    update="<p>What happened.</p>",
    action="",
    dates=(),
    actions=(),
    topics=(),
    councils=(),
    **fields,
) -> Item:
    """An item; `dates` and `actions` are fields as dicts, `topics` names and `councils` slugs."""
    item = Item.objects.create(
        programme=programme,
        audience=audience or Circle.objects.everyone(),
        update=update,
        action=action,
        **fields,
    )
    for position, date in enumerate(dates, 1):
        ItemDate.objects.create(item=item, position=position, **date)
    for position, wanted in enumerate(actions, 1):
        make_action(item, position=position, **wanted)
    item.topics.set(make_topic(name) for name in topics)
    item.councils.set(Organisation.objects.filter(slug__in=councils))
    return item


def make_action(item, *, what="Tell us who comes", councils=(), **fields) -> Action:
    """An action of this item; `councils` are slugs."""
    action = Action.objects.create(item=item, what=what, **fields)
    action.councils.set(Organisation.objects.filter(slug__in=councils))
    return action


def make_document(title="A workbook", *, audience=None, **fields) -> Document:
    fields.setdefault("url", "https://www.example.org/workbook")
    return Document.objects.create(title=title, audience=audience or Circle.objects.everyone(), **fields)


def make_person(name="Carol Marsh", *, details_audience=None, **fields) -> Person:
    fields.setdefault("email", f"{name.lower().replace(' ', '.')}@example.org")
    fields.setdefault("telephone", "01999 000001")
    return Person.objects.create(
        name=name, details_audience=details_audience or Circle.objects.members(), **fields
    )


def make_update(
    number=389,
    date=None,
    *,
    audience=None,
    this_week=(),
    reminders=(),
    tools=(),
    contacts=(),
    introduction="",
) -> Update:
    """A draft. `tools` are documents, `contacts` people or (person, responsibility).

    Without a date, No 389 is 7 February 2020 and its neighbours are the Fridays before and after.
    """
    update = Update.objects.create(
        number=number,
        date=date or FIRST_FRIDAY + dt.timedelta(weeks=number - 389),
        audience=audience or Circle.objects.everyone(),
        introduction=introduction,
    )
    for section, items in ((Section.THIS_WEEK, this_week), (Section.REMINDERS, reminders)):
        for position, item in enumerate(items, 1):
            Placement.objects.create(update=update, item=item, section=section, position=position)
    for position, document in enumerate(tools, 1):
        Tool.objects.create(update=update, document=document, position=position)
    for position, contact in enumerate(contacts, 1):
        person, responsibility = contact if isinstance(contact, tuple) else (contact, "Fostering network")
        Contact.objects.create(update=update, person=person, responsibility=responsibility, position=position)
    return update


def published(update=None, *, by=None, at=None, **fields) -> Edition:
    """Publish an Update, or one made from these fields; readers are not written to."""
    return publishing.publish(update=update or make_update(**fields), by=by, at=at, tell_readers=False)


def published_many(count, *, first_number=1, items=2, audience=None, topic=None) -> list[Update]:
    """So many published Updates of a few items each, in a handful of queries."""
    everyone = audience or Circle.objects.everyone()
    numbers = range(first_number, first_number + count)
    updates = Update.objects.bulk_create(
        Update(
            number=number,
            date=FIRST_FRIDAY + dt.timedelta(weeks=number - 389),
            slug=f"update-no-{number}",
            audience=everyone,
            state=Update.State.PUBLISHED,
        )
        for number in numbers
    )
    made = Item.objects.bulk_create(
        Item(programme=f"Headline {place} of No {number}", update="<p>Words.</p>", audience=everyone)
        for number in numbers
        for place in range(1, items + 1)
    )
    if topic:
        Item.topics.through.objects.bulk_create(Item.topics.through(item=item, topic=topic) for item in made)
    _freeze_many(updates, made, items)
    return updates


def _freeze_many(updates, made, items) -> None:
    now = dt.datetime(2020, 2, 7, 12, tzinfo=dt.UTC)
    editions = Edition.objects.bulk_create(
        Edition(update=update, published_at=now + dt.timedelta(weeks=update.number - 389))
        for update in updates
    )
    EditionItem.objects.bulk_create(
        EditionItem(
            edition=editions[place // items],
            item=item,
            section=Section.THIS_WEEK,
            position=place % items + 1,
            programme=item.programme,
            text=item.update,
        )
        for place, item in enumerate(made)
    )
