"""The database counts the changes of every table that a public page reads, as they are made.

So a page kept under a count is right as long as the count stands: nothing in the code can forget to say so,
neither a bulk update nor an admin action nor a hand at the database's own prompt.
"""

from django.apps import apps
from django.db import connections

from seslip import registry
from seslip.public_pages.models import Changes

OCCASION = "public pages read"

SQLITE = """CREATE TRIGGER "watch_{table}_{event}" AFTER {event} ON "{table}"
BEGIN UPDATE public_pages_changes SET count = count + 1; END"""

POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION public_pages_changed() RETURNS trigger AS
$$ BEGIN UPDATE public_pages_changes SET count = count + 1; RETURN NULL; END $$ LANGUAGE plpgsql"""
# Deferred to the commit: the one row is locked for that instant only, so writers do not wait for each other.
POSTGRESQL = """CREATE CONSTRAINT TRIGGER "watch_{table}" AFTER INSERT OR UPDATE OR DELETE ON "{table}"
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_pages_changed()"""


def watched_tables() -> set[str]:
    """The tables of the models on offer, with those of their many-to-many fields."""
    models = [apps.get_model(label) for label in registry.offered(OCCASION)]
    joins = [field.m2m_db_table() for model in models for field in model._meta.local_many_to_many]
    return {model._meta.db_table for model in models} | set(joins)


def watch_tables(using: str = "default", **kwargs) -> None:
    """(Re)create every trigger. Safe to repeat; runs after each migrate."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    if Changes._meta.db_table not in existing:
        return
    Changes.objects.using(using).get_or_create(pk=1)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, sorted(watched_tables() & existing)):
            cursor.execute(statement)


def _statements(vendor: str, tables: list[str]):
    if vendor == "sqlite":
        for table in tables:
            for event in ("INSERT", "UPDATE", "DELETE"):
                yield f'DROP TRIGGER IF EXISTS "watch_{table}_{event}"'
                yield SQLITE.format(table=table, event=event)
        return
    yield POSTGRESQL_FUNCTION
    for table in tables:
        yield f'DROP TRIGGER IF EXISTS "watch_{table}" ON "{table}"'
        yield POSTGRESQL.format(table=table)
