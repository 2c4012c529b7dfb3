"""What two people do to posts and invitations at the same moment."""

import datetime as dt

from seslip.people.access import Permission, Post
from seslip.people.actions.accounts import appoint
from seslip.people.actions.appointments import end_post
from seslip.people.giving import Refused
from seslip.people.models import Appointment, Organisation, User
from tests.at_once import NEEDS_POSTGRESQL, at_once

pytestmark = NEEDS_POSTGRESQL


def again(user) -> User:
    """As the next request knows them."""
    return User.objects.get(pk=user.pk)


def test_two_of_the_team_who_end_each_others_posts_at_once_leave_somebody_who_gives_posts(cast):
    petra, pat = cast["petra"], cast["pat"]
    of_petra = petra.person.appointments.get()
    of_pat = appoint(
        person=pat.person,
        post=Post.PROGRAMME_OFFICER,
        organisation=Organisation.objects.get(slug="seslip"),
        by=None,
        starts=dt.date(2020, 1, 1),
    )
    ended = at_once(
        lambda: end_post(appointment=Appointment.objects.get(pk=of_pat.pk), by=again(petra)),
        lambda: end_post(appointment=Appointment.objects.get(pk=of_petra.pk), by=again(pat)),
    )
    assert [type(each) for each in ended].count(Refused) == 1
    assert sum(again(each).may(Permission.GIVE_POSTS) for each in (petra, pat)) == 1
