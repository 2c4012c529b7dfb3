"""From the plain words of a document to rich text, and back."""

import re
from itertools import groupby

from django.utils.html import escape

from seslip.richtext import plain

_ENTRY = re.compile(r"<li>\s*(<p>)?")


def to_html(text: str) -> str:
    """A paragraph for each line; lines that begin with "- " become a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(
        _list(list(run)) if is_entry else "".join(f"<p>{escape(line)}</p>" for line in run)
        for is_entry, run in groupby(lines, key=lambda line: line.startswith("- "))
    )


def _list(lines: list[str]) -> str:
    entries = "".join(f"<li><p>{escape(line[2:])}</p></li>" for line in lines)
    return f"<ul>{entries}</ul>"


def to_text(html: str) -> str:
    """The words alone, a line a paragraph; entries of a list begin with "- "."""
    return plain(_ENTRY.sub(r"<li>\1- ", html))
