"""What the rest of the portal says of a workstream, through the topic it is cited under."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from seslip import registry
from workstreams.models import Workstream


@dataclass(frozen=True)
class Cited:
    """A kind of thing that cites the topic, in words, and the newest of them first."""

    kind: str
    things: list["registry.Citation"]


def citations_of(workstream: Workstream, user) -> list[Cited]:
    """Everything that cites the workstream's topic and this person may see, by kind."""
    if workstream.topic is None:
        return []
    found = [
        citation for offer in registry.offered("citations") for citation in offer(workstream.topic, user)
    ]
    found.sort(key=lambda each: (each.kind, -(each.day or dt.date.min).toordinal()))
    return [Cited(kind, list(things)) for kind, things in groupby(found, key=lambda each: each.kind)]
