import re
from collections.abc import Iterator

from .copy import UpdateCopy
from .findings import Finding, FindingKind


def used_headlines(copy: UpdateCopy) -> Iterator[Finding]:
    """News of this week under a headline of the last four Updates; a reminder may repeat it."""
    numbers = {_plain(recent.headline): recent.number for recent in sorted(copy.recent)}
    for item in copy.items:
        number = numbers.get(_plain(item.programme))
        if item.section == "this_week" and number and _plain(item.programme):
            yield Finding(
                FindingKind.HEADLINE,
                item.key,
                item.programme,
                f"Update No {number} has had this headline.",
                "Move the item to the reminders, or say in the headline what is new.",
                (copy.of(item.key)["programme"].order, 0),
            )


def _plain(headline: str) -> str:
    return " ".join(re.findall(r"\w+", headline.casefold()))
