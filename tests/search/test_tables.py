"""Each database's own index follows the words, whatever happens to the table they stand in."""

import pytest
from django.core.management import call_command
from django.db import connection

from seslip.search import matching
from seslip.search.models import SearchEntry
from seslip.search.tables import SQLITE_TRIGGERS, make_tables


def found(words):
    return set(matching.found(words).values_list("title", flat=True))


def entry(title, number=1):
    return SearchEntry.objects.create(kind="test", object_id=number, title=title, url="/")


@pytest.mark.django_db
def test_words_are_found_as_they_are_now_and_not_as_they_were():
    one = entry("Heron")
    assert found("heron") == {"Heron"}
    SearchEntry.objects.filter(pk=one.pk).update(title="Otter")
    assert (found("heron"), found("otter")) == (set(), {"Otter"})
    one.delete()
    assert found("otter") == set()


@pytest.mark.django_db
def test_an_entry_put_again_replaces_the_first():
    entry("Heron")
    SearchEntry.objects.bulk_create(
        [SearchEntry(kind="test", object_id=1, title="Otter", url="/")],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["title"],
    )
    assert (found("heron"), found("otter")) == (set(), {"Otter"})


@pytest.mark.django_db
def test_making_the_index_again_changes_nothing():
    entry("Heron")
    for _ in range(2):
        make_tables()
    assert found("heron") == {"Heron"}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite's tables are remade to be changed")
@pytest.mark.django_db(transaction=True)
def test_the_index_outlives_a_table_that_is_remade():
    entry("Heron")
    title = SearchEntry._meta.get_field("title")
    with connection.schema_editor() as editor:
        wider = title.clone()
        wider.max_length = 400
        wider.set_attributes_from_name("title")
        editor.alter_field(SearchEntry, title, wider)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'search%' AND type = 'trigger'")
        assert cursor.fetchone() == (0,)
    entry("Otter", 2)
    call_command("migrate", verbosity=0)
    assert (found("heron"), found("otter")) == ({"Heron"}, {"Otter"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'search%' AND type = 'trigger'")
        assert cursor.fetchone() == (len(SQLITE_TRIGGERS),)
