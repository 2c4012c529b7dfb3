"""What areas offer one another without importing each other.

An area registers in its AppConfig.ready(); others ask here. One list an occasion:

- menu: entries of the site's menu, each a predicate over the person
- searchable: kinds of content the search page knows
- asks: what is asked of a person, for the front page: callables that take the person and answer with Asks
- front: parts of the front page: callables that take the person and answer with a Part, or None
- admin index: parts of the admin's first page: callables that take the request and answer with a dict
- public pages read: models, as "app.Model", whose every change makes the pages kept ready out of date
- job: handlers, each of one kind of slow work
- second step: predicates over a person: whether they must pass the second step when they sign in
- post handed over: callables that take the appointments `old` and `new`, and `by`
- demonstration: callables that add an area's made-up things and answer with lines to print
- edition published, edition goes out: callables that take the edition, each time and the first time
- citations: callables that take a topic and the person, and answer with the Citations that person may see
- plan brought in: callables that take `plan`, the `copy` of its document and `by`
- plan begun: callables that take `plan`, the plan it `follows`, its `lines` by number and `by`
- plan table: pairs of the name of a table and a callable that takes the plan and answers with heads and rows
- plan checks: callables that take a copy of the plan and answer with what was Checked
- workstream parts: callables that take the workstream and the person and answer with a Part, or None
- workstream list: callables that take workstreams and the person and answer with words by workstream
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ask:
    """Something a person is asked to do: its words, where to do it, and until which day."""

    words: str
    address: str
    by_when: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page that an area draws: its template, and what that finds under `part`."""

    template: str
    part: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Citation:
    """Something that cites a topic: what kind of thing, its words, its address, and of which day it is."""

    kind: str
    words: str
    address: str
    day: dt.date | None = None


_offers: dict[str, list[Any]] = defaultdict(list)


def offer(occasion: str, thing: Any) -> None:
    """Put a thing on offer for an occasion; offering it twice is once."""
    if thing not in _offers[occasion]:
        _offers[occasion].append(thing)


def offered(occasion: str) -> list[Any]:
    return list(_offers[occasion])


def on(occasion: str) -> Callable:
    """`offer`, as a decorator."""

    def remember(thing):
        offer(occasion, thing)
        return thing

    return remember
