"""The checks of a plan, in the order they are shown. Other areas add theirs, see proof.py."""

from workstreams.checks import counts, pointing, sponsors, wording
from workstreams.checks.findings import Check, Checked, run
from workstreams.copies import PlanCopy

CHECKS = [
    Check("group-count", "Groups have as many lines as their headings say", counts.group_counts),
    Check("groups-listed", "The text lists the groups as the table has them", counts.groups_listed),
    Check("group-count-in-text", "The text says rightly how many a group has", counts.networks),
    Check("workstream-total", "There are as many workstreams as the plan says", counts.totals),
    Check("line-number", "Every line stands once, in one group, in its place", counts.line_numbers),
    Check("numbering", "Sections, paragraphs and tables are numbered in order", counts.numbering),
    Check("reference-resolves", "Whatever is pointed to is there", pointing.resolved),
    Check("reference-name", "Names stand beside the numbers of their lines", pointing.named),
    Check("reference-returned", "References from line to line are returned", pointing.returned),
    Check("reference-direction", "Above is above, and below is below", pointing.direction),
    Check("sponsor-post", "Every line has a sponsor, in a post that there is", sponsors.labels),
    Check("two-holders", "A post at a council has one holder", sponsors.one_holder),
    Check("two-councils", "A person is of one council throughout", sponsors.one_council),
    Check("name-spelling", "Names of people are spelt in one way", sponsors.spellings),
    Check("listed-count", "Lists of councils have as many names as they say", counts.lists_of_councils),
    Check("councils-in-all", "There are as many councils in all wherever it is said", counts.all_councils),
    Check("year", "Captions and heads are of the right year", wording.years),
    Check("abbreviation", "Abbreviations are spelt in one way", wording.abbreviations),
    Check("stated-change", "Stated changes are those of the figures", wording.percentages),
    Check("breaks-off", "No text breaks off", wording.broken_off),
]


def check_all(copy: PlanCopy) -> list[Checked]:
    return run(CHECKS, copy)
