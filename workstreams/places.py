"""Councils named in a text, as their names or short forms stand there."""

import re
from dataclasses import dataclass

from seslip.people.models import Organisation

_BETWEEN = re.compile(r"\s*(?:,\s*and|,|and|&)\s+")
# "Kent and Surrey Partnership" and "Kent and Medway (KAM)" are bodies, and no list of councils.
_GOES_ON_AS_A_NAME = re.compile(r"\s+(?:[A-Z]|\()")


@dataclass(frozen=True)
class Run:
    """Councils one after another in a text, and the words from there to the next run."""

    councils: tuple[Organisation, ...]
    after: str


class Places:
    """Knows the councils that ever had a part in the programme; reads them once."""

    def __init__(self):
        councils = Organisation.objects.councils().ever_in_the_programme()
        self._by_name = {form: each for each in councils for form in [each.name, *each.short_forms]}
        longest_first = sorted(self._by_name, key=len, reverse=True)
        self._names = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})\b")

    def named_in(self, text: str) -> list[Organisation]:
        """Each once, in the order of the text; of "West Sussex" not also "Sussex"."""
        found = (self._by_name[match.group()] for match in self._names.finditer(text))
        return list(dict.fromkeys(found))

    def runs_in(self, text: str, *, fewest: int) -> list[Run]:
        """Lists of at least so many councils; the name of a body made up of them is none."""
        if not (runs := self._matches_in_runs(text)):
            return []
        ends = [run[0].start() for run in runs[1:]] + [len(text)]
        return [
            Run(tuple(self._by_name[match.group()] for match in run), text[run[-1].end() : end])
            for run, end in zip(runs, ends, strict=True)
            if len(run) >= fewest and not _GOES_ON_AS_A_NAME.match(text, run[-1].end())
        ]

    def _matches_in_runs(self, text: str) -> list[list[re.Match]]:
        runs: list[list[re.Match]] = []
        for match in self._names.finditer(text):
            between = runs and text[runs[-1][-1].end() : match.start()]
            if between and _BETWEEN.fullmatch(between):
                runs[-1].append(match)
            else:
                runs.append([match])
        return runs
