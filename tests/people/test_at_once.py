"""What two people do to posts and invitations at the same moment."""

import datetime as dt

from seslip.people.access import Permission, Post
from seslip.people.actions.accounts import appoint
from seslip.people.actions.appointments import end_post
from seslip.people.actions.invitations import accept_anew, invite
from seslip.people.models import Appointment, Invitation, Organisation, User
from seslip.refusals import Refused
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


def test_who_is_invited_twice_at_once_is_invited_once_and_the_second_is_told(cast):
    def press():
        return invite(
            name="Nina New",
            email="nina@example.org",
            post=Post.COUNCIL_OFFICER,
            organisation=Organisation.objects.get(slug="kent"),
            by=again(cast["alison"]),
        )

    ended = at_once(press, press, press)
    assert sorted(type(each).__name__ for each in ended) == ["Invitation", "Refused", "Refused"]
    assert "invited to that post already" in " ".join(map(str, ended))
    assert Invitation.objects.unscoped("the test counts them").count() == 1


def test_of_two_invitations_of_a_new_address_accepted_at_once_the_second_leads_to_signing_in(cast):
    by, kent = again(cast["alison"]), Organisation.objects.get(slug="kent")
    new = {"name": "Nina New", "email": "nina@example.org", "organisation": kent, "by": by}
    asked = [invite(post=post, **new) for post in (Post.COUNCIL_OFFICER, Post.DATA_LEAD)]

    def accept(invitation):
        return lambda: accept_anew(invitation=invitation, password="a long enough pass")

    ended = at_once(*map(accept, asked))
    assert sorted(type(each).__name__ for each in ended) == ["Refused", "User"]
    assert "Sign in with it." in " ".join(map(str, ended))
    assert User.objects.filter(email="nina@example.org").count() == 1
