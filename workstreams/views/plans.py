"""The plan as it stands today, and the proof that it adds up."""

from django.shortcuts import get_object_or_404, render

from seslip.public_pages.middleware import public_page
from workstreams.actions.versions import hash_of
from workstreams.models import Plan, PlanVersion
from workstreams.proof import proof_of
from workstreams.reading import copy_of


@public_page
def plan(request, year):
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("audience"), year=year)
    copy = copy_of(plan)
    versions = list(PlanVersion.objects.visible_to(request.user).filter(plan=plan).defer("copy"))
    content_hash = hash_of(copy)
    context = {
        "plan": plan,
        "copy": copy,
        "content_hash": content_hash[:8],
        "versions": versions,
        "newest": versions[0] if versions else None,
        "is_frozen": bool(versions) and versions[0].content_hash == content_hash,
        "standings": plan.standings.all(),
    }
    return render(request, "workstreams/plan.html", context)


@public_page
def proof(request, year):
    plan = get_object_or_404(Plan.objects.visible_to(request.user), year=year)
    return render(request, "workstreams/proof.html", {"plan": plan, "proof": proof_of(plan)})
