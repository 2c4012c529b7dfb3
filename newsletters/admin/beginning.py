"""Beginning the next Update: everything it would carry is shown before anything is made."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from newsletters.actions.carrying import Proposal, new_update, next_number, propose
from newsletters.admin.addresses import address
from newsletters.admin.forms import day_of_this_century
from newsletters.admin.values import number
from newsletters.models import Update
from seslip import drafts
from seslip.forms import DayInput, error_list, name_what_is_missing


class NewUpdateForm(forms.Form):
    number = forms.IntegerField(min_value=1, max_value=99_999, help_text="Numbers may skip, never repeat.")
    date = forms.DateField(widget=DayInput(), help_text="The Friday it belongs to.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_what_is_missing(self)

    def clean_number(self) -> int:
        number = self.cleaned_data["number"]
        same = Update.objects.unscoped("numbers are never used twice").filter(number=number).first()
        if same:
            raise forms.ValidationError(f"There already is a No {number}, of {same.date:%-d %B %Y}.")
        if number < next_number():
            raise forms.ValidationError(f"Numbers go up: the last one is No {next_number() - 1}.")
        return number

    def clean_date(self) -> dt.date:
        return day_of_this_century(self.cleaned_data["date"])


def new(request, context):
    """ "Look again" shows what another date would carry; "Begin" makes the draft with what is ticked."""
    draft = drafts.kept_for(request)
    asked = request.POST or (drafts.typed_fields(draft) if draft else request.GET)
    form = NewUpdateForm(asked) if "number" in asked else None
    is_valid = form is not None and form.is_valid()
    proposal = propose(user=request.user, **(form.cleaned_data if is_valid else {}))
    form = form or NewUpdateForm(initial={"number": proposal.number, "date": proposal.date})
    is_sure = request.method == "POST" and "_look" not in request.POST
    if is_sure and is_valid and (update := _begin(request, form, proposal)):
        return redirect(address(update))
    extra = {"form": form, "proposal": proposal, "ticked": _ticked(asked, proposal), "title": "New Update"}
    extra["errors"] = error_list(form)
    return TemplateResponse(request, "admin/newsletters/update/new.html", context | extra)


def _ticked(asked, proposal: Proposal) -> dict[str, set[int]]:
    """What stands ticked: what was ticked before, else whatever is live."""
    if "chosen" in asked and "_look" not in asked:
        return {name: _numbers(asked.getlist(name)) for name in ("item", "tool", "contact")}
    return {
        "item": {each.placement.pk for each in proposal.items if each.is_live},
        "tool": {tool.pk for tool in proposal.tools},
        "contact": {contact.pk for contact in proposal.contacts},
    }


def _numbers(values: list[str]) -> set[int]:
    return set(map(number, values))


def _begin(request, form: NewUpdateForm, proposal: Proposal) -> Update | None:
    ticked = _ticked(request.POST, proposal)
    tools = [*proposal.tools, *proposal.dropped_tools]
    try:
        update = new_update(
            **form.cleaned_data,
            by=request.user,
            carry=[each.placement for each in proposal.items if each.placement.pk in ticked["item"]],
            tools=[tool.document for tool in tools if tool.pk in ticked["tool"]],
            contacts=[contact for contact in proposal.contacts if contact.pk in ticked["contact"]],
        )
    except IntegrityError:
        form.add_error("number", "Somebody has just begun an Update with this number.")
        return None
    drafts.forget(request)
    messages.success(request, f"{update} has been begun. Nothing is published yet.")
    return update
