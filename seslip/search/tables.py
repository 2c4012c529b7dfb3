"""What each database needs to find words: made after every migrate, safe to repeat."""

from django.db import connections

from seslip.search.models import SearchEntry

# External content: the words stand once, in the entries; the triggers keep the index in step with them.
# Django remakes a table on SQLite to change it, and the triggers go with the old one.
SQLITE_TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS search_full_text USING fts5(
    title, body, content='search_searchentry', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2')"""
_PUT = "INSERT INTO search_full_text(rowid, title, body) VALUES (new.id, new.title, new.body);"
_TAKE = """INSERT INTO search_full_text(search_full_text, rowid, title, body)
    VALUES ('delete', old.id, old.title, old.body);"""
SQLITE_TRIGGERS = {
    "search_put": f"AFTER INSERT ON search_searchentry BEGIN {_PUT} END",
    "search_take": f"AFTER DELETE ON search_searchentry BEGIN {_TAKE} END",
    "search_change": f"AFTER UPDATE ON search_searchentry BEGIN {_TAKE} {_PUT} END",
}
SQLITE_REBUILD = "INSERT INTO search_full_text(search_full_text) VALUES ('rebuild')"

# English stems, no stop words (IT and AI are words), no accents; only letters and digits make a word.
_STEMS = """CREATE TEXT SEARCH DICTIONARY search_stems (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION search_words (COPY = english);
ALTER TEXT SEARCH CONFIGURATION search_words
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, search_stems"""
_VECTOR = """setweight(
    to_tsvector('search_words', regexp_replace({column}, '[^[:alnum:]]+', ' ', 'g')), '{weight}')"""
POSTGRESQL_COLUMN = f"""ALTER TABLE search_searchentry ADD COLUMN IF NOT EXISTS vector tsvector
    GENERATED ALWAYS AS ({_VECTOR.format(column="title", weight="A")}
    || {_VECTOR.format(column="body", weight="D")}) STORED"""
POSTGRESQL_INDEX = "CREATE INDEX IF NOT EXISTS search_vector ON search_searchentry USING gin (vector)"


def make_tables(using: str = "default", **kwargs) -> None:
    connection = connections[using]
    if SearchEntry._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _make_on_sqlite(cursor)
        else:
            _make_on_postgresql(cursor)


def _make_on_sqlite(cursor) -> None:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    if SQLITE_TRIGGERS.keys() <= {name for [name] in cursor.fetchall()}:
        return
    cursor.execute(SQLITE_TABLE)
    for name, body in SQLITE_TRIGGERS.items():
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"CREATE TRIGGER {name} {body}")
    cursor.execute(SQLITE_REBUILD)


def _make_on_postgresql(cursor) -> None:
    cursor.execute("SELECT to_regclass('search_vector')")
    if cursor.fetchone()[0]:
        return
    cursor.execute("CREATE EXTENSION IF NOT EXISTS unaccent")
    cursor.execute("SELECT 1 FROM pg_ts_config WHERE cfgname = 'search_words'")
    if not cursor.fetchone():
        cursor.execute(_STEMS)
    cursor.execute(POSTGRESQL_COLUMN)
    cursor.execute(POSTGRESQL_INDEX)
