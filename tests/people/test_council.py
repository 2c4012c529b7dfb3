"""My council: who sees what about whom, and the quarterly look at it."""

import datetime as dt

import pytest
from django.contrib.auth.hashers import make_password

from seslip.audit.models import Event
from seslip.people import actions
from seslip.people.access import Post
from seslip.people.actions.reviews import Changed
from seslip.people.models import AccessReview, Appointment, Circle, CircleMember, Delegation, Person, User
from seslip.people.tasks import ask_for_reviews
from seslip.refusals import Refused
from tests.people.coming import ask, in_days, invite, place
from tests.people.signing_in import set_up_app

pytestmark = pytest.mark.django_db
PAGE = "/accounts/council/kent/"


def read(client, user, address=PAGE):
    client.force_login(user)
    return client.get(address).content.decode()


@pytest.mark.parametrize("who", ["alison", "petra", "ada"])
def test_those_who_keep_the_council_see_what_each_sees(cast, client, who):
    page = read(client, cast[who])
    for words in (
        "Otto Marsh",
        "directors of children&#x27;s services; ",
        "people of Kent",
        "Last signed in",
    ):
        assert words in page
    assert "Bob Fell" not in page


def test_a_delegate_keeps_it_too(cast, client):
    held = cast["alison"].person.appointments.get()
    Delegation.objects.create(appointment=held, to=cast["dev"].person, ends=in_days(3))
    assert "Last signed in" in read(client, cast["dev"])


@pytest.mark.parametrize("who", ["dev", "lena", "otto", "dana"])
def test_the_rest_of_the_council_see_names_posts_and_who_acts(cast, client, who):
    ask(name="Zqasker", why="zqwhy")
    invite(cast["alison"], name="Zqinvited")
    secret = ("Zqasker", "zqwhy", "Zqinvited")
    page = read(client, cast[who])
    assert "Alison Brook" in page
    for words in (*secret, "Last signed in", "Second step", "Sees what", "Invite somebody"):
        assert words not in page


def test_two_councils_have_a_switch(cast, client):
    for slug in ("hampshire", "isle-of-wight"):
        actions.appoint(person=cast["pat"].person, post=Post.DCS, organisation=place(slug), by=cast["petra"])
    assert 'href="/accounts/council/isle-of-wight/"' in read(
        client, cast["pat"], "/accounts/council/hampshire/"
    )


def test_those_who_keep_all_get_to_every_council_and_partner_from_the_front_page_and_from_each_other(
    cast, client
):
    for who, address in (("petra", "/"), ("petra", PAGE), ("ada", PAGE)):
        assert 'href="/accounts/council/brighton-and-hove/"' in read(client, cast[who], address)
    assert 'href="/accounts/council/lga/"' in read(client, cast["petra"])
    assert 'href="/accounts/council/barnsley/"' not in read(client, cast["petra"])
    for address in ("/", PAGE):
        assert "council/brighton-and-hove/" not in read(client, cast["alison"], address)


def test_whoever_looks_after_a_council_from_outside_is_not_told_that_they_also_hold_a_post_there(
    cast, client
):
    assert "You hold a post at" in read(client, cast["petra"])


def test_only_who_confirms_the_list_is_asked_to(cast, client, review):
    assert "Confirm the list" in read(client, cast["alison"])
    for address in (PAGE, f"{PAGE}review/"):
        page = read(client, cast["petra"], address)
        assert "Confirm the list" not in page
        assert "Tick the posts" not in page


def test_a_lost_second_step_is_taken_away_from_where_it_is_shown(cast, client):
    set_up_app(cast["otto"])
    link = f"/accounts/second-step/of/{cast['otto'].person.pk}/take-away/"
    assert link in read(client, cast["petra"])
    assert link not in read(client, cast["alison"])
    assert f"of/{cast['dev'].person.pk}/" not in read(client, cast["petra"])


def test_the_name_of_a_circle_is_for_the_director_and_the_team(cast, client):
    circle = Circle.objects.create(name="Zqcircle")
    CircleMember.objects.create(circle=circle, person=cast["otto"].person)
    reads = {
        name: "Zqcircle" in read(client, cast[name]) for name in ("alison", "petra", "ada", "dev", "otto")
    }
    assert reads == {"alison": True, "petra": True, "ada": False, "dev": False, "otto": False}
    assert "a circle of named people" in read(client, cast["ada"])


def crowd(number):
    for each in range(number):
        user = User.objects.create(email=f"crowd{number}-{each}@example.org", password=make_password(None))
        person = Person.objects.create(
            name=f"Crowd {each}", user=user, details_audience=Circle.objects.members()
        )
        fields = {"person": person, "organisation": place(), "post": Post.COUNCIL_OFFICER}
        held = Appointment.objects.create(**fields)
        Delegation.objects.create(appointment=held, to=person, ends=in_days(9))
        ask(f"ask{number}-{each}@example.org")


