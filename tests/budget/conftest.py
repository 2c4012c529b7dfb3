import io

import pytest
from django.core.management import call_command

from tests.budget.factories import make_budget
from tests.workstreams.factories import make_plan
from workstreams.demonstration import FILE
from workstreams.models import Plan


@pytest.fixture
def plan(everyone):
    return make_plan()


@pytest.fixture
def ledger(plan):
    return make_budget(plan)


@pytest.fixture
def brought(everyone):
    """The plan of 2021-22, brought in from its document."""
    call_command("import_plan", str(FILE), stdout=io.StringIO())
    plan = Plan.objects.unscoped("test").get(year="2021-22")
    plan.status = Plan.Status.REVISED
    plan.save()
    return plan
