"""The plan, its workstreams and the budget: what these pages show, and to whom."""

import datetime as dt
import io

from django.core.management import call_command

from budget.models import Entry, Virement
from seslip.people.models import Circle, Organisation
from tests.browser.page import Page
from tests.budget.factories import make_budget
from tests.workstreams.factories import (
    frozen,
    line_of,
    make_more,
    make_note,
    make_plan,
    make_task,
    sponsor,
)
from workstreams.actions import anomalies
from workstreams.demonstration import FILE
from workstreams.models import Plan, Task, Workstream

YEAR = {"year": "2021-22"}


def the_plan(cast):
    """The whole plan of 2021-22, published, frozen, and changed since."""
    call_command("import_plan", str(FILE), stdout=io.StringIO())
    plan = Plan.objects.unscoped("test").get(**YEAR)
    plan.status = Plan.Status.REVISED
    plan.save()
    anomalies.register(plan=plan, by=None)
    frozen(plan, reason="With what was applied for")
    line = line_of(plan, 18)
    Workstream.objects.filter(pk=line.pk).update(title="Mockingbird, wider")
    sponsor(line, cast["alison"].person, starts=dt.date(2021, 10, 1))
    make_more(line)
    make_note(line)
    make_note(line, Circle.objects.members(), status="needs-help", text="Two councils look for carers.")
    make_task(line, cast["cora"].person, words="Which councils go on?")
    return dict(YEAR)


def a_dossier(cast):
    return the_plan(cast) | {"number": 18}


def a_version(cast):
    return the_plan(cast) | {"number": 1}


def nothing_given(given):
    """The same things, on a page whose address needs no arguments."""

    def made(cast):
        given(cast)
        return {}

    made.__name__ = given.__name__
    return made


def a_task(cast):
    the_plan(cast)
    return {"pk": Task.objects.unscoped("test").get().pk}


def a_ledger(cast):
    """Money that came and went, a reversal, a line over its budget, and a virement that is asked for."""
    ledger = make_budget(make_plan())
    ledger.received()
    ledger.spent(pence=70_000)
    ledger.virement(cast["petra"])
    ledger.subs.subscriptions.create(council=Organisation.objects.get(slug="kent"), owed=100_000)
    return dict(YEAR)


def an_entry(cast):
    a_ledger(cast)
    return {"pk": Entry.objects.unscoped("test").filter(sort="spending").first().pk}


def a_virement(cast):
    a_ledger(cast)
    return {"virement": Virement.objects.get().pk}


PLAN = [
    Page("workstreams:workstreams", given=nothing_given(the_plan)),
    Page("workstreams:workstreams", query="group=99"),
    Page("workstreams:workstreams-of-year", given=the_plan, who="alison", query="council=kent"),
    Page("workstreams:workstream", given=a_dossier),
    Page("workstreams:workstream", given=a_dossier, who="alison"),
    Page("workstreams:my-workstreams", given=nothing_given(the_plan), who="alison"),
    Page("workstreams:note-write", given=a_dossier, who="alison"),
    Page("workstreams:tasks", given=nothing_given(the_plan), who="cora"),
    Page("workstreams:task", given=a_task, who="cora"),
    Page("workstreams:plan", given=the_plan),
    Page("workstreams:plan-version", given=a_version),
    Page("workstreams:plan-proof", given=the_plan, who="petra"),
    Page(
        "workstreams:plan-compare", given=nothing_given(the_plan), query="older=2021-22.1&newer=2021-22.today"
    ),
    Page("workstreams:plan-pdf", given=the_plan, status=202),
    Page("budget:budget", given=the_plan),
    Page("budget:budget-projects", given=the_plan, who="alison"),
    Page("budget:budget-actual", given=a_ledger, who="alison"),
    Page("budget:entries", given=a_ledger, who="petra"),
    Page("budget:entry-write", given=a_ledger, who="petra"),
    Page("budget:entries-import", given=a_ledger, who="petra"),
    Page("budget:entry-reverse", given=an_entry, who="petra"),
    Page("budget:year-close", given=a_ledger, who="petra"),
    Page("budget:virements", given=a_ledger, who="tess"),
    Page("budget:virement-decide", given=a_virement, who="tess"),
]
