"""The workstreams of a plan, one of them whole, and what its sponsors write."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from seslip import drafts
from seslip.public_pages.middleware import public_page
from seslip.sent import done
from workstreams.actions.progress import MAY_NOT_NOTE, may_write_notes, write_note
from workstreams.dossier import Dossier
from workstreams.filters import WorkstreamFilter
from workstreams.forms import NoteForm
from workstreams.listing import by_group, rows_of
from workstreams.models import Plan, Workstream


@public_page
def workstream_list(request, year=None):
    plans = Plan.objects.visible_to(request.user)
    plan = _plan(plans, year)
    if plan is None:
        return render(request, "workstreams/list.html", {"plan": None})
    groups = list(plan.groups.all())
    lines = Workstream.objects.visible_to(request.user).filter(plan=plan)
    chosen = WorkstreamFilter(request.GET, lines, request=request, groups=groups)
    is_valid = chosen.is_valid() or not request.GET
    found = chosen.qs if is_valid else lines.none()
    context = {
        "plan": plan,
        "other_plans": [each for each in plans if each != plan],
        "form": chosen.form,
        "is_valid": is_valid,
        "groups": by_group(rows_of(found, request.user), groups),
    }
    return render(request, "workstreams/list.html", context)


def _plan(plans, year) -> Plan | None:
    if year is not None:
        return get_object_or_404(plans, year=year)
    return plans.current().first()


@public_page
def workstream(request, year, number):
    line = _line(request.user, year, number)
    context = {"dossier": Dossier(line, request.user), "line": line, "plan": line.plan}
    return render(request, "workstreams/workstream.html", context)


def _line(user, year, number) -> Workstream:
    lines = Workstream.objects.visible_to(user).select_related("plan__audience", "group", "topic")
    return get_object_or_404(lines.select_related("lead_council"), plan__year=year, number=number)


def mine(request):
    """The workstreams this person stands for today, with what is asked of them."""
    lines = Workstream.objects.visible_to(request.user).sponsored_by(request.user)
    return render(request, "workstreams/mine.html", {"rows": rows_of(lines, request.user)})


def note_write(request, year, number):
    line = _line(request.user, year, number)
    if not may_write_notes(request.user, line):
        raise PermissionDenied(MAY_NOT_NOTE)
    kept, typed = drafts.refilled(request)
    form = NoteForm(typed)
    if done(request, form, write_note, workstream=line):
        return redirect(f"{line.get_absolute_url()}#progress")
    return render(request, "workstreams/note.html", {"form": form, "line": line, "kept": kept})
