"""Frozen versions of the plan: as a page, as a PDF, and set beside one another."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from seslip.pdf import renditions
from seslip.public_pages.middleware import public_page
from workstreams import copies, pdf
from workstreams.changes import changes
from workstreams.comparing import choices_for, copy_for
from workstreams.forms import CompareForm
from workstreams.models import Plan, PlanVersion


def _version(user, year, number) -> PlanVersion:
    versions = PlanVersion.objects.visible_to(user).select_related("plan")
    return get_object_or_404(versions, plan__year=year, number=number)


@public_page
def version(request, year, number):
    version = _version(request.user, year, number)
    copy = copies.from_json(copies.PlanCopy, version.copy)
    return render(
        request, "workstreams/version.html", {"version": version, "plan": version.plan, "copy": copy}
    )


@login_not_required
def newest_pdf(request, year):
    """The newest version; of a plan that has none, what its keeper would get."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), year=year)
    newest = PlanVersion.objects.visible_to(request.user).filter(plan=plan).select_related("plan").first()
    rendition = pdf.rendition_of(newest) if newest else pdf.preview_of(plan)
    return _respond(request, rendition, plan)


@login_not_required
def version_pdf(request, year, number):
    version = _version(request.user, year, number)
    return _respond(request, pdf.rendition_of(version), version.plan)


def _respond(request, rendition, plan):
    name = f"regional-improvement-plan-{plan.year}.pdf"
    return renditions.respond(request, rendition, name=name, back=plan.get_absolute_url())


@public_page
def compare(request):
    choices = choices_for(request.user)
    form = CompareForm(request.GET or None, choices=choices)
    found = None
    if form.is_valid():
        older, newer = (copy_for(request.user, form.cleaned_data[name]) for name in ("older", "newer"))
        found = changes(older, newer)
    words = {choice.key: choice.words for choice in choices}
    sides = [words.get(request.GET.get(name, "")) for name in ("older", "newer")]
    return render(request, "workstreams/compare.html", {"form": form, "changes": found, "sides": sides})
