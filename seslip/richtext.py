"""Text with headings, lists, links and tables: what is let in, and let out again."""

import re
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorField

TAGS = {
    "p", "br", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "blockquote",
    "table", "caption", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto"}
MAX_SPAN = 50
_BLOCK_EDGE = re.compile(
    r"</?(?:p|ul|ol|li|h3|h4|blockquote|table|tr|caption)\b[^>]*>|<br\s*/?>", re.IGNORECASE
)
_CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0]+")

_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "iframe", "object", "svg", "math"},
    attributes=ATTRIBUTES,
    attribute_filter=lambda tag, name, value: _bounded(name, value),
    url_schemes=SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def _bounded(name: str, value: str) -> str | None:
    """A span past reason would cost the PDF minutes; a scope is one of two words."""
    if name in ("colspan", "rowspan", "start"):
        return value if len(value) <= 2 and value.isdecimal() and int(value) <= MAX_SPAN else None
    if name == "scope":
        return value if value in ("row", "col") else None
    return value


def clean(html: str) -> str:
    """Only the tags, attributes and link schemes above survive; words always do."""
    return _cleaner.clean(html or "")


def plain(html: str) -> str:
    """The words alone: a line for each block, list entry or row; cells and nested lists kept apart."""
    text = _BLOCK_EDGE.sub("\n", _CELL_END.sub(" ", html or ""))
    text = unescape(nh3.clean(text, tags=set()))
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def safe(html: str) -> SafeString:
    """Cleaned once more, ready for a template."""
    return mark_safe(clean(html))  # noqa: S308 - cleaned just above


class RichTextField(ProseEditorField):
    """Rich text in the admin; cleaned by our own list on the way in."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault(
            "extensions",
            {
                "Bold": True,
                "Italic": True,
                "BulletList": True,
                "OrderedList": True,
                "ListItem": True,
                "Link": {"protocols": ["http", "https", "mailto"], "enableTarget": False},
                "Heading": {"levels": [3, 4]},
                "Table": True,
                "TableRow": True,
                "TableCell": True,
                "TableHeader": True,
                "HardBreak": True,
                "History": True,
            },
        )
        kwargs.setdefault("sanitize", clean)
        super().__init__(*args, **kwargs)

    def clean(self, value, instance):
        """An editor left empty hands over an empty paragraph; that is no text."""
        html = clean(super().clean(value, instance))
        return html if plain(html) else ""
