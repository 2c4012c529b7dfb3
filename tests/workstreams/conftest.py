import pytest

from tests.workstreams.factories import make_plan
from tests.workstreams.plans import brought

__all__ = ["brought"]


@pytest.fixture
def plan(everyone):
    return make_plan()
