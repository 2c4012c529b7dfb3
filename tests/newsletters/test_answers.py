"""A council answers what an Update asks: who may, what is kept, what the manager sees."""

import datetime as dt

import pytest
from django.utils import timezone

from newsletters.actions import answers
from newsletters.models import Action, Answer, EditionAction, Update
from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.people.actions import appoint
from seslip.people.models import Organisation
from seslip.refusals import Refused
from tests.newsletters.factories import make_item, published


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def ask(what="Join us", *, audience=None, **fields) -> Action:
    fields = {"wants": "interest", "who": "councils", "by_when": in_days(3)} | fields
    number = 389 + Action.objects.count()
    item = make_item("Pilot", audience=audience, actions=[{"what": what, **fields}])
    published(number=number, date=in_days(0), this_week=[item])
    return item.actions.get()


def page(action, name=""):
    return f"/newsletters/actions/{action.pk}/{name}"


def council(slug):
    return Organisation.objects.get(slug=slug)


@pytest.fixture
def of_all(cast):
    return ask("Of all")


@pytest.fixture
def of_kent(cast):
    return ask("Of Kent", who="named", councils=["kent"], wants="done")


@pytest.fixture
def of_anybody(cast):
    return ask("Of anybody", who="readers")


@pytest.fixture
def of_directors(cast, directors):
    return ask("Heron", audience=directors)


# Who: what answering gives. 302 sends anonymous to sign in, and somebody who has answered to the list.
MATRIX = [
    ("anonymous", {"of_all": 302, "of_kent": 302, "of_anybody": 302, "of_directors": 302}),
    ("alison", {"of_all": 302, "of_kent": 302, "of_anybody": 302, "of_directors": 302}),
    ("dana", {"of_all": 302, "of_kent": 302, "of_anybody": 302, "of_directors": 404}),
    ("bob", {"of_all": 302, "of_kent": 403, "of_anybody": 302, "of_directors": 302}),
    ("fay", {"of_all": 403, "of_kent": 403, "of_anybody": 302, "of_directors": 404}),
    ("mo", {"of_all": 403, "of_kent": 403, "of_anybody": 403, "of_directors": 404}),
    ("liz", {"of_all": 403, "of_kent": 403, "of_anybody": 403, "of_directors": 404}),
    ("pat", {"of_all": 403, "of_kent": 403, "of_anybody": 403, "of_directors": 404}),
    ("ian", {"of_all": 403, "of_kent": 403, "of_anybody": 403, "of_directors": 404}),
    ("ada", {"of_all": 403, "of_kent": 403, "of_anybody": 403, "of_directors": 404}),
    ("petra", {"of_all": 403, "of_kent": 403, "of_anybody": 403, "of_directors": 403}),
]


@pytest.mark.parametrize(("who", "statuses"), MATRIX)
def test_who_may_answer_what(of_all, of_kent, of_anybody, of_directors, cast, client, who, statuses):
    actions = {
        "of_all": of_all, "of_kent": of_kent, "of_anybody": of_anybody, "of_directors": of_directors,
    }  # fmt: skip
    if who != "anonymous":
        client.force_login(cast[who])
    said = {name: "done" if name == "of_kent" else "taking-part" for name in actions}
    found = {
        name: client.post(page(action, "answer/"), {"says": said[name]}).status_code
        for name, action in actions.items()
    }
    assert found == statuses
    given = set(Answer.objects.values_list("action__what", flat=True))
    allowed = set() if who == "anonymous" else {name for name, status in statuses.items() if status == 302}
    assert given == {actions[name].what for name in allowed}


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("alison", 403), ("dana", 404), ("mo", 404), ("ada", 404), ("petra", 200)],
)
def test_who_sees_who_has_not_answered(of_directors, cast, client, who, status):
    if who != "anonymous":
        client.force_login(cast[who])
    assert client.get(page(of_directors, "answers/")).status_code == status


@pytest.mark.parametrize("name", ["", "answer/", "answers/"])
@pytest.mark.parametrize("who", ["dana", "fay", "mo"])
def test_an_action_one_may_not_know_of_answers_like_none(of_directors, cast, client, who, name):
    client.force_login(cast[who])
    assert client.get(page(of_directors, name)).status_code == 404
    assert client.get(f"/newsletters/actions/999999/{name}").status_code == 404


def test_an_answer_is_kept_with_its_note_and_recorded(of_all, cast, client):
    client.force_login(cast["dana"])
    client.post(page(of_all, "answer/"), {"says": "taking-part", "note": "Two of us", "for": "kent"})
    given = Answer.objects.get()
    assert (given.council.slug, given.says, given.note, given.by) == (
        "kent", "taking-part", "Two of us", cast["dana"],
    )  # fmt: skip
    event = Event.objects.get(verb="action answered")
    assert (event.object_id, event.by, event.details["says"]) == (of_all.pk, cast["dana"], "taking-part")


def test_a_council_has_one_answer_and_a_colleague_may_change_it(of_all, cast, client):
    for who, says in (("dana", "taking-part"), ("alison", "not-for-us")):
        client.force_login(cast[who])
        client.post(page(of_all, "answer/"), {"says": says})
    given = Answer.objects.get()
    assert (given.says, given.by) == ("not-for-us", cast["alison"])
    assert Event.objects.filter(verb="action answered").count() == 2


def test_the_answer_is_shown_to_its_council_and_to_no_other(of_all, cast, client):
    Answer.objects.create(
        action=of_all, council=council("kent"), says="taking-part", note="Egret", by=cast["dana"]
    )
    seen = {}
    for who in (None, "alison", "bob", "mo", "fay"):
        client.logout()
        if who:
            client.force_login(cast[who])
        seen[who] = any(
            "Egret" in client.get(at).content.decode() for at in (page(of_all), page(of_all)[:21])
        )
    assert seen == {None: False, "alison": True, "bob": False, "mo": False, "fay": False}


