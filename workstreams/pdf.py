"""The plan as a PDF: the same fragments and the same copy as its page."""

from django.template.loader import render_to_string

from seslip.jobs.models import Rendition
from seslip.pdf import renditions
from workstreams import copies
from workstreams.actions.versions import hash_of
from workstreams.models import Plan, PlanVersion
from workstreams.reading import copy_of


def rendition_of(version: PlanVersion) -> Rendition:
    """The PDF of a frozen version; its foot carries version, day and the short hash."""
    copy = copies.from_json(copies.PlanCopy, version.copy)
    return _request(copy, f"Version {version.number}", f"{version.day:%-d %B %Y}", version.short_hash)


def preview_of(plan: Plan) -> Rendition:
    """The PDF of the plan as it stands now, before anything is frozen."""
    copy = copy_of(plan)
    return _request(copy, plan.get_status_display(), "not frozen", hash_of(copy)[:8])


def body_of(copy: copies.PlanCopy, *, version: str, day: str, mark: str) -> str:
    context = {"copy": copy, "version": version, "day": day, "mark": mark}
    return render_to_string("workstreams/pdf.html", context)


def _request(copy: copies.PlanCopy, version: str, day: str, mark: str) -> Rendition:
    body = body_of(copy, version=version, day=day, mark=mark)
    return renditions.request(body, title=f"{copy.title}, {version.lower()}")
