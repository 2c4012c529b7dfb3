from .copy import UpdateCopy
from .councils import misspelt_councils
from .counts import miscounted_lists
from .days import passed, to_be_announced, unwatched_deadlines, wrong_weekday
from .details_below import details_below
from .findings import Finding
from .headlines import used_headlines
from .links import bad_links, restricted_links
from .people import misspelt_people
from .pointers import pointers

RULES = [
    details_below,
    passed,
    wrong_weekday,
    to_be_announced,
    pointers,
    bad_links,
    restricted_links,
    used_headlines,
    unwatched_deadlines,
    misspelt_councils,
    misspelt_people,
    miscounted_lists,
]


def check(copy: UpdateCopy) -> list[Finding]:
    """Everything worth a look before this goes out, in the order of the text."""
    findings = [finding for rule in RULES for finding in rule(copy)]
    return sorted(findings, key=lambda finding: finding.position)
