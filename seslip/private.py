"""Telephone numbers and e-mail addresses in what is written: found, and taken out for anonymous readers.

Nothing is marked in what is stored: a mark would be lost in the editor, and a number typed later would have
none. They are looked for each time the text goes out, over the words of a whole paragraph, so that one broken
up by emphasis or written with entities is found too. Addresses of teams and councils count as addresses.
"""

import re
from html import unescape

from bs4 import BeautifulSoup, NavigableString, Tag

from seslip.richtext import clean

SHOWN_INSTEAD = "[sign in to see]"
EMAIL = re.compile(
    r"(?:mailto:\s*)?[\w.!#$%&'’*+/=?^`{|}~-]{1,64}\s?(?:@|＠|\s[(\[{]?at[)\]}]?\s|[(\[{]at[)\]}])\s?"
    r"(?:[\w-]{1,63}\s?(?:\.|\s[(\[{]?dot[)\]}]?\s|[(\[{]dot[)\]}])\s?)+[a-z]{2,}\b"
    r"|[\w.+'’-]{1,64}@[\w.-]{0,200}\w",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:(?:\+|00)\s?44[\s.\-‑–]*(?:\(0\)[\s.\-‑–]*)?\(?[1-9]|\(?0[1-9])"
    r"(?:[^\S\n]?[.\-‑–()/]?[^\S\n]?\d){8,9}(?!\d)"
)
_DATE = r"\d\d?[/.\-]\d\d?[/.\-](?:19|20)\d\d\b"
# "01632 960001/2", "01632 960001/07700 900123", "01632 960001 ext 5": what follows goes with it.
PHONE = re.compile(
    rf"(?<![\w£])(?<!\d[/.\-‑])(?<!//)(?<!\w/)(?!{_DATE}){_NUMBER}"
    rf"(?:\s?[/\-‑]\s?(?:{_NUMBER}|\d{{1,6}}(?!\d))|\s*(?:ext|extension|x)\.?\s*\d{{1,6}})*",
    re.IGNORECASE,
)
# Without these there is neither; nearly all texts are done with at this look.
AT = re.compile(r"[@＠]|\bat\b", re.IGNORECASE)
FEWEST_DIGITS = 9
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)
HREF = re.compile(r"href=\"[^\"]*(?:tel:|@|%40)", re.IGNORECASE)
BLOCKS = frozenset({"p", "li", "td", "th", "h3", "h4", "caption", "blockquote"})


def spans(text: str) -> list[tuple[int, int]]:
    """Where in a text the addresses and numbers stand, in order, none overlapping."""
    found = []
    if AT.search(text):
        found += [match.span() for match in EMAIL.finditer(text) if not _is_plain_words(match[0])]
    if sum(map(str.isdigit, text)) >= FEWEST_DIGITS:
        found += [match.span() for match in PHONE.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def found_in(html: str) -> list[str]:
    """The addresses and numbers in some HTML, as written, those behind links too."""
    soup = BeautifulSoup(INVISIBLE.sub("", html), "html.parser")
    found = []
    for nodes in _paragraphs(soup):
        text = "".join(nodes)
        found += [text[start:end] for start, end in spans(text)]
    links = (str(link.get("href", "")) for link in soup.find_all("a"))
    return found + [link.removeprefix("mailto:") for link in links if _names_someone(link)]


def for_anonymous(html: str) -> str:
    """The same HTML with "[sign in to see]" where an address or number stood, and links to them undone."""
    if not _may_hold(html):
        return html
    soup = BeautifulSoup(INVISIBLE.sub("", html), "html.parser")
    for link in soup.find_all("a"):
        if _names_someone(str(link.get("href", ""))):
            link.unwrap()
    soup.smooth()
    for nodes in _paragraphs(soup):
        _take_out(nodes)
    return clean(str(soup))


def plain_for_anonymous(text: str) -> str:
    """The same for plain words, such as a heading."""
    text = INVISIBLE.sub("", text)
    for start, end in reversed(spans(text)):
        text = text[:start] + SHOWN_INSTEAD + text[end:]
    return text


def blanked(*parts: str) -> str:
    """Plain words with "…" where they stood, for what serves everybody alike, such as the search index."""
    return plain_for_anonymous("\n".join(filter(None, parts))).replace(SHOWN_INSTEAD, "…")


def _may_hold(html: str) -> bool:
    """A quick look: nearly all texts hold nothing, and need not be taken apart."""
    if "mailto:" in html.lower() or HREF.search(html):
        return True
    words = unescape(TAG.sub(_gap, INVISIBLE.sub("", html)))
    return bool(spans(words))


def _gap(tag: re.Match) -> str:
    return "\n" if tag["name"].lower() in BLOCKS | {"br"} else ""


def _is_plain_words(match: str) -> bool:
    """ "look at gov.uk" is no address; "name at council dot gov dot uk" is, and so is "name (at) …"."""
    return (
        "@" not in match
        and "＠" not in match
        and not re.search(r"[(\[{]at[)\]}]|\bdot\b", match, re.IGNORECASE)
    )


def _names_someone(href: str) -> bool:
    return href.lower().startswith(("mailto:", "tel:")) or bool(
        re.search(r"[\w.+-](?:@|%40)[\w-]+\.\w", href)
    )


def _paragraphs(soup: BeautifulSoup) -> list[list[NavigableString]]:
    """The pieces of text of each paragraph: an address may be broken over several."""
    groups: list[list[NavigableString]] = []
    owner = None
    for node in soup.find_all(string=True):
        block = next((id(tag) for tag in node.parents if isinstance(tag, Tag) and tag.name in BLOCKS), 0)
        after_break = isinstance(node.previous_element, Tag) and node.previous_element.name == "br"
        if not groups or block != owner or after_break:
            groups.append([])
        groups[-1].append(node)
        owner = block
    return groups


def _take_out(nodes: list[NavigableString]) -> None:
    text = "".join(nodes)
    for start, end in reversed(spans(text)):
        place, said = 0, False
        for index, node in enumerate(nodes):
            left, right = max(start - place, 0), min(end - place, len(node))
            place += len(node)
            if left < right:
                kept = node[:left] + ("" if said else SHOWN_INSTEAD) + node[right:]
                said = True
                nodes[index] = _replaced(node, kept)


def _replaced(node: NavigableString, text: str) -> NavigableString:
    fresh = NavigableString(text)
    node.replace_with(fresh)
    return fresh
