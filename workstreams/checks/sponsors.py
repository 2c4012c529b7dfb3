"""Who stands for the lines: the statements are whole, and a person or a post is not in two places."""

import re
from collections import defaultdict
from collections.abc import Iterator
from os.path import commonprefix

from workstreams.checks.findings import Finding, Looked, count
from workstreams.checks.first_names import FIRST_NAMES
from workstreams.copies import PlanCopy, Sponsor
from workstreams.councils import parted

POSTS = ("DCS", "Lead Member", "Chief Executive")
# "Kevin McDaniel (DCS, Windsor and Maidenhead)", as members of a group are listed in the text.
_MEMBER = re.compile(
    r"(?P<name>(?:Cllr )?[A-Z][a-z]+ [A-Z][A-Za-z’']+) \((?P<post>[^,()]+), (?P<where>[^()]+?)\)"
)
_CHAIR = re.compile(r",\s+in the chair$")


def labels(copy: PlanCopy) -> Looked:
    """Every sponsor has a post that there is, and every whole line a sponsor."""
    sponsors = _sponsors(copy)
    findings = [
        Finding(
            code="sponsor-post",
            place=f"Line {number}",
            words=f"“{sponsor.post} Sponsor”: there is no such post; {_likeliest(sponsor.post)} is meant.",
            stated=sponsor.post,
        )
        for number, sponsor in sponsors
        if sponsor.post not in POSTS
    ]
    findings += [
        Finding(code="no-sponsor", place=f"Line {line.number}", words="No sponsor is named.")
        for line in copy.lines
        if not line.sponsors and not line.points_to
    ]
    return Looked(f"{count(len(sponsors), 'sponsor')} of {count(len(copy.lines), 'line')}.", findings)


def _likeliest(post: str) -> str:
    return next((known for known in POSTS if sorted(known) == sorted(post)), "one of " + ", ".join(POSTS))


def _sponsors(copy: PlanCopy) -> list[tuple[int, Sponsor]]:
    return [(line.number, sponsor) for line in copy.lines for sponsor in line.sponsors]


def one_holder(copy: PlanCopy) -> Looked:
    """At a council there is one director: two names for one post need a word, such as "on behalf of"."""
    holders: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, sponsor in _sponsors(copy):
        for council in sponsor.councils:
            holders[sponsor.post, council][sponsor.on_behalf_of or sponsor.name].append(number)
    findings = [
        _two_holders(post, council, names)
        for (post, council), names in holders.items()
        if len(names) > 1 and post in POSTS
    ]
    return Looked(f"{count(len(holders), 'post')} at councils.", findings)


def _two_holders(post: str, council: str, names: dict[str, list[int]]) -> Finding:
    """It stands at the lines of whoever is named least."""
    fewest = min(len(lines) for lines in names.values())
    places = sorted({line for lines in names.values() if len(lines) == fewest for line in lines})
    words = f"{council} has more than one {post}: {' and '.join(names)}."
    place = ", ".join(f"line {number}" for number in places).capitalize()
    return Finding(code="two-holders", place=place, words=words)


def one_council(copy: PlanCopy) -> Looked:
    """A person stands for the same council wherever they are named, in the lines and in the text."""
    named: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    for number, sponsor in _sponsors(copy):
        if sponsor.councils:
            named[sponsor.name].append((f"Line {number}", set(sponsor.councils)))
    for paragraph in copy.paragraphs:
        for match in _MEMBER.finditer(paragraph.text):
            named[match["name"]].append((f"Paragraph {paragraph.number}", _councils(match["where"])))
    findings = [
        Finding(
            code="two-councils",
            place=place,
            words=f"{name} is of {_and(councils)} here, of {_and(places[0][1])} in {places[0][0].lower()}.",
        )
        for name, places in named.items()
        for place, councils in places[1:]
        if not councils & places[0][1]
    ]
    return Looked(f"{count(len(named), 'person', 'people')} named with their council.", findings)


def _councils(where: str) -> set[str]:
    """As two councils, and as the one that "East and West Sussex" may be meant as."""
    where = _CHAIR.sub("", where)
    return {*parted(where), where}


def _and(councils: set[str]) -> str:
    return " and ".join(sorted(councils))


def spellings(copy: PlanCopy) -> Looked:
    """A name is spelt in one way, and a first name is one that there is."""
    places = list(_names(copy))
    names = sorted({name for _, name in places})
    where = {name: place for place, name in reversed(places)}
    findings = [
        Finding(
            code="name-spelling",
            place=where[second],
            words=f"“{second}” is “{first}” in {where[first].lower()}.",
        )
        for index, first in enumerate(names)
        for second in names[index + 1 :]
        if _alike(first, second)
    ]
    findings += [
        Finding(code="name-spelling", place=where[name], words=f"“{name}”: {meant} will be meant.")
        for name in names
        if (meant := _first_name_meant(name))
    ]
    return Looked(f"{count(len(names), 'name')} of people.", findings)


def _names(copy: PlanCopy) -> Iterator[tuple[str, str]]:
    for number, sponsor in _sponsors(copy):
        yield f"Line {number}", sponsor.name
        if sponsor.on_behalf_of:
            yield f"Line {number}", sponsor.on_behalf_of
    for paragraph in copy.paragraphs:
        yield from (
            (f"Paragraph {paragraph.number}", match["name"]) for match in _MEMBER.finditer(paragraph.text)
        )


def _alike(first: str, second: str) -> bool:
    """One letter more, fewer, other, or two that changed places; not where both are short."""
    if min(len(first), len(second)) < 6 or abs(len(first) - len(second)) > 1:
        return False
    same = len(commonprefix([first, second]))
    one, other = first[same:], second[same:]
    swapped = len(one) > 1 and one[:2] == other[1::-1] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped


def _first_name_meant(name: str) -> str:
    """The first name with two letters swapped back; empty where there is nothing wrong."""
    first = name.removeprefix("Cllr ").split(" ")[0]
    if first in FIRST_NAMES:
        return ""
    swaps = (first[:i] + first[i + 1] + first[i] + first[i + 2 :] for i in range(1, len(first) - 1))
    return next((swap for swap in swaps if swap in FIRST_NAMES), "")
