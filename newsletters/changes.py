"""What has changed in an Update since it was published, item by item and word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from newsletters.copies import EditionCopy, ItemCopy
from newsletters.models import Section
from seslip.richtext import plain

WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """`what` is one of added, removed, moved, reworded; `words` shows old and new as del and ins."""

    what: str
    title: str
    words: SafeString = SafeString("")


def changes(before: EditionCopy, after: EditionCopy) -> list[Change]:
    """From the published copy to the draft's: introduction, items, tools, contacts."""
    return [
        *_reworded("The introduction", before.introduction, after.introduction),
        *_items(_placed(before), _placed(after)),
        *_list("Tool", [_tool(each) for each in before.tools], [_tool(each) for each in after.tools]),
        *_list("Contact", [_contact(c) for c in before.contacts], [_contact(c) for c in after.contacts]),
    ]


def _placed(copy: EditionCopy) -> dict[str, tuple[Section, ItemCopy]]:
    this_week = {item.anchor: (Section.THIS_WEEK, item) for item in copy.items_this_week}
    return this_week | {item.anchor: (Section.REMINDERS, item) for item in copy.reminders}


def _items(before: dict, after: dict) -> Iterator[Change]:
    stayed = _stayed([a for a in before if a in after], [a for a in after if a in before])
    for anchor, (section, item) in after.items():
        if anchor not in before:
            yield Change("added", item.programme, marked("", _text(item)))
            continue
        old_section, old = before[anchor]
        if section != old_section:
            yield Change("moved", f"{item.programme}: to {section.label.lower()}")
        elif anchor not in stayed:
            yield Change("moved", f"{item.programme}: to another place")
        yield from _reworded(item.programme, _text(old), _text(item))
    for anchor, (_, item) in before.items():
        if anchor not in after:
            yield Change("removed", item.programme, marked(_text(item), ""))


def _stayed(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Those that kept their place among one another: the fewest possible count as moved."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {before[place] for block in blocks for place in range(block.a, block.a + block.size)}


def _text(item: ItemCopy) -> str:
    """All that a reader reads of an item, a line a thing."""
    lines = [item.programme, plain(item.text), plain(item.action)]
    lines += ["Save the date"] if item.is_save_the_date else []
    lines += [date.words for date in item.dates]
    for action in item.actions:
        by = f" by {action.by_when:%-d %B %Y}" if action.by_when else ""
        lines.append(f"{action.what}{by}. {action.details}".strip())
    lines.append(item.seen_by)
    return "\n".join(line for line in lines if line)


def _tool(tool) -> str:
    parts = (tool.title, plain(tool.description), tool.publisher, tool.published, tool.address)
    return ", ".join(filter(None, parts))


def _contact(contact) -> str:
    return ", ".join(filter(None, (contact.responsibility, contact.name, contact.organisation)))


def _reworded(title: str, before: str, after: str) -> Iterator[Change]:
    before, after = plain(before), plain(after)
    if before != after:
        yield Change("reworded", title, marked(before, after))


def _list(kind: str, before: list[str], after: list[str]) -> Iterator[Change]:
    yield from (Change("added", f"{kind}: {each}") for each in after if each not in before)
    yield from (Change("removed", f"{kind}: {each}") for each in before if each not in after)
    kept_before = [each for each in before if each in after]
    if kept_before != [each for each in after if each in before]:
        yield Change("moved", f"{kind}s: in another order")


def marked(before: str, after: str) -> SafeString:
    """The new text with what went struck out and what came marked, word by word."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces = []
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        gone, come = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if gone == come:
            pieces.append(format_html("{}", come))
            continue
        pieces += [format_html("<del>{}</del>", gone)] if gone else []
        pieces += [format_html("<ins>{}</ins>", come)] if come else []
    return mark_safe("".join(pieces).replace("\n", "<br>"))  # noqa: S308 - every piece is escaped above
