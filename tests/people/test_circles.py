"""Who is in which circle."""

import pytest

from seslip.people.access import Permission, Post
from seslip.people.models import Circle, CircleMember, Delegation, Organisation
from tests.people.coming import in_days


def kinds(user):
    circles = Circle.objects.filter(pk__in=Circle.objects.ids_of(user))
    return {
        circle.organisation.slug if circle.organisation else circle.post or circle.kind for circle in circles
    }


@pytest.mark.parametrize(
    ("who", "circles"),
    [
        ("alison", {"everyone", "members", "kent", "dcs"}),
        ("fay", {"everyone", "somerset", "data-lead"}),
        ("liz", {"everyone", "lga", "lga-adviser"}),
        ("petra", {"everyone", "members", "team", "seslip", "programme-manager"}),
        ("ada", {"everyone", "seslip", "administrator"}),
        ("pat", {"everyone"}),
        ("ian", {"everyone"}),
    ],
)
def test_a_person_is_in_the_circles_of_their_posts_today(cast, who, circles):
    assert kinds(cast[who]) == circles


def test_anonymous_is_in_everyone_only(cast, anonymous):
    assert kinds(anonymous) == {"everyone"}


def test_a_circle_that_includes_another_holds_its_people(cast):
    quality, joint = (
        Circle.objects.create(name="Quality assurance"),
        Circle.objects.create(name="Joint meeting"),
    )
    joint.includes.add(quality)
    CircleMember.objects.create(circle=quality, person=cast["liz"].person)
    assert {quality.pk, joint.pk} <= Circle.objects.ids_of(cast["liz"])
    assert not {quality.pk, joint.pk} & Circle.objects.ids_of(cast["bob"])


def test_somebody_with_posts_at_two_councils_is_among_both(cast):
    from seslip.people.actions import appoint

    wight = Organisation.objects.get(slug="isle-of-wight")
    appoint(person=cast["bob"].person, post=Post.DCS, organisation=wight, by=cast["petra"])
    assert {"surrey", "isle-of-wight"} <= kinds(cast["bob"])


def test_access_ends_with_the_post(cast):
    assert not cast["ian"].may(Permission.ANSWER_FOR_COUNCIL)
    assert cast["alison"].may(Permission.ANSWER_FOR_COUNCIL)


def test_the_portal_knows_no_superuser(cast):
    assert not cast["ada"].is_superuser
    assert not cast["ada"].has_perm("newsletters.change_update")
    assert cast["petra"].has_perm("newsletters.change_update")


def test_all_english_councils_are_known_and_19_are_members_today(reference):
    assert Organisation.objects.councils().filter(valid_to=None).count() == 153
    assert Organisation.objects.members().count() == 19
    assert {o.slug for o in Organisation.objects.data_only()} == {"somerset", "swindon"}


def test_circles_say_who_they_are(cast, members, directors):
    kent = Circle.objects.of_council(Organisation.objects.get(slug="kent"))
    advisers = [Circle.objects.of_post(post) for post in (Post.LGA_ADVISER, Post.DFE_ADVISER)]
    in_words = {circle.in_words for circle in (members, directors, kent, *advisers)}
    assert in_words == {
        "people of the member councils and the programme team",
        "directors of children's services",
        "people of Kent",
        "LGA advisers",
        "DfE advisers",
    }
    assert Circle.objects.create(name="Fostering").in_words == "people in “Fostering”"


@pytest.mark.parametrize("who", ["alison", "fay", "pat", "petra"])
def test_what_a_person_sees_and_may_do_takes_two_queries(cast, who, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert Circle.objects.ids_of(cast[who])
        assert not cast[who].delegations
        cast[who].may(Permission.PUBLISH_UPDATES)


def test_whoever_acts_for_somebody_takes_one_more(cast, django_assert_num_queries):
    held = cast["alison"].appointments[0]
    Delegation.objects.create(appointment=held, to=cast["dev"].person, ends=in_days(9))
    with django_assert_num_queries(3):
        assert Circle.objects.ids_of(cast["dev"])
        assert cast["dev"].may(Permission.KEEP_COUNCIL)


def test_the_people_counted_in_a_circle_are_those_who_see_with_it(cast, everyone, directors):
    fostering = Circle.objects.create(name="Fostering")
    fostering.people.add(cast["fay"].person, cast["pat"].person)
    joint = Circle.objects.create(name="Joint meeting")
    joint.includes.add(fostering, directors)
    for circle in Circle.objects.all():
        inside = {user.pk for user in cast.values() if circle.holds(user)}
        assert {person.user_id for person in circle.people_today()} == inside, circle
    assert joint.sentence() == "people in “Joint meeting”: 4 people"
    assert everyone.sentence() == "everyone, signed in or not"


def test_whoever_holds_no_post_any_more_is_in_no_circle_that_names_them(cast):
    quality = Circle.objects.create(name="Quality assurance")
    quality.people.add(cast["nell"].person, cast["pat"].person)
    assert quality.holds(cast["nell"])
    assert not quality.holds(cast["pat"])
    assert [person.name for person in quality.people_today()] == ["Nell Ware"]


def test_a_data_only_subscribers_director_is_not_among_the_directors(cast, directors):
    from seslip.people.models import Appointment

    somerset = Organisation.objects.get(slug="somerset")
    Appointment.objects.create(person=cast["pat"].person, post=Post.DCS, organisation=somerset)
    assert kinds(cast["pat"]) == {"everyone", "somerset"}
    assert cast["pat"].pk not in {person.user_id for person in directors.people_today()}


def test_a_director_of_a_member_and_of_a_subscriber_is_among_the_directors(cast, directors):
    from seslip.people.models import Appointment

    somerset = Organisation.objects.get(slug="somerset")
    Appointment.objects.create(person=cast["bob"].person, post=Post.DCS, organisation=somerset)
    assert directors.holds(cast["bob"])