@pytest.mark.parametrize(
    "data", [{}, {"says": "heron"}, {"says": "done"}, {"says": "taking-part", "note": "x" * 501}]
)
def test_what_is_not_offered_is_refused_in_words_and_nothing_typed_is_lost(of_all, cast, client, data):
    client.force_login(cast["alison"])
    response = client.post(page(of_all, "answer/"), {"note": "My note", **data})
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert data.get("note", "My note") in response.content.decode()
    assert not Answer.objects.exists()


def test_after_the_day_nothing_changes(cast, client):
    late = ask(by_when=in_days(-1))
    client.force_login(cast["alison"])
    response = client.post(page(late, "answer/"), {"says": "taking-part", "note": "Too late?"})
    assert response.status_code == 200
    assert "has passed" in response.content.decode()
    assert "Too late?" in response.content.decode()
    assert not Answer.objects.exists()


def test_on_the_day_itself_it_can_still_be_answered(cast, client):
    last = ask(by_when=in_days(0))
    client.force_login(cast["alison"])
    client.post(page(last, "answer/"), {"says": "taking-part"})
    assert Answer.objects.exists()


def test_what_wants_no_answer_takes_none(cast, client):
    quiet = ask(wants="nothing")
    client.force_login(cast["alison"])
    assert client.post(page(quiet, "answer/"), {"says": "done"}).status_code == 403
    assert '<form method="post" action="/newsletters' not in client.get(page(quiet)).content.decode()


def test_with_posts_at_two_councils_one_is_chosen_and_can_be_switched(of_all, cast, client):
    appoint(person=cast["bob"].person, post=Post.DCS, organisation=council("isle-of-wight"), by=cast["petra"])
    client.force_login(cast["bob"])
    assert "Answer for Surrey instead" in client.get(page(of_all)).content.decode()
    assert "Answer for Isle of Wight instead" in client.get(page(of_all) + "?for=surrey").content.decode()
    client.post(page(of_all, "answer/"), {"says": "taking-part", "for": "surrey"})
    client.post(page(of_all, "answer/"), {"says": "not-for-us", "for": "isle-of-wight"})
    assert dict(Answer.objects.values_list("council__slug", "says")) == {
        "surrey": "taking-part",
        "isle-of-wight": "not-for-us",
    }


def test_nobody_answers_for_a_council_that_is_not_theirs(of_all, cast, client):
    client.force_login(cast["alison"])
    client.post(page(of_all, "answer/"), {"says": "taking-part", "for": "surrey"})
    assert not Answer.objects.filter(council__slug="surrey").exists()
    printed = EditionAction.objects.visible_to(cast["alison"]).select_related("origin").get()
    with pytest.raises(Refused, match="cannot answer this for Surrey"):
        answers.answer(
            action=printed, council=council("surrey"), says="taking-part", note="", by=cast["alison"]
        )


def test_a_session_that_ended_loses_nothing_typed(of_all, cast, client):
    client.force_login(cast["alison"])
    client.get(page(of_all))
    client.cookies.pop("session")
    response = client.post(page(of_all, "answer/"), {"says": "taking-part", "note": "A long note"})
    assert response.status_code == 302
    client.force_login(cast["alison"])
    assert "A long note" in client.get(page(of_all, "answer/")).content.decode()


def test_the_manager_sees_every_member_of_that_day_answered_or_not(of_all, cast, client):
    Answer.objects.create(action=of_all, council=council("kent"), says="taking-part", by=cast["dana"])
    client.force_login(cast["petra"])
    shown = client.get(page(of_all, "answers/"))
    text = shown.content.decode()
    assert "1 of 19 councils have answered" in text
    assert text.count("Not answered</strong>") == 18
    assert len(shown.context["silent"]) == 18
    assert "Dana Hill" in text
    silent = text[text.index("<textarea") : text.index("</textarea>")]
    assert "Surrey" in silent
    assert "Kent" not in silent


@pytest.mark.parametrize(("wants", "offered"), [("done", True), ("nothing", False)])
def test_the_manager_is_led_to_the_answers_where_one_is_wanted(cast, client, wants, offered):
    action = ask(wants=wants)
    client.force_login(cast["petra"])
    desk = client.get(f"/admin/newsletters/update/{Update.objects.unscoped('test').get().pk}/change/")
    for response in (client.get(page(action)), desk):
        assert (page(action, "answers/") in response.content.decode()) is offered


def test_of_named_councils_only_those_are_expected(of_kent, cast, client):
    client.force_login(cast["petra"])
    assert "0 of 1 council has answered" in client.get(page(of_kent, "answers/")).content.decode()


def test_others_who_answered_are_listed_apart(of_anybody, cast, client):
    client.force_login(cast["fay"])
    client.post(page(of_anybody, "answer/"), {"says": "taking-part"})
    client.force_login(cast["petra"])
    shown = client.get(page(of_anybody, "answers/"))
    assert "0 of 19" in shown.content.decode()
    assert [answer.council.slug for answer in shown.context["others"]] == ["somerset"]


def test_the_managers_page_takes_the_same_queries_whatever_was_answered(
    of_all, cast, client, django_assert_num_queries
):
    client.force_login(cast["petra"])
    for councils in ([], Organisation.objects.members()):
        for each in councils:
            Answer.objects.create(action=of_all, council=each, says="taking-part", by=cast["dana"])
        with django_assert_num_queries(6):
            client.get(page(of_all, "answers/"))
