"""What do I need to do: the list, its filters, the calendar file, the front page."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from icalendar import Calendar

from newsletters.actions import publishing
from newsletters.asks import asks_of, open_actions
from newsletters.models import Action, Answer, Item
from seslip.people.access import Post
from seslip.people.actions import appoint
from seslip.people.models import Organisation
from tests.newsletters.factories import make_item, make_update, published

ACTIONS = "/newsletters/actions/"
CALENDAR = "/newsletters/actions.ics"


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def asked(response) -> list[str]:
    return re.findall(r'<h2 class="item__title"><a href="[^"]*">(.*?)</a>', response.content.decode())


def this_week(*actions, number=389, date=None, **fields):
    return published(number=number, date=date or in_days(0), this_week=[make_item(actions=actions, **fields)])


def test_open_actions_stand_in_date_order_undated_last(everyone, client):
    this_week(
        {"what": "Undated"},
        {"what": "Later", "by_when": in_days(20)},
        {"what": "Sooner", "by_when": in_days(2)},
        {"what": "Today", "by_when": in_days(0)},
        {"what": "Passed", "by_when": in_days(-1)},
    )
    assert asked(client.get(ACTIONS)) == ["Today", "Sooner", "Later", "Undated"]


def test_an_action_in_several_updates_is_shown_once_in_its_newest_words(cast, client):
    item = make_item("Carers", actions=[{"what": "Old words", "by_when": in_days(9)}])
    published(number=388, date=in_days(-7), this_week=[item])
    Action.objects.update(what="New words", by_when=in_days(5))
    published(number=389, date=in_days(0), reminders=[item])
    page = client.get(ACTIONS)
    assert asked(page) == ["New words"]
    assert "Update No 389" in page.content.decode()


def test_what_the_newest_update_no_longer_asks_is_not_asked(cast, client):
    item = make_item(actions=[{"what": "Asked once", "by_when": in_days(9)}])
    published(number=388, date=in_days(-7), this_week=[item])
    Action.objects.all().delete()
    published(number=389, date=in_days(0), reminders=[item])
    assert asked(client.get(ACTIONS)) == []


def test_a_day_brought_forward_and_passed_ends_the_action(cast, client):
    item = make_item(actions=[{"what": "Early", "by_when": in_days(9)}])
    published(number=388, date=in_days(-7), this_week=[item])
    Action.objects.update(by_when=in_days(-1))
    published(number=389, date=in_days(0), reminders=[item])
    assert asked(client.get(ACTIONS)) == []


def test_the_undated_is_asked_while_it_is_news_and_for_12_weeks_at_most(everyone, client):
    this_week({"what": "Over"}, number=1, ends_on=in_days(-1))
    this_week({"what": "Live"}, number=2, ends_on=in_days(1))
    this_week({"what": "Recent"}, number=3, date=in_days(-84))
    this_week({"what": "Forgotten"}, number=4, date=in_days(-85))
    assert asked(client.get(ACTIONS)) == ["Live", "Recent"]


def test_rewording_an_action_after_publication_changes_nothing_shown(everyone, client):
    this_week({"what": "Old words", "by_when": in_days(9)})
    before = client.get(ACTIONS).content
    Action.objects.update(what="New words", by_when=in_days(3))
    Item.objects.unscoped("test").update(programme="Other")
    assert client.get(ACTIONS).content == before


def test_nothing_asked_is_said_kindly(everyone, client):
    assert "Nothing is asked of you at the moment" in client.get(ACTIONS).content.decode()


@pytest.fixture
def councils_asked(everyone):
    this_week({"what": "Of all", "who": "councils"}, number=1, topics=["Data"])
    this_week({"what": "Of Kent", "who": "named", "councils": ["kent"]}, number=2, topics=["Fostering"])
    this_week({"what": "Of Somerset", "who": "named", "councils": ["somerset"]}, number=3)
    this_week({"what": "Of anybody"}, number=4)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("council=kent", {"Of all", "Of Kent", "Of anybody"}),
        ("council=surrey", {"Of all", "Of anybody"}),
        ("topic=fostering", {"Of Kent"}),
        ("council=surrey&topic=fostering", set()),
        ("", {"Of all", "Of Kent", "Of Somerset", "Of anybody"}),
    ],
)
def test_it_is_narrowed_by_council_and_topic(councils_asked, client, query, found):
    assert set(asked(client.get(f"{ACTIONS}?{query}"))) == found


@pytest.mark.parametrize(
    ("who", "found"),
    [("alison", {"Of all", "Of Kent"}), ("bob", {"Of all"}), ("fay", {"Of Somerset"})],
)
def test_mine_is_what_my_council_is_asked(councils_asked, cast, client, who, found):
    client.force_login(cast[who])
    assert set(asked(client.get(f"{ACTIONS}?mine=on"))) == found


@pytest.mark.parametrize("query", ["council=paris", "topic=heron", "council=%00"])
def test_a_value_that_is_not_offered_gets_a_sentence(councils_asked, client, query):
    page = client.get(f"{ACTIONS}?{query}")
    assert page.status_code == 200
    assert asked(page) == []
    assert "There is a problem" in page.content.decode()


@pytest.mark.parametrize("who", [None, "alison", "petra"])
def test_it_takes_as_many_queries_for_60_actions_as_for_one(
    cast, client, who, django_assert_num_queries, settings
):
    settings.KEEP_PUBLIC_PAGES = False
    queries = {None: 6, "alison": 11, "petra": 8}[who]
    if who:
        client.force_login(cast[who])
    wanted = {"by_when": in_days(3), "wants": "interest", "who": "named", "councils": ["kent", "surrey"]}
    this_week(wanted, number=1)
    client.get(ACTIONS)
    with django_assert_num_queries(queries):
        assert len(asked(client.get(ACTIONS))) == 1
    for number in range(2, 31):
        this_week(wanted, wanted, number=number)
    with django_assert_num_queries(queries):
        assert len(asked(client.get(ACTIONS))) == 59


def events(client) -> dict[str, dict]:
    response = client.get(CALENDAR)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(event["summary"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_the_calendar_holds_the_days_and_leaves_out_the_undated(everyone, client):
    this_week({"what": "Write; soon, please", "by_when": in_days(3)}, {"what": "Undated"})
    found = events(client)
    assert set(found) == {"Write; soon, please"}
    assert found["Write; soon, please"]["dtstart"].dt == in_days(3)
    assert b"X-WR-TIMEZONE:Europe/London" in client.get(CALENDAR).content


def test_an_event_keeps_its_uid_and_its_sequence_rises(cast, client):
    item = make_item(actions=[{"what": "Write", "by_when": in_days(9)}])
    edition = published(number=388, date=in_days(-7), this_week=[item])
    first = events(client)["Write"]
    publishing.correct(update=edition.update, note="The day", by=cast["petra"])
    second = events(client)["Write"]
    Action.objects.update(by_when=in_days(5))
    published(number=389, date=in_days(0), reminders=[item])
    third = events(client)["Write"]
    assert first["uid"] == second["uid"] == third["uid"]
    assert [event["sequence"] for event in (first, second, third)] == [0, 1, 2]
    assert third["dtstart"].dt == in_days(5)


def test_an_update_one_may_not_know_of_leaves_no_trace_in_the_calendar(cast, directors, client):
    item = make_item(actions=[{"what": "Write", "by_when": in_days(9)}])
    published(number=388, date=in_days(-7), this_week=[item])
    before = client.get(CALENDAR).content
    published(number=389, date=in_days(0), reminders=[item], audience=directors)
    assert client.get(CALENDAR).content == before
    client.force_login(cast["alison"])
    assert events(client)["Write"]["sequence"] == 1


def test_the_calendar_holds_what_its_reader_may_see(cast, directors, client):
    this_week({"what": "Heron", "by_when": in_days(3)}, audience=directors)
    seen = {}
    for who in (None, "dana", "fay", "mo", "alison", "petra"):
        client.logout()
        if who:
            client.force_login(cast[who])
        seen[who] = "Heron" in events(client)
    assert seen == {None: False, "dana": False, "fay": False, "mo": False, "alison": True, "petra": True}


@pytest.fixture
def wanted(cast):
    """An action that asks every member council, and one nobody needs to answer."""
    join = {"what": "Join us", "wants": "interest", "who": "councils", "by_when": in_days(3)}
    this_week(join, {"what": "Read"})
    return Action.objects.get(what="Join us")


def test_the_front_page_asks_those_who_may_answer(wanted, cast, anonymous):
    found = {name: [ask.words for ask in asks_of(user)] for name, user in cast.items()}
    assert {name for name, words in found.items() if words} == {"alison", "bob", "dana", "dev", "oona"}
    assert found["alison"] == ["Join us"]
    assert asks_of(anonymous) == []


def test_it_stops_asking_once_the_council_has_answered(wanted, cast):
    kent = Organisation.objects.get(slug="kent")
    Answer.objects.create(action=wanted, council=kent, says="not-for-us", by=cast["dana"])
    assert asks_of(cast["alison"]) == asks_of(cast["dana"]) == []
    assert len(asks_of(cast["bob"])) == 1


def test_somebody_at_two_councils_is_asked_for_each(wanted, cast):
    wight = Organisation.objects.get(slug="isle-of-wight")
    appoint(person=cast["bob"].person, post=Post.DCS, organisation=wight, by=cast["petra"])
    assert [(ask.words, ask.address) for ask in asks_of(cast["bob"])] == [
        ("Join us (Isle of Wight)", f"/newsletters/actions/{wanted.pk}/answer/?for=isle-of-wight"),
        ("Join us (Surrey)", f"/newsletters/actions/{wanted.pk}/answer/?for=surrey"),
    ]


def test_drafts_ask_nothing(cast, anonymous):
    make_update(number=2, date=in_days(0), this_week=[make_item(actions=[{"by_when": in_days(2)}])])
    assert not list(open_actions(anonymous))
    assert not list(open_actions(cast["petra"]))
