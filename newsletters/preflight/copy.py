"""What the pre-flight reads: an Update as it would go out, free of the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from .reading import Reading, read, read_plain

INTRODUCTION = "introduction"


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
        return {passage.field: passage for passage in self.passages if passage.where == where}

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
