"""Two people at one Update: what each of them changed since the version the second one read.

Three texts are told apart: what was read, what was typed, and what somebody else has saved meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from newsletters.admin.forms import HeadForm
from newsletters.admin.item_row import ItemRow
from newsletters.admin.list_rows import ContactRow, ToolRow
from newsletters.admin.sheet import Sheet
from newsletters.admin.values import fields_of, short, shown, signature, value

KEEP = "keep:"


@dataclass(frozen=True)
class Difference:
    """A field in which the text typed and the text saved by somebody else disagree."""

    name: str
    where: str
    label: str
    mine: str
    theirs: str
    prefer: str
    is_quiet: bool = False


def differences(mine: Sheet, theirs: Sheet) -> list[Difference]:
    """Where somebody else has changed what I have before me, in the order of the page."""
    saved = {form.key: form for form in theirs.forms if form.key}
    return [
        difference for form in mine.forms if form.key for difference in _of_row(form, saved.get(form.key))
    ]


def added(mine: Sheet, theirs: Sheet) -> list[str]:
    """What somebody else has added: it stays, whatever is chosen."""
    had = {form.key for form in mine.forms}
    return [title(form) for form in theirs.forms if form.key and form.key not in had]


def _of_row(mine, theirs) -> Iterator[Difference]:
    base = dict(zip(fields_of(mine), (mine["base"].value() or "").split("."), strict=False))
    if theirs is None:
        yield from _gone(mine, base)
    elif "remove" in mine.fields and value(mine, "remove"):
        if any(
            short(value(theirs, name)) != base.get(name) for name in fields_of(mine) if name != "position"
        ):
            yield Difference(
                mine.add_prefix("remove"), title(theirs), "", "Taken out", _words(theirs), "mine"
            )
    else:
        for name in fields_of(mine):
            if difference := _of_field(mine, theirs, name, base.get(name)):
                yield difference


def _gone(mine, base: dict) -> Iterator[Difference]:
    """Somebody else took it out: left out, unless I had changed it."""
    if value(mine, "remove"):
        return
    was_changed = any(short(value(mine, name)) != base.get(name) for name in mine.compared)
    prefer = "mine" if was_changed else "theirs"
    yield Difference(mine.add_prefix("remove"), title(mine), "", _words(mine), "Taken out", prefer)


def _of_field(mine, theirs, name: str, base: str | None) -> Difference | None:
    typed, saved = value(mine, name), value(theirs, name)
    if typed == saved or short(saved) == base:
        return None
    prefer = "theirs" if short(typed) == base else "mine"
    words = shown(mine, name), shown(theirs, name)
    quiet = name == "position"
    return Difference(mine.add_prefix(name), title(theirs), _name(mine, name), *words, prefer, quiet)


def _name(form, name: str) -> str:
    return "Actions asked of readers" if name == "actions" else str(form[name].label)


def title(form) -> str:
    """What a row is about, for a person."""
    if isinstance(form, HeadForm):
        return "The Update itself"
    if isinstance(form, ItemRow):
        return f"Item: {value(form, 'programme') or form.instance.programme}"
    if isinstance(form, ToolRow):
        return f"Tool: {form.tool.document.title}"
    return f"Contact: {value(form, 'person')}"


def _words(form) -> str:
    if isinstance(form, ItemRow):
        return "\n".join(filter(None, (shown(form, name) for name in ("programme", "update", "action"))))
    return value(form, "responsibility") if isinstance(form, ContactRow) else title(form)


def settled(data: QueryDict, theirs: Sheet) -> QueryDict:
    """What was typed, with somebody else's words put in wherever those were chosen."""
    chosen = {name.removeprefix(KEEP) for name in data if name.startswith(KEEP) and data[name] == "theirs"}
    if not any(name.startswith(KEEP) for name in data):
        return data
    data = data.copy()
    saved = {form.key: form for form in theirs.forms if form.key}
    for mine in Sheet(theirs.update, theirs.user, data).forms:
        if mine.key:
            _settle_row(data, mine, saved.get(mine.key), chosen)
    return data


def _settle_row(data: QueryDict, mine, theirs, chosen: set[str]) -> None:
    removal = mine.add_prefix("remove")
    if theirs is None:
        if removal in chosen:
            data[removal] = "on"
        return
    for name in fields_of(mine):
        if mine.add_prefix(name) in chosen or removal in chosen:
            _put(data, mine, theirs, name)
    data[mine.add_prefix("base")] = signature(theirs)


def _put(data: QueryDict, mine, theirs, name: str) -> None:
    if name == "actions":
        return _put_actions(data, mine, theirs)
    said = theirs[name].value()
    if isinstance(said, list):
        data.setlist(mine.add_prefix(name), [str(each) for each in said])
    elif said in (None, "", False):
        data.pop(mine.add_prefix(name), None)
    else:
        data[mine.add_prefix(name)] = str(said)
    return None


def _put_actions(data: QueryDict, mine, theirs) -> None:
    for name in [name for name in data if name.startswith(f"{mine.actions.prefix}-")]:
        del data[name]
    rows = [row for row in theirs.actions.forms if row["what"].value()]
    data[f"{mine.actions.prefix}-TOTAL_FORMS"] = data[f"{mine.actions.prefix}-INITIAL_FORMS"] = str(len(rows))
    for index, row in enumerate(rows):
        for name in row.fields:
            said = row[name].value()
            if said not in (None, "", False):
                data[f"{mine.actions.prefix}-{index}-{name}"] = str(said)
