"""A clock that has stopped is seen."""

import datetime as dt

import pytest
from django.utils import timezone

from seslip.jobs.clockwork import ran, standing
from seslip.jobs.models import Run

pytestmark = pytest.mark.django_db


def set_back(name, **ago):
    Run.objects.filter(name=name).update(finished_at=timezone.now() - dt.timedelta(**ago))


def test_what_never_ran_is_late():
    assert standing("publish-due").is_late
    assert "has not run yet" in standing("publish-due").words


def test_what_just_ran_says_what_it_did():
    with ran("publish-due") as run:
        run.outcome = "published 1"
    now = standing("publish-due")
    assert not now.is_late
    assert now.words.endswith(": published 1.")


def test_what_should_have_run_since_is_late_and_says_so():
    with ran("publish-due"):
        pass
    set_back("publish-due", minutes=20)
    assert standing("publish-due").is_late
    assert "20\xa0minutes ago" in standing("publish-due").words
    assert "It is late" in standing("publish-due").words


def test_a_run_that_broke_says_so_and_still_breaks():
    with pytest.raises(ValueError, match="no paper"), ran("publish-due"):
        raise ValueError("no paper")
    assert "Did not work: no paper" in standing("publish-due").words
