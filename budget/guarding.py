"""What the database itself refuses, whoever asks: code, admin, or a hand at its prompt.

Entries and postings are only added. A posting stays in one fund, a restricted fund is spent through projects
of its own, and a closed book takes nothing more.
"""

from django.db import connections

_FUND = "(SELECT fund_id FROM budget_account WHERE id = NEW.{0}_id)"
_CLOSED = "EXISTS (SELECT 1 FROM budget_bookyear b WHERE b.id = {0} AND b.closed_on IS NOT NULL)"
_ITS_BOOK = "(SELECT book_year_id FROM budget_entry WHERE id = NEW.entry_id)"
_RESTRICTED = "EXISTS (SELECT 1 FROM budget_fund f WHERE f.id = NEW.fund_id AND f.is_restricted)"
_PROJECTS_FUND = "(SELECT fund_id FROM budget_project WHERE id = NEW.project_id)"
_ADDED = "The ledger is only added to."
_CLOSED_WORDS = "The book of that year is closed."

# Name, when, table, the condition under which it is refused, and the words.
GUARDS = [
    ("entry_change", "UPDATE", "budget_entry", "TRUE", _ADDED),
    ("entry_delete", "DELETE", "budget_entry", "TRUE", _ADDED),
    ("entry_closed", "INSERT", "budget_entry", _CLOSED.format("NEW.book_year_id"), _CLOSED_WORDS),
    ("posting_change", "UPDATE", "budget_posting", "TRUE", _ADDED),
    ("posting_delete", "DELETE", "budget_posting", "TRUE", _ADDED),
    ("posting_closed", "INSERT", "budget_posting", _CLOSED.format(_ITS_BOOK), _CLOSED_WORDS),
    (
        "posting_fund",
        "INSERT",
        "budget_posting",
        f"{_FUND.format('source')} <> {_FUND.format('target')}",
        "Money stays in its fund.",
    ),
    ("account_change", "UPDATE", "budget_account", "TRUE", "An account stays what it is."),
    (
        "account_purpose",
        "INSERT",
        "budget_account",
        f"(NEW.kind = 'line' AND {_RESTRICTED}) "  # noqa: S608
        f"OR (NEW.kind = 'project' AND {_PROJECTS_FUND} <> NEW.fund_id)",
        "A restricted fund is spent through projects of its own.",
    ),
    (
        "fund_change",
        "UPDATE OF is_restricted",
        "budget_fund",
        "OLD.is_restricted <> NEW.is_restricted AND EXISTS "
        "(SELECT 1 FROM budget_account a WHERE a.fund_id = OLD.id)",
        "A fund with money stays restricted or free.",
    ),
    (
        "project_change",
        "UPDATE OF fund_id, line_id",
        "budget_project",
        "(OLD.fund_id <> NEW.fund_id OR OLD.line_id <> NEW.line_id) AND EXISTS "
        "(SELECT 1 FROM budget_account a WHERE a.project_id = OLD.id)",
        "A project with money stays in its fund and on its line.",
    ),
    (
        "book_reopened",
        "UPDATE OF closed_on",
        "budget_bookyear",
        "OLD.closed_on IS NOT NULL",
        "A closed book stays closed.",
    ),
]
TABLES = {table for _, _, table, _, _ in GUARDS}


def guard(using: str = "default", **kwargs) -> None:
    """(Re)create every guard. Safe to repeat; runs after each migrate."""
    connection = connections[using]
    if not set(connection.introspection.table_names()) >= TABLES:
        return
    with connection.cursor() as cursor:
        for statement in [*lifting(connection.vendor), *_guards(connection.vendor)]:
            cursor.execute(statement)


def lifting(vendor: str) -> list[str]:
    """What takes the guards away: for tests that empty every table."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS budget_{name}" for name, *_ in GUARDS]
    return [f"DROP TRIGGER IF EXISTS budget_{name} ON {table}" for name, _, table, *_ in GUARDS]


def _guards(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER budget_{name} BEFORE {when} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for name, when, table, condition, words in GUARDS
        ]
    return [statement for each in GUARDS for statement in _postgresql(*each)]


def _postgresql(name: str, when: str, table: str, condition: str, words: str) -> list[str]:
    """A condition that asks other tables stands in a function: a trigger's own WHEN may not."""
    function = (
        f"CREATE OR REPLACE FUNCTION budget_{name}() RETURNS trigger AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {'OLD' if when == 'DELETE' else 'NEW'}; END $$ LANGUAGE plpgsql"
    )
    trigger = (
        f"CREATE TRIGGER budget_{name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION budget_{name}()"
    )
    return [function, trigger]
