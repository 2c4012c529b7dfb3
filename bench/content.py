"""Six hundred Updates of the usual size: eight items, five reminders, twenty tools, ten contacts each."""

import datetime as dt
import random

from newsletters.actions.publishing import publish
from newsletters.models import Contact, Edition, Item, Placement, Section, Tool, Update
from seslip.library.models import Document
from seslip.people.models import Circle, Person

WORDS = (
    "network meeting children council director fostering adoption plan region lead school inspection "
    "report data placement carers social work practice quality review training evidence project family"
)
ITEMS, REMINDERS, TOOLS, CONTACTS = 8, 5, 20, 10
FIRST = dt.date(2014, 1, 3)


def make(count: int = 600) -> list[Update]:
    """Published Updates with words drawn by a seeded rule; the newest last."""
    chance = random.Random(389)  # noqa: S311 - the same words at every run
    everyone = Circle.objects.everyone()
    documents = Document.objects.bulk_create(
        Document(
            title=_sentence(chance, 9),
            url=f"https://example.org/{n}",
            publisher="LGA",
            published_on=FIRST,
            audience=everyone,
        )
        for n in range(TOOLS)
    )
    people = Person.objects.bulk_create(
        Person(name=f"Person {n}", email=f"p{n}@example.org", details_audience=everyone)
        for n in range(CONTACTS)
    )
    return [_published(chance, number, everyone, documents, people) for number in range(1, count + 1)]


def _published(chance, number, everyone, documents, people) -> Update:
    update = Update.objects.create(
        number=number,
        date=FIRST + dt.timedelta(weeks=number),
        audience=everyone,
        introduction=_text(chance, 1),
    )
    items = Item.objects.bulk_create(
        Item(
            programme=_sentence(chance, 7),
            update=_text(chance, 3),
            action=_text(chance, 1) + _list(chance),
            audience=everyone,
        )
        for _ in range(ITEMS + REMINDERS)
    )
    Placement.objects.bulk_create(
        Placement(
            update=update,
            item=item,
            position=position,
            section=Section.THIS_WEEK if position < ITEMS else Section.REMINDERS,
        )
        for position, item in enumerate(items)
    )
    Tool.objects.bulk_create(Tool(update=update, document=d, position=n) for n, d in enumerate(documents))
    Contact.objects.bulk_create(
        Contact(update=update, person=person, responsibility="Network lead", position=n)
        for n, person in enumerate(people)
    )
    publish(update=update, by=None, tell_readers=False)
    return update


def _sentence(chance, words: int) -> str:
    return " ".join(chance.choices(WORDS.split(), k=words)).capitalize()


def _text(chance, paragraphs: int) -> str:
    return "".join(f"<p>{_sentence(chance, 40)}.</p>" for _ in range(paragraphs))


def _list(chance) -> str:
    return f"<ul>{''.join(f'<li>{_sentence(chance, 12)}</li>' for _ in range(4))}</ul>"


def newest() -> Edition:
    return Edition.objects.unscoped("the bench reads its own content").filter(is_current=True).first()
