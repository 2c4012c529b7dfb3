"""A page of results: only what this person may see, in counts, titles and snippets alike."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from seslip.search import matching
from seslip.search.asked import phrases
from seslip.search.kinds import Kind, kinds
from seslip.search.models import SearchEntry

PER_PAGE = 20


@dataclass(frozen=True)
class Result:
    title: SafeString
    snippet: SafeString
    url: str
    day: dt.date | None
    kind: str


@dataclass(frozen=True)
class Choice:
    """A kind that can be shown alone. `count` is None where there is more than is counted."""

    name: str
    label: str
    count: int | None


class Results:
    """What one person finds with these words; `kind` is the name of one kind, or empty for all."""

    def __init__(self, words: str, user, kind: str = ""):
        self.words = words
        self.user = user
        self.kind = next((known for known in kinds() if known.name == kind), None)
        self.says_something = bool(phrases(words))

    @cached_property
    def _of_every_kind(self) -> list[tuple[int, str]]:
        return self._ranked(kinds())

    @cached_property
    def _shown(self) -> list[tuple[int, str]]:
        return self._ranked([self.kind]) if self.kind else self._of_every_kind

    def _ranked(self, wanted: list[Kind]) -> list[tuple[int, str]]:
        entries = matching.found(self.words).filter(matching.visible_to(self.user, wanted))
        return matching.newest_ranked(self.words, entries)

    @property
    def count(self) -> int:
        return len(self._shown)

    @property
    def are_more(self) -> bool:
        """There may be older ones that were not ranked."""
        return self.count == matching.MOST

    def choices(self) -> list[Choice]:
        counts = Counter(kind for _, kind in self._of_every_kind)
        uncounted = counts.total() == matching.MOST
        return [
            Choice(kind.name, kind.many, None if uncounted else counts[kind.name])
            for kind in kinds()
            if counts[kind.name] or uncounted
        ]

    def page(self, number) -> Page:
        """One page, its entries turned into results."""
        page = Paginator([pk for pk, _ in self._shown], PER_PAGE).get_page(number)
        marked = matching.with_marks(self.words, page.object_list)
        page.object_list = [_result(marked[pk]) for pk in page.object_list if pk in marked]
        return page


def _result(entry: SearchEntry) -> Result:
    kind = next(kind.one for kind in kinds() if kind.name == entry.kind)
    return Result(_marked(entry.marked_title), _marked(entry.snippet), entry.url, entry.day, kind)


def _marked(words: str) -> SafeString:
    """Escaped first; then the marks become the only tags there are."""
    start, stop = matching.MARKS
    return mark_safe(escape(words).replace(start, "<mark>").replace(stop, "</mark>"))  # noqa: S308
