"""Publishing, scheduling, correcting and withdrawing: one screen each, with one button."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from newsletters.actions import publishing
from newsletters.actions.editing import SavedByOther, hold
from newsletters.actions.publishing import NotNow
from newsletters.admin import findings
from newsletters.admin.addresses import address, trail
from newsletters.changes import changes
from newsletters.models import Edition, Reader, Update
from newsletters.reading import draft_copy, edition_for
from seslip import drafts
from seslip.forms import error_list
from seslip.jobs.clockwork import standing

SAVED = "This Update was saved after you opened this page. Look at it again before you go on."


class StageForm(forms.Form):
    """Every stage is about the words that were read: the version says which."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(StageForm):
    anyway = forms.BooleanField(required=False, label="Go on although findings are open")

    def __init__(self, *args, open_findings: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.open_findings = open_findings
        if not open_findings:
            del self.fields["anyway"]

    def clean_anyway(self) -> bool:
        if not self.cleaned_data["anyway"]:
            raise forms.ValidationError(
                f"Findings of the pre-flight still open: {self.open_findings}. Tick this to go on."
            )
        return True


class ScheduleForm(PublishForm):
    at = forms.DateTimeField(
        label="Publish at",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": "Give a day and a time.", "invalid": "Give a day and a time."},
    )
    field_order = ["version", "at", "anyway"]

    def clean_at(self) -> dt.datetime:
        at = self.cleaned_data["at"]
        if not timezone.now() < at < timezone.now() + dt.timedelta(days=366):
            raise forms.ValidationError("Choose a time to come, within a year from now.")
        return at


class CorrectForm(PublishForm):
    note = forms.CharField(
        max_length=300,
        label="What was corrected",
        help_text="Readers see this beside the date.",
        error_messages={"required": "Say in a few words what was corrected."},
    )
    field_order = ["version", "note", "anyway"]


class WithdrawForm(StageForm):
    reason = forms.CharField(
        max_length=300,
        label="Why it is withdrawn",
        help_text="Kept in the record. Readers do not see it.",
        error_messages={"required": "Say in a few words why."},
    )


def publish(request, context, update: Update):
    panel = findings.panel(update)
    form = PublishForm(**_given(request, update), open_findings=len(panel.findings))
    if done := _do(request, update, form, publishing.publish):
        return done
    context |= {"readers": Reader.objects.active().count(), "panel": panel, "back": "publish"}
    context |= {"scheduler": standing("publish-due")}
    return _screen(request, context, update, form, f"Publish {update}", "publish")


def schedule(request, context, update: Update):
    panel = findings.panel(update)
    given = _given(request, update, at=update.publish_at or _friday_morning(update))
    form = ScheduleForm(**given, open_findings=len(panel.findings))
    if done := _do(request, update, form, publishing.schedule, "at"):
        return done
    context |= {"panel": panel, "back": "schedule", "scheduler": standing("publish-due")}
    return _screen(request, context, update, form, f"Schedule {update}", "schedule")


def unschedule(request, context, update: Update):
    if request.method == "POST":
        form = StageForm(request.POST)
        if not _do(request, update, form, publishing.unschedule):
            messages.error(request, " ".join(form.non_field_errors()) or SAVED)
    return redirect(address(update))


def correct(request, context, update: Update):
    panel = findings.panel(update)
    form = CorrectForm(**_given(request, update), open_findings=len(panel.findings))
    if done := _do(request, update, form, publishing.correct, "note"):
        return done
    context |= {"changes": changed(request.user, update), "panel": panel, "back": "correct"}
    return _screen(request, context, update, form, f"Correct {update}", "correct")


def withdraw(request, context, update: Update):
    form = WithdrawForm(**_given(request, update))
    if done := _do(request, update, form, publishing.withdraw, "reason"):
        return done
    return _screen(request, context, update, form, f"Withdraw {update}", "withdraw")


def changed(user, update: Update) -> list:
    """What a correction would change for readers; nothing for what is not published."""
    edition = Edition.objects.visible_to(user).select_related("update").filter(update=update).first()
    return changes(edition_for(user, edition), draft_copy(update, user)) if edition else []


def _friday_morning(update: Update) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(update.date, dt.time(9)))


def _given(request: HttpRequest, update: Update, **initial) -> dict:
    data = request.POST if request.method == "POST" else None
    if data is None and (draft := drafts.kept_for(request)):
        initial |= {name: value for name, value in drafts.typed_fields(draft).items() if name != "version"}
    return {"data": data, "initial": {"version": update.version} | initial}


def _do(request, update: Update, form: forms.Form, verb, *names: str) -> HttpResponse | None:
    """Act on the words that were read and no others; None when the screen is to be shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with transaction.atomic():
            hold(update=update, version=form.cleaned_data["version"])
            verb(update=update, by=request.user, **{name: form.cleaned_data[name] for name in names})
    except SavedByOther:
        form.add_error(None, SAVED)
        form.status = 409
        return None
    except NotNow as no:
        form.add_error(None, str(no))
        return None
    drafts.forget(request)
    update.refresh_from_db()
    if verb is publishing.correct:
        messages.success(request, f"The correction of {update} is published: readers get it now.")
    else:
        messages.success(request, f"{update} is {update.get_state_display().lower()} now.")
    return redirect(address(update))


def _screen(request, context, update, form, title: str, name: str) -> HttpResponse:
    extra = {"form": form, "title": title, "errors": error_list(form), "trail": trail(update)}
    template = f"admin/newsletters/update/{name}.html"
    return TemplateResponse(request, template, context | extra, status=getattr(form, "status", 200))
