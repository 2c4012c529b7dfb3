import pytest

from tests.budget.factories import make_budget
from tests.workstreams.factories import make_plan
from tests.workstreams.plans import brought

__all__ = ["brought"]


@pytest.fixture
def plan(everyone):
    return make_plan()


@pytest.fixture
def ledger(plan):
    return make_budget(plan)
