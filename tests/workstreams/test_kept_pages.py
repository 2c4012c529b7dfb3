"""Pages of the plan and the budget that are kept ready are never out of date."""

import pytest
from django.core.cache import caches

from seslip.public_pages.watching import watched_tables
from tests.public_pages.test_never_stale import tables_read
from tests.workstreams.factories import frozen, line_of, make_more, make_note
from workstreams.models import Output

ADDRESSES = [
    "/workstreams/",
    "/workstreams/?group=1&sponsor=Carol Cammiss&council=kent&status=no-note&words=links",
    "/workstreams/2021-22/",
    "/workstreams/2021-22/18/",
    "/workstreams/2021-22/11/",
    "/workstreams/plan/2021-22/",
    "/workstreams/plan/2021-22/proof/",
    "/workstreams/plan/2021-22/versions/1/",
    "/workstreams/plan/compare/?older=2021-22.1&newer=2021-22.today",
    "/budget/2021-22/",
    "/budget/2021-22/projects/",
]


def test_every_table_that_these_pages_read_is_watched(brought, client):
    frozen(brought)
    make_more(line_of(brought, 18))
    make_note(line_of(brought, 18))
    read = {table for address in ADDRESSES for table in tables_read(client, address)}
    assert "budget_posting" in read
    assert read - watched_tables() <= {"search_full_text", "public_pages_changes"}


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_by_the_next_request(transactional_db, brought, client, settings):
    settings.KEEP_PUBLIC_PAGES = True
    caches["pages"].clear()
    address = "/workstreams/2021-22/18/"
    assert b"Heron report" not in client.get(address).content
    Output.objects.filter(workstream=line_of(brought, 18)).update(text="Heron report")
    assert b"Heron report" in client.get(address).content
    caches["pages"].clear()