@pytest.mark.parametrize("who", ["alison", "otto"])
def test_the_page_takes_the_same_queries_however_many_there_are(
    cast, client, who, django_assert_max_num_queries
):
    crowd(1)
    invite(cast["alison"])
    client.force_login(cast[who])
    with django_assert_max_num_queries(40) as few:
        client.get(PAGE)
    crowd(30)
    for number in range(30):
        invite(cast["alison"], email=f"new{number}@example.org")
    with django_assert_max_num_queries(len(few)):
        client.get(PAGE)


# The quarterly look


@pytest.fixture
def review(cast):
    actions.ask_for_reviews()
    return AccessReview.objects.unscoped("test").get(organisation__slug="kent")


def kent():
    return Appointment.objects.current().filter(organisation__slug="kent")


def test_the_clock_asks_each_member_council_once_a_quarter(cast):
    ask_for_reviews()
    first = AccessReview.objects.unscoped("test").count()
    ask_for_reviews()
    assert AccessReview.objects.unscoped("test").count() == first == 19
    assert not AccessReview.objects.unscoped("test").filter(organisation__slug="somerset").exists()
    later = dt.date(2040, 5, 4)
    assert actions.ask_for_reviews(later) == 19
    assert AccessReview.objects.unscoped("test").filter(quarter=dt.date(2040, 4, 1)).count() == 19


def test_a_director_is_asked_on_the_front_page_until_it_is_confirmed(cast, client, review):
    assert "Check who at Kent can see what" in read(client, cast["alison"], "/")
    for who in ("dev", "otto", "bob", "petra"):
        assert "at Kent can see what" not in read(client, cast[who], "/")
    actions.confirm_review(review=review, shown=[held.pk for held in kent()], ending=[], by=cast["alison"])
    assert "at Kent can see what" not in read(client, cast["alison"], "/")


def test_confirming_ends_what_was_ticked_and_freezes_what_was_shown(cast, client, review):
    otto = cast["otto"].person.appointments.get()
    shown = sorted(held.pk for held in kent())
    client.force_login(cast["alison"])
    assert client.get(f"{PAGE}review/").content.decode().count('name="shown"') == len(shown)
    answer = client.post(f"{PAGE}review/", {"shown": shown, "end": [otto.pk]}, follow=True)
    assert "Otto Marsh’s post has ended: Council officer." in answer.content.decode()
    review.refresh_from_db()
    assert (review.shown, review.ended, review.confirmed_by) == (shown, [otto.pk], cast["alison"])
    assert otto not in kent()
    assert Event.objects.filter(verb="access review confirmed").count() == 1


def test_a_list_that_has_changed_meanwhile_is_shown_again(cast, review):
    shown = [held.pk for held in kent()]
    actions.appoint(person=cast["pat"].person, post=Post.DATA_LEAD, organisation=place(), by=cast["petra"])
    with pytest.raises(Changed):
        actions.confirm_review(review=review, shown=shown, ending=shown[:1], by=cast["alison"])
    review.refresh_from_db()
    assert review.confirmed_at is None
    assert kent().filter(pk=shown[0]).exists()


def test_what_was_ticked_is_ticked_still_when_the_list_is_shown_again(cast, client, review):
    shown = [held.pk for held in kent()]
    client.force_login(cast["alison"])
    page = client.post(f"{PAGE}review/", {"shown": shown[1:], "end": shown[1:2]}).content.decode()
    assert "Somebody came or left" in page
    assert f'id="end-{shown[1]}" checked' in page
    assert page.count(" checked") == 1


@pytest.mark.parametrize("who", ["petra", "ada", "bob", "dev"])
def test_nobody_confirms_for_the_director(cast, review, who):
    with pytest.raises(Refused):
        actions.confirm_review(review=review, shown=[held.pk for held in kent()], ending=[], by=cast[who])


def test_nobody_ends_a_post_elsewhere_through_the_list(cast, client, review):
    bob = cast["bob"].person.appointments.get()
    client.force_login(cast["alison"])
    client.post(f"{PAGE}review/", {"shown": [held.pk for held in kent()], "end": [bob.pk, "9" * 40, "x"]})
    assert Appointment.objects.current().filter(pk=bob.pk).exists()


def test_the_team_sees_which_councils_have_confirmed(cast, client, review):
    actions.confirm_review(review=review, shown=[held.pk for held in kent()], ending=[], by=cast["alison"])
    page = read(client, cast["petra"], "/accounts/reviews/")
    assert page.count("Not yet") == 18
    assert "by Alison Brook" in page


def test_whoever_is_invited_for_a_later_day_stands_there_with_it(cast, client):
    invite(cast["alison"], starts=in_days(14))
    assert f"; the post begins on {in_days(14):%-d %B %Y}" in read(client, cast["alison"])
