"""Pasting a whole Update: a box, then the desk filled with what was understood, to correct and save."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.text import Truncator

from newsletters.actions.carrying import propose
from newsletters.actions.editing import SavedByOther
from newsletters.admin import desk
from newsletters.admin.addresses import address
from newsletters.admin.pasted import pasted_rows
from newsletters.admin.sheet import Sheet
from newsletters.admin.values import number
from newsletters.importing import Note, UnreadableFile, read_pasted
from newsletters.models import Update
from seslip import drafts
from seslip.forms import error_list
from seslip.people.models import Circle

LARGEST = 5_000_000


class PasteForm(forms.Form):
    text = forms.CharField(
        label="The draft",
        max_length=LARGEST,
        help_text="Paste the whole of it: from Word, from an e-mail or from the old site.",
        widget=forms.Textarea({"rows": 18}),
        error_messages={
            "required": "Paste the draft into the box first.",
            "max_length": "That is longer than an Update can be. Paste only the Update.",
        },
    )
    html = forms.CharField(required=False, max_length=LARGEST, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Line:
    """A line that went into no field, and where it may go."""

    index: int
    text: str
    why: str
    to: str = ""


def paste_new(request, context):
    everyone = Circle.objects.everyone()
    next_one = propose(user=request.user)
    return paste(request, context, Update(number=next_one.number, date=next_one.date, audience=everyone))


def paste(request, context, update: Update):
    """What was typed comes back whatever happens: in the box, or in the desk's fields."""
    draft = drafts.kept_for(request)
    data = request.POST if request.method == "POST" else draft and drafts.typed_fields(draft)
    if data and "items-TOTAL_FORMS" in data:
        return _correct(request, context, update, data)
    form = PasteForm(data or None)
    if data and form.is_valid():
        try:
            return _understood(request, context, update, form)
        except UnreadableFile as problem:
            form.add_error("text", str(problem))
    title = f"Paste a draft into {update}" if update.pk else "Paste a draft"
    extra = {"form": form, "title": title, "errors": error_list(form)}
    return TemplateResponse(request, "admin/newsletters/update/paste.html", context | extra)


def _understood(request, context, update: Update, form: PasteForm):
    parsed = read_pasted(form.cleaned_data["html"] or form.cleaned_data["text"])
    if update.pk is None:
        update.number, update.date = parsed.number or update.number, parsed.date or update.date
    pasted = pasted_rows(parsed, day=update.date)
    if pasted.introduction and not update.introduction:
        update.introduction = pasted.introduction
    sheet = Sheet(update, request.user, pasted=pasted)
    return _page(request, context, sheet, _lines(pasted.notes))


def _lines(notes: list[Note]) -> list[Line]:
    said = [note for note in notes if note.text and not note.why.startswith("Uncertain")]
    return [Line(index, note.text, note.why) for index, note in enumerate(said)]


def _correct(request, context, update: Update, data: QueryDict):
    lines = _lines_sent(data)
    data = _with_lines(data, lines)
    sheet = Sheet(update, request.user, data)
    if request.method == "POST" and "_look" not in data and sheet.is_valid():
        try:
            sheet.save(version=update.version, by=request.user)
        except IntegrityError:
            sheet.head.add_error("number", "Somebody has just begun an Update with this number.")
        except SavedByOther:
            sheet.head.add_error(None, "Somebody has just saved this Update. Save once more to add yours.")
        else:
            drafts.forget(request)
            messages.success(request, f"{update} is saved as a draft. Nothing is published yet.")
            return redirect(address(update))
    return _page(request, context, sheet, [line for line in lines if not line.to])


def _lines_sent(data: QueryDict) -> list[Line]:
    count = number(data.get("lines"))
    return [
        Line(index, *(data.get(f"line-{index}-{name}", "") for name in ("text", "why", "to")))
        for index in range(min(count, 1000))
    ]


def _with_lines(data: QueryDict, lines: list[Line]) -> QueryDict:
    """Lines given a place stand at the end of the field chosen."""
    data = data.copy()
    for line in lines:
        if line.to in data:
            data[line.to] = data[line.to] + format_html("<p>{}</p>", line.text)
    return data


def _page(request, context, sheet: Sheet, lines: list[Line]):
    extra = desk.form_context(request, sheet) | {
        "lines": [Line(index, line.text, line.why) for index, line in enumerate(lines)],
        "places": _places(sheet),
        "notes": sheet.notes,
        "title": f"Correct what was pasted: No {sheet.head['number'].value()}",
        "is_pasted": True,
    }
    return TemplateResponse(request, "admin/newsletters/update/pasted.html", context | extra)


def _places(sheet: Sheet) -> list[tuple[str, str]]:
    """Where a line can go: the introduction, or the text or action of an item."""
    places = [(sheet.head.add_prefix("introduction"), "The introduction")]
    for row in sheet.items.forms:
        name = Truncator(row["programme"].value() or "A new item").words(10)
        places += [
            (row.add_prefix("update"), f"{name}: update"),
            (row.add_prefix("action"), f"{name}: action"),
        ]
    return places
