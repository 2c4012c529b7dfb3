"""The rows of a list of workstreams."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from seslip import registry
from workstreams.filters import with_status
from workstreams.models import Group, ProgressNote, Sponsorship, Workstream


@dataclass(frozen=True)
class Row:
    """A workstream with its sponsors, how it stands, and what other areas say, such as its money."""

    workstream: Workstream
    sponsors: str
    status: str
    words: list[str]


def rows_of(workstreams, user) -> list[Row]:
    """The rows of these workstreams; the same number of queries for any number of them."""
    current = Sponsorship.objects.current().only("workstream", "name", "position")
    lines = with_status(workstreams, user).select_related("plan", "group").defer("purpose")
    lines = list(lines.prefetch_related(Prefetch("sponsorships", current, to_attr="sponsors_today")))
    said = [offer(lines, user) for offer in registry.offered("workstream list")]
    return [_row(line, [words[line.pk] for words in said if line.pk in words]) for line in lines]


def by_group(rows: list[Row], groups: list[Group]) -> list[tuple[Group, list[Row]]]:
    """Groups in their order, each with its rows; groups without any are left out."""
    sorted_rows = defaultdict(list)
    for row in rows:
        sorted_rows[row.workstream.group_id].append(row)
    return [(group, sorted_rows[group.pk]) for group in groups if group.pk in sorted_rows]


def _row(line: Workstream, words: list[str]) -> Row:
    status = ProgressNote.Status(line.status).label if line.status else ""
    sponsors = ", ".join(sponsor.name for sponsor in line.sponsors_today)
    return Row(line, sponsors, status, words)
