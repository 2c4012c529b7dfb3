"""Addresses that cannot work as they are written, or are not secure; nothing is fetched."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from .copy import INTRODUCTION, LinkCopy, Passage, UpdateCopy
from .findings import Finding, FindingKind

TYPED_ADDRESS = re.compile(r"(?<![\w/@.])(?:[a-z]{3,6}:/*|www\.)[^\s<>“”]+", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
WORKS = {"https", "mailto", "tel"}


def what_is_wrong(href: str | None) -> str | None:
    """In words that finish "The address …"; None when nothing is."""
    address = (href or "").strip()
    if not address or address.startswith("#"):
        return "leads nowhere"
    if re.search(r"\s|%20$", address):
        return "has a space in it"
    if not SCHEME.match(address):
        return None if address.startswith("/") else "does not begin with https://"
    return _wrong_with_whole(address)


def _wrong_with_whole(address: str) -> str | None:
    scheme = address.partition(":")[0].lower()
    if scheme == "http" and address.lower().startswith("http://"):
        return "begins with http://, which is not secure"
    if scheme not in WORKS or (scheme == "https" and not re.match(r"https://[^/]", address, re.IGNORECASE)):
        return "does not begin with https:// as it should"
    if scheme == "mailto":
        return (
            None
            if re.fullmatch(r"mailto:[^@\s]+@[^@\s]+\.[^@\s.]+", address, re.IGNORECASE)
            else "is no e-mail address"
        )
    return _wrong_with_web_address(address) if scheme == "https" else None


def _wrong_with_web_address(address: str) -> str | None:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", host):
        return "is not a web address"
    if address[-1] in ".,;:!" or address.count("(") < address.count(")"):
        return f"ends with “{address[-1]}”, which is not part of it"
    return None


def bad_links(copy: UpdateCopy) -> Iterator[Finding]:
    for passage in copy.passages:
        for link in passage.reading.links:
            wrong = what_is_wrong(link.href)
            if wrong:
                yield _finding(
                    passage, link.text or link.href or "a link without words", link.start, link.href, wrong
                )
        yield from _typed_addresses(passage)
    for tool in copy.tools:
        wrong = tool.url and what_is_wrong(tool.url)
        if wrong:
            yield _finding(copy.of(tool.key)["description"], tool.url, 0, tool.url, wrong)


def _typed_addresses(passage: Passage) -> Iterator[Finding]:
    """An address typed as words, not made a link: without https:// it opens nothing where it stands."""
    for match in TYPED_ADDRESS.finditer(passage.text):
        address = match[0].rstrip(".,;:!?)’'\"")
        is_address = "." in address and (address.lower().startswith("www.") or "/" in address)
        wrong = what_is_wrong(address) if is_address and not passage.reading.link_at(match.start()) else None
        if wrong:
            yield _finding(passage, address, match.start(), address, wrong)


def _finding(passage: Passage, words: str, start: int, href: str | None, wrong: str) -> Finding:
    return Finding(
        FindingKind.LINK,
        passage.where,
        words,
        f"The address of “{words}” {wrong}." if words != href else f"The address {words} {wrong}.",
        "Open the page in a browser and paste its whole address, from https:// on, as the link.",
        (passage.order, start),
    )


def restricted_links(copy: UpdateCopy) -> Iterator[Finding]:
    """A public item must not send everybody to a document that most may not open."""
    for where, is_public, links in [
        (INTRODUCTION, True, copy.links),
        *((item.key, item.is_public, item.links) for item in copy.items),
    ]:
        yield from (
            _restricted(copy, where, link) for link in links if is_public and link.target_is_restricted
        )


def _restricted(copy: UpdateCopy, where: str, link: LinkCopy) -> Finding:
    passages = copy.of(where).values()
    passage = next((each for each in passages if link.text in each.text), next(iter(passages)))
    return Finding(
        FindingKind.RESTRICTED,
        where,
        link.text,
        f"Everybody reads this item, but not everybody may open “{link.text}”.",
        "Restrict the item to the same people, or take the link out and say whom to ask.",
        (passage.order, max(passage.text.find(link.text), 0)),
    )
