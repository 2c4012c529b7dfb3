"""Where an Update is made and sent, and what its readers arrange by e-mail: what these pages show."""

import datetime as dt

from newsletters import letters
from newsletters.models import Item, Reader, Update
from tests.browser.page import Page
from tests.newsletters.factories import (
    make_document,
    make_item,
    make_person,
    make_topic,
    make_update,
    published,
)
from tests.newsletters.mail_cast import go_out, make_reader


def full_draft(cast):
    """An Update with everything in it, and findings of the pre-flight."""
    item = make_item(
        "Fostering week",
        update='<p>Read more <a href="https://www.example.org/x">here</a>.</p><ul><li>One</li></ul>',
        action="<p>Please nominate two people.</p>",
        topics=["Fostering"],
        councils=["kent"],
        dates=[{"year": 2027, "month": 3, "day": 5}],
        actions=[{"what": "Nominate two people"}],
    )
    update = make_update(
        389,
        this_week=[item, make_item("A film")],
        reminders=[make_item("A workshop", ends_on=dt.date(2020, 2, 11))],
        tools=[make_document()],
        contacts=[make_person()],
    )
    return {"pk": update.pk}


def published_update(cast):
    pk = full_draft(cast)["pk"]
    published(Update.objects.unscoped("a page for the browser").get(pk=pk), by=cast["petra"])
    Item.objects.filter(programme="A film").update(programme="A better film")
    return {"pk": pk}


def with_draft(cast):
    full_draft(cast)
    return {}


def desk_page(name, given=full_draft, **others):
    return Page(f"admin:newsletters_update_{name}", who="petra", given=given, **others)


DESK = [
    Page("admin:index", who="petra", given=with_draft),
    Page("admin:index", who="ada"),
    desk_page("changelist", given=with_draft),
    desk_page("add", given=with_draft),
    desk_page("paste_new", given=with_draft),
    desk_page("preview"),
    desk_page("publish"),
    desk_page("schedule"),
    desk_page("correct", given=published_update),
    desk_page("withdraw", given=published_update),
    Page("admin:newsletters_item_changelist", who="petra", given=with_draft),
    Page("admin:people_person_changelist", who="petra"),
]


def topics_on_offer(cast):
    for name in ("Fostering", "Data", "Quality assurance"):
        make_topic(name)
    return {}


def a_reader(cast, **fields):
    return {"token": make_reader(topics=["Fostering", "Data"], **fields).token}


def one_who_left(cast):
    return a_reader(cast, state="left")


def a_link_to_confirm(cast):
    return {"token": letters.signed(make_reader(state="pending"), "confirm")}


def a_link_back(cast):
    return {"token": letters.signed(make_reader(state="left"), "come-back")}


def some_readers(cast):
    for number, state in enumerate(Reader.State.values):
        reader = make_reader(f"reader{number}@example.org", state=state)
        reader.bounces.create(
            address=reader.email, kind="hard", reason="550 No such user", fingerprint=number
        )
    return {}


def a_reader_to_the_manager(cast):
    some_readers(cast)
    return {"object_id": Reader.objects.get(state="bounced").pk}


def an_update_with_letters(cast):
    for name in ("one", "two"):
        make_reader(f"{name}@example.org")
    update = make_update(this_week=[make_item()])
    go_out(update)
    refused = update.deliveries.filter(reader__email__startswith="one")
    refused.update(state="failed", reason="550 No such user")
    return {"pk": update.pk}


def letters_on_their_way(cast):
    an_update_with_letters(cast)
    return {}


def a_link_to_nobody(cast):
    return {"token": "nobody"}


LETTERS = [
    Page("newsletters:subscribe", given=topics_on_offer),
    Page("newsletters:subscribe", who="alison"),
    Page("newsletters:asked"),
    Page("newsletters:confirm", given=a_link_to_confirm),
    Page("newsletters:preferences", given=a_reader),
    Page("newsletters:preferences", given=a_link_to_nobody, status=404),
    Page("newsletters:leave", given=a_reader),
    Page("newsletters:leave", given=one_who_left),
    Page("newsletters:come-back", given=a_link_back),
    Page("newsletters:mine", who="pat"),
    Page("admin:newsletters_reader_changelist", given=some_readers, who="petra"),
    Page("admin:newsletters_reader_change", given=a_reader_to_the_manager, who="petra"),
    Page("admin:newsletters_reader_bring_in", who="petra"),
    Page("admin:newsletters_delivery_changelist", given=letters_on_their_way, who="petra"),
    Page("admin:newsletters_bounce_changelist", given=some_readers, who="petra"),
    Page("admin:newsletters_update_letters", given=an_update_with_letters, who="petra"),
    Page("admin:newsletters_update_letter", given=an_update_with_letters, who="petra"),
]
