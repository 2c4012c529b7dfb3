"""The budget of a year, as a page and as files, its projects, and what has been spent of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from budget import exporting
from budget.access import may_see_actuals
from budget.against import Against
from budget.models import Entry
from budget.projects import allocations, states
from budget.subscriptions import subscriptions_of
from budget.table import cells_of
from seslip.people.access import Permission
from seslip.public_pages.middleware import public_page
from workstreams.copies import Table
from workstreams.models import Plan
from workstreams.years import before

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan_of(user, year) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(user).select_related("audience"), year=year)


@login_not_required
def newest(request):
    plan = Plan.objects.visible_to(request.user).current().first()
    if plan is None:
        raise Http404
    return redirect("budget:budget", plan.year)


@public_page
def budget(request, year):
    plan = plan_of(request.user, year)
    heads, rows = cells_of(plan)
    table = Table(number=3, name="budget", caption=f"Budget {year}", heads=heads, rows=rows)
    context = {
        "plan": plan,
        "table": table,
        "states": states(plan),
        "allocations": allocations(plan),
        "sees_actuals": may_see_actuals(request.user),
        "keeps_budget": request.user.is_authenticated and request.user.may(Permission.KEEP_BUDGET),
    }
    return render(request, "budget/budget.html", context)


@public_page
def projects(request, year):
    plan = plan_of(request.user, year)
    context = {"plan": plan, "allocations": allocations(plan), "states": states(plan)}
    return render(request, "budget/projects.html", context)


@login_not_required
def as_csv(request, year):
    plan = plan_of(request.user, year)
    return _file(exporting.as_csv(plan), "text/csv; charset=utf-8", f"budget-{year}.csv")


@login_not_required
def as_workbook(request, year):
    plan = plan_of(request.user, year)
    return _file(exporting.as_workbook(plan), WORKBOOK, f"budget-{year}.xlsx")


@login_not_required
def as_journal(request, year):
    """The entries this person may see, of the year and the one before, which its table shows too."""
    plan = plan_of(request.user, year)
    entries = Entry.objects.visible_to(request.user).filter(book_year__year__in=[before(year), year])
    return _file(exporting.as_journal(plan, entries), "text/plain; charset=utf-8", f"budget-{year}.journal")


def _file(content, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def actual(request, year):
    """What was spent and is promised, for the members: as far as each may read the entries."""
    plan = plan_of(request.user, year)
    if not may_see_actuals(request.user):
        raise Http404
    against = Against(plan, request.user)
    views = {"line": "By line", "fund": "By fund", "group": "By group", "council": "By council"}
    asked = request.GET.get("by", "line")
    chosen = asked if asked in views else "line"
    context = {
        "plan": plan,
        "views": views.items(),
        "chosen": chosen,
        "no_such_view": asked if asked != chosen else "",
        "rows": getattr(against, f"by_{chosen}")(),
        "totals": against.totals(),
        "subscriptions": subscriptions_of(plan, request.user),
        "keeps_budget": request.user.may(Permission.KEEP_BUDGET),
    }
    return render(request, "budget/actual.html", context)
