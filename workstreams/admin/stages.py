"""Freezing a version, agreeing to the plan, beginning the next year: one screen each, with one button."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from seslip.forms import DayInput, error_list
from seslip.people.access import Permission
from seslip.refusals import Refused
from workstreams import pdf
from workstreams.actions import anomalies, versions
from workstreams.actions import next_year as next_years
from workstreams.models import Plan


class FreezeForm(forms.Form):
    day = forms.DateField(label="Day of the version", widget=DayInput, initial=timezone.localdate)
    reason = forms.CharField(label="What it is, or why now", max_length=300, required=False)


class AgreeForm(FreezeForm):
    status = forms.ChoiceField(label="From that day the plan is", choices=Plan.Status.choices)
    field_order = ["status", "day", "reason"]


class NextYearForm(forms.Form):
    """Nothing to fill in: a button."""


def freeze(request, pk):
    """The version, and its PDF asked for at once."""
    plan = _plan(request, pk)
    form = FreezeForm(request.POST or None)

    def act():
        version = versions.freeze(plan=plan, by=request.user, **form.cleaned_data)
        anomalies.register(plan=plan, by=request.user)
        pdf.rendition_of(version)
        return f"{version} is frozen, and its PDF is being made.", plan

    words = "Page, PDF and comparison of the version stay as the plan stands now."
    return _screen(request, plan, form, act, f"Freeze a version of {plan}", words, "Freeze it")


def agree(request, pk):
    plan = _plan(request, pk)
    form = AgreeForm(request.POST or None)
    form.fields["status"].choices = [(each.value, each.label) for each in versions.NEXT[plan.status]]

    def act():
        version = versions.move_to(plan=plan, by=request.user, **form.cleaned_data)
        pdf.rendition_of(version)
        return f"{plan} is {version.get_status_display().lower()} from {version.day:%-d %B %Y}.", plan

    words = f"It is {plan.get_status_display().lower()} now. A version is frozen with it."
    return _screen(request, plan, form, act, f"Agree or revise {plan}", words, "Save it")


def next_year(request, pk):
    plan = _plan(request, pk)
    form = NextYearForm(request.POST if request.method == "POST" else None)

    def act():
        new = next_years.begin_next_year(plan=plan, by=request.user)
        return f"{new} is begun, as a draft.", new

    words = "Text, groups, workstreams, sponsors and the budget’s rows are taken over; what is done is not."
    return _screen(request, plan, form, act, "Begin next year’s plan", words, "Begin it")


def _plan(request, pk) -> Plan:
    if not request.user.may(Permission.KEEP_PLAN):
        raise PermissionDenied
    return get_object_or_404(Plan.objects.visible_to(request.user), pk=pk)


def _screen(request, plan, form, act, title: str, words: str, button: str):
    if request.method == "POST" and form.is_valid():
        try:
            said, then = act()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect("admin:workstreams_plan_change", then.pk)
    back = reverse("admin:workstreams_plan_change", args=[plan.pk])
    context = {"plan": plan, "form": form, "title": title, "words": words, "button": button, "back": back}
    context |= {"errors": error_list(form)} | _site_context(request)
    return TemplateResponse(request, "admin/workstreams/plan/stage.html", context)


def _site_context(request) -> dict:
    return admin.site.each_context(request)
