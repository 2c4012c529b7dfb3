"""Drawing a PlanCopy: rich text, references that lead somewhere, tables in parts."""

import re

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from seslip.richtext import safe
from workstreams import tables
from workstreams.copies import Group, Line, Paragraph, PlanCopy
from workstreams.prose import to_html

register = template.Library()
_NUMBER = re.compile(r"\b\d+\b")


@register.filter
def rich(paragraph: Paragraph) -> SafeString:
    return safe(paragraph.html or to_html(paragraph.text))


@register.filter
def rich_words(html: str) -> SafeString:
    """Rich text as the database keeps it."""
    return safe(html)


@register.filter
def opening(copy: PlanCopy) -> SafeString:
    return safe(copy.opening_html or to_html(copy.opening))


@register.filter
def purpose(line: Line) -> SafeString:
    return safe(line.purpose_html or to_html(line.purpose))


@register.filter
def introduction(group: Group) -> SafeString:
    return safe(group.introduction_html or to_html(group.introduction))


@register.filter
def output(text: str) -> SafeString:
    """An output; entries of a list inside it stand as one."""
    return safe(to_html(text))


@register.filter
def references(line: Line) -> SafeString:
    """ "See lines 9 and 28", each number leading to its line; a statement that names two stands once."""
    statements = dict.fromkeys(reference.words for reference in line.references)
    numbers = {each.target for each in line.references if each.kind == "line"}
    linked = (_with_links(statement, numbers) for statement in statements)
    return mark_safe("; ".join(linked))  # noqa: S308 - escaped in _with_links


def _with_links(words: str, numbers: set[str]) -> str:
    return _NUMBER.sub(
        lambda match: f'<a href="#line-{match[0]}">{match[0]}</a>' if match[0] in numbers else match[0],
        escape(words),
    )


@register.filter
def parts(table) -> list[tables.Part]:
    return tables.parts_of(table)


@register.simple_tag
def line_link(year: str, line: Line) -> SafeString:
    """The title, leading to the dossier."""
    address = reverse("workstreams:workstream", args=[year, line.number])
    return format_html('<a href="{}">{}</a>', address, line.title)
