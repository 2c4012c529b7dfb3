"""The plan of 2021-22, brought in from its document, for whoever tests with it."""

import io

import pytest
from django.core.management import call_command

from workstreams.demonstration import FILE
from workstreams.models import Plan
from workstreams.topics import give_topics


@pytest.fixture
def brought(everyone):
    call_command("import_plan", str(FILE), stdout=io.StringIO())
    plan = Plan.objects.unscoped("test").get(year="2021-22")
    plan.status = Plan.Status.REVISED
    plan.save()
    give_topics(plan)
    return plan
