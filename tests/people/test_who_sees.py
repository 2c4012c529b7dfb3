"""Every restricted thing says who sees it, by name when asked, and why this reader does."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seslip.people.access import Post
from seslip.people.actions import appoint
from seslip.people.forms import AudienceField
from seslip.people.models import Circle, CircleMember, Organisation, Person, Roll
from tests.conftest import NETWORK
from tests.library.factories import make_document
from tests.newsletters.factories import make_item, published


@pytest.fixture
def joint(cast, directors):
    """Two networks and the directors, meeting jointly."""
    inner = Circle.objects.create(name="Fostering")
    CircleMember.objects.create(circle=inner, person=cast["liz"].person)
    joint = Circle.objects.create(name="Joint meeting")
    joint.includes.add(inner, directors, Circle.objects.get(name=NETWORK))
    return joint


def shown(client, cast, who, circle):
    client.force_login(cast[who])
    return client.get(circle.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("alison", "Director of Children's Services of Kent"),
        ("liz", "somebody named in “Fostering”"),
        ("nell", f"somebody named in “{NETWORK}”"),
        ("petra", "a member of the programme team"),
    ],
)
def test_why_somebody_sees_it_is_found_through_the_circles_inside(cast, joint, who, why):
    assert Roll().why(cast[who], joint) == why


@pytest.mark.parametrize(
    ("who", "circle", "why"),
    [
        ("dana", "members", "Data lead of Kent"),
        ("stan", "members", "Steering group member"),
        ("liz", Post.LGA_ADVISER, "LGA adviser"),
        ("petra", "members", "a member of the programme team"),
    ],
)
def test_why_names_the_post_that_lets_them_in(cast, members, who, circle, why):
    circle = members if circle == "members" else Circle.objects.of_post(circle)
    assert Roll().why(cast[who], circle) == why


def test_a_director_of_two_councils_sees_it_as_both(cast, directors, client):
    wight = Organisation.objects.get(slug="isle-of-wight")
    appoint(person=cast["bob"].person, post=Post.DCS, organisation=wight, by=None)
    why = Roll().why(cast["bob"], directors)
    assert why == (
        "Director of Children's Services of Isle of Wight and Director of Children's Services of Surrey"
    )


def test_the_roll_and_the_persons_own_circles_are_one_rule(cast, joint):
    roll = Roll()
    for circle in Circle.objects.exclude(kind=Circle.Kind.EVERYONE):
        inside = {name for name, user in cast.items() if circle.holds(user)}
        people = roll.people_in(circle)
        assert {name for name, user in cast.items() if user.person.pk in people} == inside, circle


def test_names_are_told_by_post_and_organisation_and_never_with_an_address(client, cast, directors):
    page = shown(client, cast, "bob", directors)
    main = BeautifulSoup(page.content, "html.parser").main.text
    for words in ("Alison Brook", "Director of Children's Services, Kent", "Oona Pierce", "3 people today"):
        assert words in main
    assert "You see it as Director of Children's Services of Surrey." in main
    assert "Dana Hill" not in main
    assert "Ian Past" not in main
    assert "@" not in main
    assert "01999" not in main


def test_the_team_is_said_to_see_it_too(client, cast, directors):
    words = BeautifulSoup(shown(client, cast, "bob", directors).content, "html.parser").main.text
    assert "Petra Long" in words[words.index("The programme team sees it too") :]


@pytest.mark.parametrize("who", ["liz", "dana", "pat", "ian", "ada"])
def test_who_does_not_see_a_thing_learns_no_names(client, cast, directors, who):
    page = shown(client, cast, who, directors)
    assert page.status_code == 404
    assert "Alison" not in page.content.decode()


def test_the_names_cost_the_same_for_one_and_for_thirty_people(client, cast, directors):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(directors.get_absolute_url()).status_code == 200
        return len(asked)

    shown(client, cast, "alison", directors)
    of_three = queries()
    for council in Organisation.objects.councils()[:30]:
        person = Person.objects.create(name=f"Director of {council}", details_audience=directors)
        appoint(person=person, post=Post.DCS, organisation=council, by=None)
    assert queries() == of_three


def test_an_action_says_who_sees_it_of_its_item_and_of_its_update(client, cast, members, directors):
    item = make_item("Heron", audience=members, actions=[{"what": "Answer", "wants": "interest"}])
    published(number=389, audience=directors, this_week=[item])
    client.force_login(cast["alison"])
    page = client.get(f"/newsletters/actions/{item.actions.get().pk}/").content.decode()
    assert "People of the member councils and the programme team: 13 people." not in page
    assert "Directors of children&#x27;s services: 3 people." in page
    assert "You see this action as Data lead" not in page
    assert "You see this action as Director of Children&#x27;s Services of Kent." in page


def test_a_restricted_update_says_who_sees_it_and_the_archive_too(client, cast, directors):
    update = published(number=389, audience=directors).update
    client.force_login(cast["alison"])
    page = client.get(update.get_absolute_url()).content.decode()
    assert "Directors of children&#x27;s services: 3 people." in page
    assert "You see this Update as Director of Children&#x27;s Services of Kent." in page
    assert "Only directors of children&#x27;s services" in client.get("/newsletters/").content.decode()


def test_nothing_is_said_of_what_everyone_sees(client, cast, everyone):
    paper = make_document("Plan")
    client.force_login(cast["alison"])
    assert "You see this" not in client.get(paper.get_absolute_url()).content.decode()


def test_a_form_says_before_saving_how_many_will_see_it(cast, joint, django_assert_num_queries):
    with django_assert_num_queries(6):
        choices = AudienceField().widget.render("audience", None)
    assert "Directors of children&#x27;s services: 3 people" in choices
    assert "People in “Joint meeting”: 5 people" in choices
    assert "Everyone, signed in or not" in choices
    for name in ("Kent", "Somerset", "Local Government Association"):
        assert f"People of {name}: " in choices
    assert "Barnsley" not in choices


def test_a_circle_made_or_gone_since_the_form_was_first_shown_is_in_it_or_not(client, cast, joint):
    """The field of a form is made once a process: what it offered first was offered until a restart."""
    client.force_login(cast["petra"])
    address = "/admin/library/document/add/"
    assert "Joint meeting" in client.get(address).content.decode()
    joint.delete()
    Circle.objects.create(name="Summit")
    page = client.get(address).content.decode()
    assert "Joint meeting" not in page
    assert "People in “Summit”: 0 people" in page
