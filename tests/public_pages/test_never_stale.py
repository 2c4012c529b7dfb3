"""A request that starts after the commit of a publication, correction or withdrawal sees it."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletters.actions import publishing
from newsletters.models import Action, Item, Tool
from seslip.people.models import Circle
from seslip.public_pages.watching import watched_tables
from tests.newsletters import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kept_pages(settings):
    settings.KEEP_PUBLIC_PAGES = True
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def update(transactional_db, cast, everyone):
    return factories.make_update(700, this_week=[factories.make_item("Heronsgate pilot")])


def page(client, update):
    return client.get(update.get_absolute_url())


def test_a_page_is_made_once_and_then_kept(client, update, cast):
    publishing.publish(update=update, by=cast["petra"])
    first = page(client, update)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = page(client, update)
    assert second.content == first.content
    assert len(queries) == 1


def test_publication_correction_and_withdrawal_are_seen_by_the_next_request(client, update, cast):
    assert page(client, update).status_code == 404
    publishing.publish(update=update, by=cast["petra"])
    assert b"Heronsgate pilot" in page(client, update).content
    Item.objects.unscoped("test").update(programme="Kingfisher pilot")
    publishing.correct(update=update, note="The name was wrong", by=cast["petra"])
    assert b"Kingfisher pilot" in page(client, update).content
    publishing.withdraw(update=update, reason="Sent by mistake", by=cast["petra"])
    assert page(client, update).status_code == 404


def test_narrowing_an_audience_by_a_bulk_update_is_seen_by_the_next_request(client, update, cast):
    publishing.publish(update=update, by=cast["petra"])
    assert b"Heronsgate pilot" in page(client, update).content
    Item.objects.unscoped("test").update(audience=Circle.objects.members())
    assert b"Heronsgate pilot" not in page(client, update).content


def test_a_signed_in_person_never_gets_nor_leaves_a_kept_page(client, update, cast, directors):
    Item.objects.unscoped("test").update(audience=directors)
    publishing.publish(update=update, by=cast["petra"])
    client.force_login(cast["alison"])
    assert b"Heronsgate pilot" in page(client, update).content
    client.logout()
    assert b"Heronsgate pilot" not in page(client, update).content


def test_a_kept_page_carries_the_same_strict_policy_as_one_just_made(client, update, cast):
    publishing.publish(update=update, by=cast["petra"])
    made, kept = page(client, update), page(client, update)
    policy = made["Content-Security-Policy"]
    assert kept["Content-Security-Policy"] == policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert not any(word in policy for word in ("unsafe", "nonce", "http", "*", "data:"))


def test_an_unchanged_page_is_not_sent_again(client, update, cast):
    publishing.publish(update=update, by=cast["petra"])
    tag = page(client, update)["ETag"]
    assert client.get(update.get_absolute_url(), headers={"If-None-Match": tag}).status_code == 304


def test_every_table_that_a_public_page_reads_is_watched(client, update, cast, settings):
    """Otherwise a change in it would leave an old page standing."""
    item = update.items.unscoped("test").get()
    action = Action.objects.create(item=item, what="Say whether you join", who=Action.Who.COUNCILS)
    tool = factories.make_document("Heronsgate workbook")
    Tool.objects.create(update=update, document=tool)
    topic = factories.make_topic("Fostering")
    publishing.publish(update=update, by=cast["petra"])
    settings.KEEP_PUBLIC_PAGES = False
    addresses = [
        "/",
        "/newsletters/",
        f"/newsletters/?topic={topic.slug}&authority=kent&words=heronsgate&year={update.date.year}",
        update.get_absolute_url(),
        "/newsletters/feed/",
        "/newsletters/actions/",
        f"/newsletters/actions/?topic={topic.slug}&council=kent",
        "/newsletters/actions.ics",
        f"/newsletters/actions/{action.pk}/",
        "/library/",
        tool.get_absolute_url(),
        "/search/?q=heronsgate",
    ]
    unwatched = {table for address in addresses for table in tables_read(client, address)}
    follows_its_entries = {"search_full_text"}
    assert unwatched - watched_tables() == follows_its_entries & unwatched


def tables_read(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    known = connection.introspection.table_names()
    return {table for query in queries for table in known if f'"{table}"' in query["sql"]}
