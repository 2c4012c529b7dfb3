"""What the reader of old Updates hands over: plain values, nothing of the database."""

import datetime
from dataclasses import dataclass, field


class UnreadableFile(ValueError):
    """A file that cannot be read at all; the message is a sentence for whoever brought it."""


@dataclass(frozen=True)
class Note:
    """A line that went into no field, or one that did but is uncertain: for the report."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Placed:
    """Where one line of the source went: a field such as "items[2].update", or "notes"."""

    line: int
    text: str
    field: str


@dataclass
class ParsedItem:
    programme: str = ""
    update: str = ""
    action: str = ""
    lines: list[int] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)


@dataclass
class ParsedTool:
    title: str
    html: str
    url: str = ""
    publisher: str = ""
    published: datetime.date | None = None
    published_text: str = ""


@dataclass
class ParsedContact:
    responsibility: str = ""
    name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class ParsedMedia:
    """A picture or file the source points at; `url` as written there."""

    url: str
    title: str = ""


@dataclass
class ParsedUpdate:
    number: int | None = None
    date: datetime.date | None = None
    slug: str = ""
    introduction: str = ""
    items: list[ParsedItem] = field(default_factory=list)
    reminders: list[ParsedItem] = field(default_factory=list)
    tools: list[ParsedTool] = field(default_factory=list)
    contacts: list[ParsedContact] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    media: list[ParsedMedia] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    address: str = ""
    old_id: int | None = None
    was_public: bool = True

    def is_update(self) -> bool:
        """A number, a date and something to read: less than that is some other page."""
        return bool(self.number and self.date and (self.items or self.reminders))


@dataclass
class ParsedFile:
    """One file: a page holds one Update, a WordPress export many, with its media."""

    name: str
    updates: list[ParsedUpdate] = field(default_factory=list)
    media: list[ParsedMedia] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
