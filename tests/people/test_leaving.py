"""Going out: a post ends at the next request, the others stay, and what it owned goes along."""

import pytest
from django.core.exceptions import PermissionDenied

from seslip.audit.models import Event
from seslip.people import actions
from seslip.people.access import Post
from seslip.people.models import Appointment, Delegation, User
from seslip.refusals import Refused
from tests.newsletters.factories import make_document
from tests.people.coming import PASSWORD, in_days, invite, place

pytestmark = pytest.mark.django_db


def post_of(cast, name):
    return cast[name].person.appointments.get()


def test_a_post_that_ends_in_mid_session_opens_nothing_at_the_next_request(cast, client, directors):
    paper = make_document("Zqsecret paper", audience=directors)
    client.force_login(cast["bob"])
    assert client.get(f"/library/{paper.pk}/").status_code == 200
    actions.end_post(appointment=post_of(cast, "bob"), by=cast["petra"])
    assert client.get(f"/library/{paper.pk}/").status_code == 404
    assert client.get("/accounts/council/surrey/").status_code == 404
    assert client.get("/accounts/").status_code == 200


def test_a_post_that_began_today_can_end_today(cast):
    held = actions.appoint(
        person=cast["pat"].person, post=Post.COUNCIL_OFFICER, organisation=place(), by=cast["petra"]
    )
    actions.end_post(appointment=held, by=cast["alison"])
    assert not Appointment.objects.current().filter(person__user=cast["pat"]).exists()


def test_ending_one_post_leaves_the_others(cast):
    """Hampshire and the Isle of Wight share a director."""
    for slug in ("hampshire", "isle-of-wight"):
        actions.appoint(person=cast["pat"].person, post=Post.DCS, organisation=place(slug), by=cast["petra"])
    first = Appointment.objects.get(person__user=cast["pat"], organisation__slug="hampshire")
    actions.end_post(appointment=first, by=cast["petra"])
    assert [str(held) for held in User.objects.get(pk=cast["pat"].pk).appointments] == [
        "Director of Children's Services, Isle of Wight"
    ]


MAY_END = {
    ("alison", "dana"): True,
    ("alison", "dev"): True,
    ("alison", "lena"): True,
    ("alison", "bob"): False,
    ("alison", "nell"): False,
    ("bob", "dana"): False,
    ("dev", "dana"): False,
    ("dana", "alison"): False,
    ("dana", "dana"): True,
    ("petra", "alison"): True,
    ("ada", "alison"): True,
    ("faz", "dana"): False,
}


@pytest.mark.parametrize(("who", "whose"), MAY_END)
def test_who_may_end_whose_post(cast, who, whose):
    held = post_of(cast, whose)
    if MAY_END[who, whose]:
        actions.end_post(appointment=held, by=cast[who])
        assert Event.objects.get(verb="post ended").object_id == held.pk
    else:
        with pytest.raises(Refused):
            actions.end_post(appointment=held, by=cast[who])
    assert Appointment.objects.current().filter(pk=held.pk).exists() != MAY_END[who, whose]


def test_the_last_who_can_give_posts_stays(cast):
    with pytest.raises(Refused, match="successor"):
        actions.end_post(appointment=post_of(cast, "petra"), by=cast["ada"])


def test_a_director_ends_a_post_on_the_councils_page(cast, client):
    held = post_of(cast, "otto")
    client.force_login(cast["alison"])
    response = client.post(f"/accounts/posts/{held.pk}/end/", follow=True)
    assert b"has ended" in response.content
    assert b"Otto Marsh</h3>" not in response.content


def test_whoever_gives_up_their_own_post_lands_where_they_still_may(cast, client):
    client.force_login(cast["dana"])
    response = client.post(f"/accounts/posts/{post_of(cast, 'dana').pk}/end/")
    assert response["Location"] == "/accounts/"


def test_a_new_director_takes_over_what_the_post_owned(cast, directors):
    alison = post_of(cast, "alison")
    paper = make_document("Grant application", audience=directors, owner=cast["alison"].person)
    lent = Delegation.objects.create(appointment=alison, to=cast["dev"].person, ends=in_days(90))
    mine = invite(cast["alison"], email="third@example.org")
    actions.end_post(appointment=alison, by=cast["petra"])
    invitation = invite(cast["petra"], post=Post.DCS)
    actions.agree(invitation=invitation, by=cast["ada"])
    invitation.refresh_from_db()
    successor = actions.accept_anew(invitation=invitation, password=PASSWORD)
    for thing in (paper, lent):
        thing.refresh_from_db()
    assert paper.owner == successor.person
    assert lent.ends < in_days(0)
    actions.cancel(invitation=mine, by=successor)
    assert Event.objects.filter(verb="post handed over").count() == 1


