"""Nobody is in two places on one day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Meeting:
    """A group's challenge day."""

    group: int
    day: dt.date | None
    councils: frozenset[int]


def double_booked(
    meetings: Iterable[Meeting], leaders: Mapping[int, frozenset[int]]
) -> dict[frozenset[int], frozenset[int]]:
    """The groups that meet on one day and need the same person, and the councils that person leads there."""
    places = defaultdict(dict)
    for meeting in meetings:
        for council in meeting.councils if meeting.day else ():
            for leader in leaders.get(council, ()):
                places[leader, meeting.day].setdefault(meeting.group, set()).add(council)
    clashes: dict[frozenset[int], frozenset[int]] = {}
    for groups in places.values():
        if len(groups) > 1:
            key = frozenset(groups)
            clashes[key] = clashes.get(key, frozenset()).union(*groups.values())
    return clashes
