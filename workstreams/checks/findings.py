"""What a check is, what it looked at, and what it found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that is not right: where, in a sentence, and the figures where there are any."""

    code: str
    place: str
    words: str
    stated: str = ""
    found: str = ""


@dataclass(frozen=True)
class Check:
    """A check by its code and its title; `run` takes the copy and answers with what was Checked."""

    code: str
    title: str
    run: Callable[[Any], "Looked"]


@dataclass(frozen=True)
class Looked:
    """What a check looked at, in a sentence with figures, and what it found there."""

    at: str
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Checked:
    """A check that has run."""

    check: Check
    looked_at: str
    findings: list[Finding]


def run(checks: list[Check], copy: Any) -> list[Checked]:
    looked = ((check, check.run(copy)) for check in checks)
    return [Checked(check, each.at, each.findings) for check, each in looked]


def count(number: int, one: str, many: str = "") -> str:
    """ "1 line", "35 lines"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
