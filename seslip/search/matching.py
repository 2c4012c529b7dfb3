"""Finding words, on SQLite and on PostgreSQL. Querysets come in already narrowed to whoever asks."""

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, SearchVectorField
from django.db import connection, models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value

from seslip.search.asked import phrases, spellings
from seslip.search.kinds import Kind, kind_of
from seslip.search.models import SearchEntry

# Beyond so many, the order among the rest helps nobody: the newest are ranked, and the page says so.
MOST = 500
MARKS = ("\x02", "\x03")
CONFIG = "search_words"


def matching(queryset: QuerySet, words: str) -> QuerySet:
    """Those of the queryset that have these words, by what search knows of their kind."""
    entries = found(words).filter(kind=kind_of(queryset.model).name)
    return queryset.filter(pk__in=entries.values("object_id"))


def found(words: str) -> QuerySet[SearchEntry]:
    """Entries with all of these words, whoever may see them; none for words that say nothing."""
    asked = phrases(words)
    if not asked:
        return SearchEntry.objects.none()
    if connection.vendor == "sqlite":
        return SearchEntry.objects.filter(full_text__words__match=_sqlite_query(asked))
    return SearchEntry.objects.filter(Q(InVector(Vector("pk"), _postgresql_query(asked))))


def visible_to(user, kinds: list[Kind]) -> Q:
    """Entries of things this person may find: each kind asks its own model, in the same statement."""
    return reduce(or_, (_of_kind(kind, user) for kind in kinds), Q(pk__in=[]))


def _of_kind(kind: Kind, user) -> Q:
    return Q(Exists(kind.visible_to(user).filter(pk=OuterRef("object_id"))), kind=kind.name)


def newest_ranked(words: str, entries: QuerySet[SearchEntry]) -> list[tuple[int, str]]:
    """Number and kind of the newest of `found(words)`, best first; words in a title count most."""
    newest = entries.annotate(rank=_rank(words)).order_by(_newest_first())
    found_ones = newest.values_list("rank", "pk", "kind")[:MOST]
    return [(pk, kind) for _, pk, kind in sorted(found_ones, key=lambda one: (one[0], -one[1]))]


def with_marks(words: str, pks: list[int]) -> dict[int, SearchEntry]:
    """These entries with `marked_title` and `snippet`, found words between marks; for one page."""
    if connection.vendor == "sqlite":
        entries = found(words).alias(row=_row_by_row()).filter(row__in=pks).annotate(**_sqlite_marks())
    else:
        entries = SearchEntry.objects.filter(pk__in=pks).annotate(**_postgresql_marks(phrases(words)))
    return {entry.pk: entry for entry in entries.defer("body")}


def _rank(words: str):
    """The less, the better."""
    if connection.vendor == "sqlite":
        return Func(F("full_text__words"), 5.0, 1.0, function="bm25", output_field=models.FloatField())
    return -SearchRank(Vector("pk"), _postgresql_query(phrases(words)), normalization=1)


def _newest_first():
    if connection.vendor == "sqlite":
        return RowId("full_text__words").desc()
    return F("pk").desc()


# SQLite


@models.TextField.register_lookup
class Match(models.Lookup):
    """MATCH on the hidden column of a full-text table."""

    lookup_name = "match"

    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} MATCH {right}", [*left_params, *right_params]


def _sqlite_query(asked: list[str]) -> str:
    """Strings in quotes, which SQLite parts into words itself; they hold letters, digits and spaces."""
    alternatives = (" OR ".join(f'"{written}"' for written in spellings(phrase)) for phrase in asked)
    return " AND ".join(f"({either})" for either in alternatives)


class RowId(Func):
    """The number of a row of the full-text table, which it can hand out in order without sorting."""

    output_field = models.BigIntegerField()

    def as_sql(self, compiler, connection, **extra):
        return f"{compiler.quote_name_unless_alias(self.source_expressions[0].alias)}.rowid", []


def _row_by_row():
    """The plus keeps SQLite from looking each row up by itself, which costs it a search of its own."""
    return Func(RowId("full_text__words"), template="+%(expressions)s", output_field=models.BigIntegerField())


def _sqlite_marks() -> dict:
    return {
        "marked_title": _auxiliary("highlight", 0, *MARKS),
        "snippet": _auxiliary("snippet", 1, *MARKS, "…", 30),
    }


def _auxiliary(function: str, *arguments) -> Func:
    values = map(Value, arguments)
    return Func(F("full_text__words"), *values, function=function, output_field=models.TextField())


# PostgreSQL


class Vector(Func):
    """The column of stems that PostgreSQL makes of title and body."""

    output_field = SearchVectorField()

    def as_sql(self, compiler, connection, **extra):
        alias = compiler.quote_name_unless_alias(self.source_expressions[0].alias)
        return f"{alias}.vector", []


class InVector(Func):
    """That column holds what was asked for."""

    template = "%(expressions)s"
    arg_joiner = " @@ "
    output_field = models.BooleanField()
    conditional = True


def _postgresql_query(asked: list[str]) -> SearchQuery:
    return reduce(and_, (reduce(or_, map(_phrase, spellings(phrase))) for phrase in asked))


def _phrase(words: str) -> SearchQuery:
    return SearchQuery(words, config=CONFIG, search_type="phrase")


def _postgresql_marks(asked: list[str]) -> dict:
    marks = {"start_sel": MARKS[0], "stop_sel": MARKS[1], "config": CONFIG}
    query = _postgresql_query(asked)
    return {
        "marked_title": SearchHeadline("title", query, highlight_all=True, **marks),
        "snippet": SearchHeadline("body", query, max_words=30, min_words=12, **marks),
    }