def test_nothing_is_handed_over_while_both_hold_the_post(cast, directors):
    paper = make_document("Grant application", audience=directors, owner=cast["alison"].person)
    invitation = invite(cast["petra"], post=Post.DCS)
    actions.agree(invitation=invitation, by=cast["ada"])
    invitation.refresh_from_db()
    actions.accept_anew(invitation=invitation, password=PASSWORD)
    paper.refresh_from_db()
    assert paper.owner == cast["alison"].person


def a_paper_and_two_directors(cast, directors, ends=None, starts=None):
    """Alison goes, Pat comes."""
    paper = make_document("Grant application", audience=directors, owner=cast["alison"].person)
    cast["alison"].person.appointments.update(ends=ends)
    fields = {"person": cast["pat"].person, "post": Post.DCS, "organisation": place(), "starts": starts}
    actions.appoint(by=cast["petra"], **fields)
    return paper


def owner_after_the_clock(paper):
    actions.hand_over_to_new_directors()
    paper.refresh_from_db()
    return paper.owner


def test_whoever_was_there_beside_the_last_director_takes_over_when_that_post_is_ended(cast, directors):
    paper = a_paper_and_two_directors(cast, directors)
    assert owner_after_the_clock(paper) == cast["alison"].person
    actions.end_post(appointment=post_of(cast, "alison"), by=cast["petra"])
    paper.refresh_from_db()
    assert paper.owner == cast["pat"].person


def test_when_the_last_day_of_a_director_has_passed_the_clock_hands_over_once(cast, directors):
    paper = a_paper_and_two_directors(cast, directors, ends=in_days(-1))
    assert owner_after_the_clock(paper) == cast["pat"].person
    assert actions.hand_over_to_new_directors() == 0
    assert post_of(cast, "pat").took_over_from.person == cast["alison"].person
    assert Event.objects.filter(verb="post handed over").count() == 1


@pytest.mark.parametrize(("ends", "starts"), [(in_days(0), None), (in_days(-1), in_days(1))])
def test_not_before_the_last_day_has_passed_and_the_new_post_has_begun(cast, directors, ends, starts):
    paper = a_paper_and_two_directors(cast, directors, ends=ends, starts=starts)
    assert owner_after_the_clock(paper) == cast["alison"].person


def a_post_to_come(cast):
    fields = {"person": cast["pat"].person, "post": Post.DATA_LEAD, "starts": in_days(14)}
    return actions.appoint(organisation=place(), by=cast["petra"], **fields)


def test_a_post_that_has_yet_to_begin_is_shown_to_the_director_who_can_end_it(cast, client):
    held = a_post_to_come(cast)
    client.force_login(cast["alison"])
    assert f"/accounts/posts/{held.pk}/end/" in client.get("/accounts/council/kent/").content.decode()
    assert "It was to begin on" in client.get(f"/accounts/posts/{held.pk}/end/").content.decode()
    assert client.post(f"/accounts/posts/{held.pk}/end/").status_code == 302
    assert not Appointment.objects.to_come().exists()
    assert not Appointment.objects.current().filter(pk=held.pk).exists()


@pytest.mark.parametrize("who", ["otto", "dana", "bob"])
def test_others_do_not_know_of_a_post_to_come(cast, client, who):
    held = a_post_to_come(cast)
    client.force_login(cast[who])
    assert client.get(f"/accounts/posts/{held.pk}/end/").status_code == 404
    assert "Pat" not in client.get("/accounts/council/kent/").content.decode()


def test_whoever_has_a_post_to_come_reads_from_when(cast, client):
    a_post_to_come(cast)
    client.force_login(cast["pat"])
    assert f"Data lead, Kent, from {in_days(14):%-d %B %Y}" in client.get("/accounts/").content.decode()


def test_nobody_gives_themselves_a_post(cast):
    with pytest.raises((Refused, PermissionDenied), match="Nobody gives themselves"):
        actions.appoint(person=cast["ada"].person, post=Post.DCS, organisation=place(), by=cast["ada"])
    assert cast["ada"].person.appointments.count() == 1
