"""What the fields of a row say, and a short hash of each as it was read: the row's `base`."""

import hashlib

from django import forms
from django.utils.dateparse import parse_date

from seslip import richtext

RICH = {"introduction", "update", "action", "override"}


def number(said, otherwise: int = 0) -> int:
    """The whole number a browser sent; `otherwise` for what is none, or is longer than any of ours."""
    text = str(said)
    return int(text) if text.isdecimal() and len(text) <= 18 else otherwise


def signature(form) -> str:
    """The short hashes of a row's fields, in the order of `compared`, then of its place."""
    return ".".join(short(value(form, name)) for name in fields_of(form))


def fields_of(form) -> tuple[str, ...]:
    place = ["position"] if "position" in form.fields else []
    return (*form.compared, *(["actions"] if hasattr(form, "actions") else []), *place)


def short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def value(form, name: str) -> str:
    """What a field says, typed or saved, in one way of writing it."""
    if name == "actions":
        return "\n".join(_action_words(row) for row in form.actions.forms if row["what"].value())
    said = form[name].value()
    if name in RICH:
        return richtext.clean(said or "") if richtext.plain(said or "") else ""
    if isinstance(said, list | tuple):
        return ",".join(sorted(str(each) for each in said))
    return "\n".join(str(said if said not in (None, False) else "").split("\r\n")).strip()


def _action_words(row) -> str:
    if row["remove"].value():
        return ""
    said = [str(row[name].value() or "") for name in ("what", "by_when", "contact")]
    chosen = [_label(row, name, str(row[name].value())) for name in ("who", "wants")]
    return "; ".join(part for part in said + chosen if part)


def shown(form, name: str) -> str:
    """The same in words for a person."""
    said = value(form, name)
    if name == "remove":
        return "Taken out" if said else "Stays in"
    if name in RICH:
        return richtext.plain(said)
    if isinstance(form.fields.get(name), forms.ChoiceField):
        return ", ".join(_label(form, name, each) for each in said.split(",") if each)
    day = parse_date(said) if isinstance(form.fields.get(name), forms.DateField) else None
    return f"{day:%-d %B %Y}" if day else said


def _label(form, name: str, said: str) -> str:
    return str({str(key): label for key, label in form.fields[name].choices}.get(said, said))
