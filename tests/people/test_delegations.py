import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from seslip.people.access import Post
from seslip.people.models import Circle, Delegation
from seslip.people.visibility import circle_ids


@pytest.fixture
def delegation(cast):
    """Dev acts for Alison until a week from now."""
    return Delegation.objects.create(
        appointment=cast["alison"].person.appointments.get(),
        to=cast["dev"].person,
        ends=timezone.localdate() + dt.timedelta(days=7),
    )


def test_a_delegate_knows_whom_they_act_for(delegation, cast):
    assert cast["dev"].delegations == [delegation]
    assert cast["alison"].delegations == []


def test_acting_for_a_director_puts_nobody_among_the_directors(delegation, cast):
    assert Circle.objects.of_post(Post.DCS).pk not in circle_ids(cast["dev"])


def test_a_delegation_always_has_a_last_day(delegation):
    with pytest.raises(IntegrityError):
        Delegation.objects.update(ends=None)


@pytest.mark.parametrize("whose", ["alison", "dev"])
def test_a_delegation_ends_with_the_post_of_either(delegation, cast, whose):
    cast[whose].person.appointments.update(ends=timezone.localdate() - dt.timedelta(days=1))
    assert list(Delegation.objects.current()) == []


def test_a_delegation_counts_on_its_days_only(delegation):
    last = delegation.ends
    assert list(Delegation.objects.current(last)) == [delegation]
    assert list(Delegation.objects.current(last + dt.timedelta(days=1))) == []
    assert list(Delegation.objects.current(delegation.starts - dt.timedelta(days=1))) == []
