"""What the factories make is what readers can be shown."""

import datetime as dt

from newsletters.models import Edition, EditionItem
from tests.newsletters import factories


def test_an_update_is_made_with_everything_in_it_and_published(cast, anonymous, directors):
    item = factories.make_item(
        "Triads",
        dates=[{"year": 2019, "month": 5, "note": "to be announced"}],
        actions=[{"what": "Choose a day", "by_when": dt.date(2020, 3, 1), "councils": ["kent"]}],
        topics=["Peer challenge"],
        councils=["kent"],
    )
    edition = factories.published(
        number=389,
        this_week=[item],
        reminders=[factories.make_item("Letters", audience=directors)],
        tools=[factories.make_document()],
        contacts=[factories.make_person()],
    )
    assert edition.update.slug == "update-no-389-07-february-2020"
    assert [row.programme for row in EditionItem.objects.visible_to(anonymous)] == ["Triads"]
    assert edition.contacts.get().responsibility == "Fostering network"


def test_many_updates_are_published_at_once(everyone, anonymous):
    factories.published_many(30, items=3)
    assert Edition.objects.visible_to(anonymous).count() == 30
    assert EditionItem.objects.visible_to(anonymous).count() == 90
