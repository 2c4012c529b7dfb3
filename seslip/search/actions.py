"""Keeping what can be found in step with what there is, in the transaction that changes it."""

from collections.abc import Iterable

from django.db import models, transaction

from seslip.search.kinds import Kind, kind_of, kinds
from seslip.search.matching import MARKS
from seslip.search.models import SearchEntry

_BATCH = 500
_DROPPED = dict.fromkeys(map(ord, ("\x00", *MARKS)))
_REPLACED = ["title", "body", "url", "day"]


@transaction.atomic
def index(things: Iterable[models.Model]) -> int:
    """Let these things, all of one kind, be found by their words as they are now."""
    entries = [_entry(kind_of(type(thing)), thing) for thing in things]
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=_REPLACED,
    )
    return len(entries)


def forget(things: models.QuerySet) -> None:
    """These things are no longer found: they have been replaced or are no more."""
    kind = kind_of(things.model)
    SearchEntry.objects.filter(kind=kind.name, object_id__in=things.values("pk")).delete()


@transaction.atomic
def rebuild() -> dict[str, int]:
    """Everything afresh, oldest first, so that the newest have the highest numbers. How many of each kind."""
    SearchEntry.objects.all().delete()
    entries = [_entry(kind, thing) for kind in kinds() for thing in kind.everything()]
    entries.sort(key=lambda entry: (entry.day is not None, entry.day))
    SearchEntry.objects.bulk_create(entries, batch_size=_BATCH)
    return {kind.many: sum(entry.kind == kind.name for entry in entries) for kind in kinds()}


def _entry(kind: Kind, thing: models.Model) -> SearchEntry:
    words = kind.words_of(thing)
    return SearchEntry(
        kind=kind.name,
        object_id=thing.pk,
        title=_clean(words.title)[:300],
        body=_clean(words.body),
        url=words.url,
        day=words.day,
    )


def _clean(words: str) -> str:
    """One line, without the marks that stand round found words later and what PostgreSQL cannot keep."""
    return " ".join(words.translate(_DROPPED).split())
