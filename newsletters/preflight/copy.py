"""What the pre-flight reads: an Update as it would go out, free of the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from newsletters.dates import FoundDate, find_dates

from .names import Name, names_in
from .reading import Reading, read, read_plain

INTRODUCTION = "introduction"
REACH = 400  # letters: a rule that looked further would take for ever over a page pasted as one sentence


class LinkCopy(NamedTuple):
    text: str
    href: str
    target_is_restricted: bool


class RecentHeadline(NamedTuple):
    number: int
    headline: str
    was_reminder: bool


class ContactCopy(NamedTuple):
    name: str
    responsibility: str = ""


@dataclass(frozen=True)
class ItemCopy:
    key: str
    section: Literal["this_week", "reminders"]
    programme: str
    update: str = ""
    action: str = ""
    expires_on: date | None = None
    is_public: bool = True
    links: list[LinkCopy] = field(default_factory=list)


@dataclass(frozen=True)
class ToolCopy:
    key: str
    title: str
    html: str = ""
    url: str = ""
    is_restricted: bool = False


@dataclass(frozen=True)
class Passage:
    """One field of the text: of the introduction, an item or a tool. They are numbered as they are read."""

    order: int
    where: str
    field: Literal["introduction", "programme", "update", "action", "title", "description"]
    reading: Reading

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def is_of_tool(self) -> bool:
        return self.field in ("title", "description")

    def before(self, offset: int) -> str:
        """The words leading up to this place: as far back as any rule looks."""
        return self.text[max(0, offset - REACH) : offset]

    def after(self, offset: int) -> str:
        return self.text[offset : offset + REACH]


@dataclass(frozen=True)
class UpdateCopy:
    date: date
    introduction: str = ""
    items: list[ItemCopy] = field(default_factory=list)
    tools: list[ToolCopy] = field(default_factory=list)
    contacts: list[ContactCopy] = field(default_factory=list)
    recent: list[RecentHeadline] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    councils: list[str] = field(default_factory=list)  # official names
    links: list[LinkCopy] = field(default_factory=list)  # of the introduction

    @cached_property
    def passages(self) -> list[Passage]:
        return [Passage(order, *each) for order, each in enumerate(self._fields())]

    def of(self, where: str) -> dict[str, Passage]:
        return self._by_place[where]

    def dates_in(self, passage: Passage) -> list[FoundDate]:
        return self._dates[passage.order]

    def names_in(self, passage: Passage) -> list[Name]:
        return self._names[passage.order]

    @cached_property
    def known_people(self) -> list[str]:
        """Those in the contacts first."""
        return [name for name in (*(each.name for each in self.contacts), *self.people) if name.strip()]

    @cached_property
    def _by_place(self) -> dict[str, dict[str, Passage]]:
        places: dict[str, dict[str, Passage]] = {}
        for passage in self.passages:
            places.setdefault(passage.where, {})[passage.field] = passage
        return places

    @cached_property
    def _dates(self) -> list[list[FoundDate]]:
        return [find_dates(passage.text, self.date) for passage in self.passages]

    @cached_property
    def _names(self) -> list[list[Name]]:
        not_people = {name.casefold() for name in self.councils}
        return [list(names_in(passage.text, not_people)) for passage in self.passages]

    def _fields(self) -> Iterator[tuple[str, str, Reading]]:
        yield INTRODUCTION, "introduction", read(self.introduction)
        for item in self.items:
            yield item.key, "programme", read_plain(item.programme)
            yield item.key, "update", read(item.update)
            yield item.key, "action", read(item.action)
        for tool in self.tools:
            title, description = read_plain(tool.title), read(tool.html)
            says_it_all = title.text.rstrip("…") in description.text
            yield tool.key, "title", Reading("") if says_it_all else title
            yield tool.key, "description", description
