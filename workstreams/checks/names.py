"""Telling whether a title is meant by the words that name it."""

import re

_SMALL = {
    "and",
    "the",
    "for",
    "of",
    "to",
    "from",
    "network",
    "networks",
    "south",
    "east",
    "regional",
    "support",
}
_SMALL |= {"project", "programme", "line", "lines", "with", "development"}


def stems(text: str) -> set[str]:
    """The beginnings of its words, without those that any title may have: "Hub" is found in "Hubs"."""
    return {word[:4] for word in re.findall(r"\w{3,}", text.lower()) if word not in _SMALL}
