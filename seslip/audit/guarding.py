"""The database itself refuses to change the record, whoever asks: code, admin, or a hand at its prompt.

Events and seals go only with a block that is dropped; of a block only that it is dropped may be said, once.
The guards stop mistakes. Whoever may take guards away is not stopped, but found out: see verifying.py.
"""

from django.db import connections

from seslip.audit.models import Block, Event, Seal

EVENTS, SEALS, BLOCKS = (model._meta.db_table for model in (Event, Seal, Block))
TABLES = (EVENTS, SEALS, BLOCKS)
_SAID_ONCE = "dropped_at"
_FIXED = ", ".join(field.column for field in Block._meta.fields if field.column != _SAID_ONCE)
_WORDS = "The record is only added to."
_DROPPED = f"SELECT 1 FROM {BLOCKS} b WHERE b.dropped_at IS NOT NULL AND b.number ="  # noqa: S608
_ITS_BLOCK = f"SELECT block_id FROM {SEALS} WHERE event_id = OLD.id"  # noqa: S608

# Name, when, table, and the condition under which it is refused.
_SQLITE = [
    ("event_change", "UPDATE", EVENTS, "TRUE"),
    ("event_again", "INSERT", EVENTS, f"EXISTS (SELECT 1 FROM {EVENTS} e WHERE e.id = NEW.id)"),  # noqa: S608
    (
        "event_delete",
        "DELETE",
        EVENTS,
        f"NOT EXISTS ({_DROPPED} ({_ITS_BLOCK}))",
    ),
    ("seal_change", "UPDATE", SEALS, "TRUE"),
    ("seal_delete", "DELETE", SEALS, f"NOT EXISTS ({_DROPPED} OLD.block_id)"),
    ("block_change", f"UPDATE OF {_FIXED}", BLOCKS, "TRUE"),
    ("block_dropped_again", f"UPDATE OF {_SAID_ONCE}", BLOCKS, "OLD.dropped_at IS NOT NULL"),
    ("block_delete", "DELETE", BLOCKS, "TRUE"),
]

_POSTGRESQL_FUNCTION = f"""CREATE OR REPLACE FUNCTION audit_refused() RETURNS trigger AS $$ BEGIN
IF TG_OP = 'DELETE' AND TG_TABLE_NAME = '{EVENTS}' THEN
    IF EXISTS ({_DROPPED} ({_ITS_BLOCK})) THEN RETURN OLD; END IF;
ELSIF TG_OP = 'DELETE' AND TG_TABLE_NAME = '{SEALS}' THEN
    IF EXISTS ({_DROPPED} OLD.block_id) THEN RETURN OLD; END IF;
END IF;
RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql"""  # noqa: S608
_POSTGRESQL = [
    *((f"{table}_emptied", "TRUNCATE", table, "FOR EACH STATEMENT") for table in TABLES),
    ("event_guard", "UPDATE OR DELETE", EVENTS, "FOR EACH ROW"),
    ("seal_guard", "UPDATE OR DELETE", SEALS, "FOR EACH ROW"),
    ("block_guard", f"DELETE OR UPDATE OF {_FIXED}", BLOCKS, "FOR EACH ROW"),
    (
        "block_dropped_again",
        f"UPDATE OF {_SAID_ONCE}",
        BLOCKS,
        "FOR EACH ROW WHEN (OLD.dropped_at IS NOT NULL)",
    ),
]


def guard(using: str = "default", **kwargs) -> None:
    """(Re)create every guard. Safe to repeat; runs after each migrate."""
    connection = connections[using]
    if not set(TABLES) <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in [*lifting(connection.vendor), *_guards(connection.vendor)]:
            cursor.execute(statement)


def lifting(vendor: str) -> list[str]:
    """What takes the guards away: for tests that empty every table, and for those that play the attacker."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS audit_{name}" for name, *_ in _SQLITE]
    return [f"DROP TRIGGER IF EXISTS audit_{name} ON {table}" for name, _, table, _ in _POSTGRESQL]


def _guards(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER audit_{name} BEFORE {when} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
            for name, when, table, condition in _SQLITE
        ]
    return [
        _POSTGRESQL_FUNCTION,
        *(
            f"CREATE TRIGGER audit_{name} BEFORE {when} ON {table} {how} EXECUTE FUNCTION audit_refused()"
            for name, when, table, how in _POSTGRESQL
        ),
    ]
