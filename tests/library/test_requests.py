"""What is given on request: asked for with a reason, given for a time, refused with words, ended."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from seslip.audit.models import Event
from seslip.library import requests
from seslip.library.actions import set_audience
from seslip.library.asks import asks_of
from seslip.library.models import Document, Request
from tests.library.factories import add_file, make_document
from tests.library.files import pdf
from tests.newsletters.mail_cast import do_jobs

CANARY = pdf(b"words of the wagtail")


@pytest.fixture
def film(cast, members):
    """Members know of it; Dana at Kent owns it."""
    return make_document(
        "Film zephyr",
        audience=members,
        file=CANARY,
        on_request=True,
        conditions="Not for websites.",
        owner=cast["dana"].person,
    )


@pytest.fixture
def asked(film, cast):
    return requests.ask(document=film, why="For our committee.", by=cast["mo"])


def download(document):
    return reverse("library:download", args=[document.pk])


def opens(client, cast, who, document) -> bool:
    client.force_login(cast[who])
    addresses = [download(document), reverse("library:version", args=[document.pk, 1])]
    statuses = {client.get(address).status_code for address in addresses}
    assert len(statuses) == 1
    return statuses == {200}


def post(client, cast, who, request, **typed):
    client.force_login(cast[who])
    return client.post(request.get_absolute_url(), typed, follow=True)


def state(request) -> str:
    return Request.objects.unscoped("a test").get(pk=request.pk).state


def test_somebody_asks_with_a_line_why_and_accepts_the_conditions(client, cast, film):
    client.force_login(cast["mo"])
    address = reverse("library:ask", args=[film.pk])
    assert "Not for websites." in client.get(address).content.decode()
    refused = client.post(address, {"why": "For our committee."}).content.decode()
    assert "Tick “I accept the conditions”." in refused
    assert "For our committee." in refused
    page = client.post(address, {"why": "For our committee.", "accepts": "on"}, follow=True).content.decode()
    assert "Waiting for an answer" in page
    one = Request.objects.visible_to(cast["mo"]).get()
    assert (one.why, one.conditions, one.state) == ("For our committee.", "Not for websites.", "asked")
    assert not opens(client, cast, "mo", film)


def test_a_grant_opens_every_version_to_that_person_alone(client, cast, film, asked):
    add_file(film)
    post(client, cast, "dana", asked, answer="grant", words="Enjoy it.")
    assert opens(client, cast, "mo", film)
    assert not opens(client, cast, "bob", film)
    page = client.get(film.get_absolute_url()).content.decode()
    assert "Enjoy it." not in page
    client.force_login(cast["mo"])
    assert "Given on" in client.get(film.get_absolute_url()).content.decode()


def test_it_opens_the_address_of_a_film_elsewhere_too(client, cast, members):
    film = make_document("Film", audience=members, url="https://www.example.org/secret", on_request=True,
                         conditions="Ask.", owner=cast["dana"].person)  # fmt: skip
    asked = requests.ask(document=film, why="To see.", by=cast["mo"])
    client.force_login(cast["mo"])
    assert "secret" not in client.get(film.get_absolute_url()).content.decode()
    requests.grant(request=asked, by=cast["dana"])
    assert "secret" in client.get(film.get_absolute_url()).content.decode()


def test_a_grant_ends_after_its_last_day_and_can_be_asked_for_again(client, cast, film, asked):
    today = timezone.localdate()
    requests.grant(request=asked, by=cast["dana"], until=today)
    assert opens(client, cast, "mo", film)
    Request.objects.filter(pk=asked.pk).update(until=today - dt.timedelta(days=1))
    assert not opens(client, cast, "mo", film)
    assert "has passed" in client.get(asked.get_absolute_url()).content.decode()
    again = requests.ask(document=film, why="Again.", by=cast["mo"])
    assert again != asked
    assert state(asked) == "ended"


def test_a_grant_can_be_ended_from_one_request_to_the_next(client, cast, film, asked):
    requests.grant(request=asked, by=cast["dana"])
    assert opens(client, cast, "mo", film)
    post(client, cast, "petra", asked, words="The agreement is over.")
    assert not opens(client, cast, "mo", film)


def test_a_refusal_needs_words(client, cast, film, asked):
    page = post(client, cast, "dana", asked, answer="refuse").content.decode()
    assert "Say why it is refused." in page
    assert state(asked) == "asked"
    post(client, cast, "dana", asked, answer="refuse", words="It is being cut anew.")
    assert state(asked) == "refused"
    assert not opens(client, cast, "mo", film)


@pytest.mark.parametrize("until", ["2020-01-01", "9999-01-01", "some day", "\x00"])
def test_a_last_day_that_makes_no_sense_gets_a_sentence(client, cast, asked, until):
    page = post(client, cast, "dana", asked, answer="grant", until=until)
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert state(asked) == "asked"


@pytest.mark.parametrize("who", ["anonymous", "pat", "fay", "liz", "ada"])
def test_a_grant_never_shows_what_its_holder_may_not_know_of(client, cast, film, asked, who):
    """Whatever was granted: first the audience is asked."""
    if who == "anonymous":
        client.logout()
        addresses = [download(film), film.get_absolute_url()]
    else:
        Request.objects.filter(pk=asked.pk).update(
            asked_by=cast[who], state="granted", decided_at=timezone.now()
        )
        client.force_login(cast[who])
        addresses = [download(film), film.get_absolute_url(), asked.get_absolute_url()]
        assert "zephyr" not in client.get(reverse("library:requests")).content.decode()
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 404
        assert "zephyr" not in answer.content.decode()


def test_narrowing_the_audience_closes_what_was_granted(client, cast, film, asked, directors):
    requests.grant(request=asked, by=cast["dana"])
    set_audience(document=film, audience=directors, by=cast["petra"])
    assert not opens(client, cast, "mo", film)
    assert client.get(asked.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("bob", 404), ("alison", 404), ("mo", 403)])
def test_only_its_owner_and_the_team_answer(client, cast, film, asked, who, status):
    assert post(client, cast, who, asked, answer="grant").status_code == status
    assert state(asked) == "asked"


def test_what_is_answered_already_is_not_answered_again(cast, asked):
    requests.refuse(request=asked, by=cast["dana"], words="No.")
    with pytest.raises(ValidationError, match="answered meanwhile: refused"):
        requests.grant(request=asked, by=cast["petra"])
    assert state(asked) == "refused"


def test_asking_twice_is_asking_once_and_the_database_holds_it(cast, film, asked):
    assert requests.ask(document=film, why="Again.", by=cast["mo"]) == asked
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.create(document=film, asked_by=cast["mo"], why="Again.")


def test_an_answer_always_has_its_time(cast, asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=asked.pk).update(state="granted")


def test_whoever_may_open_it_is_not_asked_to_ask(client, cast, film):
    for who in ("dana", "petra"):
        client.force_login(cast[who])
        assert client.get(reverse("library:ask", args=[film.pk]))["Location"] == film.get_absolute_url()


def test_letters_say_that_something_happened_and_not_what(cast, film):
    asked = requests.ask(document=film, why="For our committee.", by=cast["mo"])
    [to_owner] = do_jobs("library-letter")
    requests.grant(request=asked, by=cast["dana"], words="Enjoy it.")
    [to_asker] = do_jobs("library-letter")
    assert (to_owner.to, to_asker.to) == (["dana@example.org"], ["mo@example.org"])
    for letter in (to_owner, to_asker):
        whole = letter.message().as_string()
        assert asked.get_absolute_url() in whole
        for secret in ("zephyr", "Mo Rivers", "committee", "Enjoy", "websites"):
            assert secret not in whole


def test_it_waits_on_the_front_page_of_whoever_decides(client, cast, film, asked):
    words = {who: [ask.words for ask in asks_of(cast[who])] for who in ("dana", "petra", "mo", "bob")}
    wanted = ["Mo Rivers asks for “Film zephyr”: give it or refuse it"]
    assert words == {"dana": wanted, "petra": wanted, "mo": [], "bob": []}
    client.force_login(cast["dana"])
    assert "Film zephyr" in client.get("/").content.decode()


def test_every_step_is_written_down_without_names(cast, film, asked):
    requests.grant(request=asked, by=cast["dana"], words="Enjoy it.", until=dt.date(2040, 1, 1))
    requests.end(request=asked, by=cast["petra"])
    steps = Event.objects.filter(details__request=asked.pk).order_by("pk")
    assert [(step.verb, step.by) for step in steps] == [
        ("document asked for", cast["mo"]),
        ("request granted", cast["dana"]),
        ("request ended", cast["petra"]),
    ]
    assert "Enjoy" not in str([step.details for step in steps])


def test_what_was_typed_when_the_session_ended_comes_back(client, cast, film):
    client.force_login(cast["mo"])
    address = reverse("library:ask", args=[film.pk])
    client.get(address)
    client.cookies.pop("session")
    assert "login" in client.post(address, {"why": "Typed with care."})["Location"]
    client.force_login(cast["mo"])
    assert "Typed with care." in client.get(address).content.decode()


def test_the_list_costs_the_same_for_one_and_for_thirty(client, cast, film, asked, members):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("library:requests"))
        return len(counted)

    client.force_login(cast["petra"])
    client.get(reverse("library:requests"))
    of_one = queries()
    for number in range(30):
        other = make_document(f"Film {number}", audience=members, on_request=True, conditions="Ask.", url="")
        requests.ask(document=other, why="To see.", by=cast["bob"])
    assert queries() == of_one


def test_an_owner_is_asked_when_a_review_is_due_and_says_when_to_look_again(client, cast, members):
    today = timezone.localdate()
    paper = make_document("Policy", audience=members, owner=cast["dana"].person, review_on=today)
    later = make_document("Other", audience=members, review_on=today + dt.timedelta(days=9))
    assert [ask.words for ask in asks_of(cast["dana"])] == ["Say whether “Policy” is still right"]
    assert asks_of(cast["petra"]) == []
    Document.objects.filter(pk=later.pk).update(review_on=today)
    assert [ask.words for ask in asks_of(cast["petra"])] == ["Say whether “Other” is still right"]
    client.force_login(cast["dana"])
    address = reverse("library:review", args=[paper.pk])
    assert "Choose a day after today." in client.post(address, {"review_on": str(today)}).content.decode()
    client.post(address, {"review_on": str(today + dt.timedelta(days=365))})
    assert asks_of(cast["dana"]) == []
    client.force_login(cast["mo"])
    assert client.get(address).status_code == 403


def test_an_owner_who_no_longer_sees_it_is_not_asked(cast, directors):
    make_document("Paper", audience=directors, owner=cast["dana"].person, review_on=dt.date(2020, 1, 1),
                  on_request=True, conditions="Ask.")  # fmt: skip
    assert asks_of(cast["dana"]) == []
