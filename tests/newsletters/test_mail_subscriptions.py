"""Readers come, choose and leave; nobody can do it for them, and nobody learns who is a reader."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from newsletters import letters
from newsletters.actions import readers
from newsletters.models import Reader
from seslip.audit.models import Event
from seslip.topics.models import Topic
from tests.newsletters.factories import make_item, make_topic
from tests.newsletters.mail_cast import do_jobs, go_out, html_of, make_reader, send_all

pytestmark = pytest.mark.usefixtures("everyone")


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    cache.clear()


def ask(client, email="new@example.org", frequency="weekly", **answers):
    return client.post(
        reverse("newsletters:subscribe"), {"email": email, "frequency": frequency, **answers}, follow=True
    )


def link_in(message) -> str:
    """The path of the one link a letter is about; text and HTML carry the same."""
    [link] = {word for word in message.body.split() if "/newsletters/" in word}
    assert link in html_of(message)
    return "/newsletters/" + link.partition("/newsletters/")[2]


# Subscribing


def test_nobody_gets_the_update_before_one_more_click(client):
    topic = make_topic("Fostering")
    answer = ask(client, topics=[topic.pk])
    assert "one more click" in answer.content.decode()
    go_out(this_week=[make_item(topics=["Fostering"])])
    assert send_all() == []
    [letter] = do_jobs()
    assert letter.subject == "One more click for SESLIP's weekly Update"
    link = link_in(letter)

    page = client.get(link)
    assert "One more click" in page.content.decode()
    assert '<button class="button button--big" type="submit">' in page.content.decode()
    assert Reader.objects.get().state == "pending", "opening the link changes nothing"

    client.post(link)
    reader = Reader.objects.get()
    assert (reader.state, reader.frequency, list(reader.topics.all())) == ("active", "weekly", [topic])
    assert reader.lawful_basis.startswith("Consent, ")
    assert client.post(link).status_code == 302, "twice is once"
    said = Event.objects.filter(kind="newsletters.reader", object_id=reader.pk).order_by("pk")
    assert [event.verb for event in said] == ["reader asked", "reader confirmed"]


@pytest.mark.parametrize("state", Reader.State.values)
def test_answer_is_the_same_whether_or_not_the_address_is_known(client, state):
    make_reader("known@example.org", state=state)
    known = ask(client, "known@example.org")
    unknown = ask(client, "unknown@example.org")
    assert known.redirect_chain == unknown.redirect_chain == [("/newsletters/subscribe/asked/", 302)]
    assert known.content == unknown.content
    assert b"example.org" not in known.content
    assert {letter.to[0] for letter in do_jobs()} == {"known@example.org", "unknown@example.org"}


def test_asking_for_somebody_who_is_a_reader_changes_nothing_for_them(client):
    reader = make_reader("known@example.org", topics=["Fostering"])
    ask(client, "Known@Example.org", frequency="weekly")
    reader.refresh_from_db()
    assert (reader.state, reader.frequency, reader.topics.count()) == ("active", "immediate", 1)
    [letter] = do_jobs()
    assert letter.subject == "You already get SESLIP's weekly Update"
    assert client.get(link_in(letter)).status_code == 200


def test_reader_who_left_can_come_again_but_only_with_the_click(client):
    reader = make_reader("known@example.org", state="left", left_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    ask(client, "known@example.org")
    reader.refresh_from_db()
    assert reader.state == "pending"
    client.post(link_in(do_jobs()[0]))
    reader.refresh_from_db()
    assert (reader.state, reader.left_at) == ("active", None)


def test_hidden_topic_cannot_be_joined_by_sending_its_number(client):
    make_topic("Fostering")
    hidden = Topic.objects.create(name="Closed", slug="closed", closed=True)
    for topic in (hidden.pk, 9999, "x", "' or 1"):
        answer = ask(client, topics=[topic])
        assert answer.status_code == 200
        assert answer.redirect_chain == []
    reader = make_reader()
    client.post(
        reverse("newsletters:preferences", args=[reader.token]),
        {"frequency": "weekly", "topics": [hidden.pk]},
    )
    reader.refresh_from_db()
    assert (reader.frequency, reader.topics.count()) == ("immediate", 0)
    assert not Reader.objects.exclude(pk=reader.pk).exists()


@pytest.mark.parametrize(
    "email", ["", "nonsense", "a@b", "a@example.org\nBcc: b@example.org", "\x00@example.org"]
)
def test_wrong_address_is_said_and_nothing_is_kept(client, email):
    answer = ask(client, email)
    assert answer.redirect_chain == []
    assert not Reader.objects.exists()


def test_confirm_link_runs_out(client, monkeypatch):
    reader = make_reader(state="pending")
    link = letters.address("confirm", letters.signed(reader, "confirm"))
    monkeypatch.setattr("newsletters.letters.CONFIRM_DAYS", -1)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    reader.refresh_from_db()
    assert reader.state == "pending"


def test_one_address_is_written_to_three_times_a_day_and_the_answer_stays_the_same(client):
    answers = {ask(client).content for _ in range(5)}
    assert len(answers) == 1
    assert len(do_jobs()) == 3


def test_many_addresses_from_one_place_are_refused_in_words(client):
    for number in range(20):
        ask(client, f"reader{number}@example.org")
    refused = ask(client, "reader21@example.org")
    assert refused.status_code == 429
    assert "Please try again in an hour" in refused.content.decode()
    assert Reader.objects.count() == 20


# Leaving


def test_one_click_works_without_cookies_session_or_csrf(settings):
    reader = make_reader()
    go_out(this_week=[make_item()])
    [letter] = send_all()
    address = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(settings.SITE_ADDRESS)
    mail_program = Client(enforce_csrf_checks=True)
    answer = mail_program.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    reader.refresh_from_db()
    assert reader.state == "left"


def test_after_one_click_a_letter_says_stopped_and_undoes_it(client):
    reader = make_reader(topics=["Fostering"])
    client.post(reverse("newsletters:leave", args=[reader.token]), {"List-Unsubscribe": "One-Click"})
    [letter] = do_jobs()
    assert letter.to == [reader.email]
    assert "has stopped. You can undo this" in letter.subject
    link = link_in(letter)
    client.get(link)
    reader.refresh_from_db()
    assert reader.state == "left", "opening the link changes nothing"
    client.post(link)
    reader.refresh_from_db()
    assert (reader.state, reader.left_at, reader.topics.count()) == ("active", None, 1)


def test_leaving_by_the_page_needs_its_button(client):
    reader = make_reader()
    leave = reverse("newsletters:leave", args=[reader.token])
    assert "Stop the Update" in client.get(leave).content.decode()
    reader.refresh_from_db()
    assert reader.state == "active", "opening the link changes nothing"
    assert "The Update has stopped" in client.post(leave).content.decode()
    client.post(leave)
    assert len(do_jobs()) == 1, "twice is once"


def test_a_stranger_who_asks_for_their_address_does_not_take_the_undoing_away(client):
    reader = make_reader("known@example.org")
    readers.leave(reader=reader, how="the page")
    back = link_in(do_jobs()[0])
    ask(client, "known@example.org")
    assert "<form" in client.get(back).content.decode().split("<main")[1]
    client.post(back)
    reader.refresh_from_db()
    assert reader.state == "active"


def test_who_has_a_forwarded_letter_cannot_bring_back_who_left(client):
    """Only the letter to the owner's own mailbox undoes."""
    reader = make_reader()
    readers.leave(reader=reader, how="the page")
    for name in ("preferences", "leave"):
        client.post(reverse(f"newsletters:{name}", args=[reader.token]), {"frequency": "weekly"})
    for purpose in ("confirm", "come-back"):
        client.post(reverse(f"newsletters:{purpose}", args=[reader.token]))
        client.post(reverse(f"newsletters:{purpose}", args=[letters.signed(reader, "another")]))
    reader.refresh_from_db()
    assert reader.state == "left"


def test_old_link_to_confirm_does_not_bring_back_who_left_since(client):
    reader = make_reader(state="pending")
    link = reverse("newsletters:confirm", args=[letters.signed(reader, "confirm")])
    client.post(link)
    readers.leave(reader=reader, how="the page")
    assert client.get(link).status_code == client.post(link).status_code == 404
    reader.refresh_from_db()
    assert reader.state == "left"


def test_new_links_kill_the_old_ones(client, cast):
    reader = make_reader()
    old = reverse("newsletters:leave", args=[reader.token])
    readers.replace_link(reader=reader, by=cast["petra"])
    assert client.post(old).status_code == 404
    reader.refresh_from_db()
    assert reader.state == "active"


# Choosing


def test_reader_chooses_at_the_link_and_sees_only_a_masked_address(client):
    topic = make_topic("Fostering")
    reader = make_reader("someone@example.org")
    page = reverse("newsletters:preferences", args=[reader.token])
    words = client.get(page).content.decode()
    assert "s…@example.org" in words
    assert "someone" not in words
    answer = client.post(page, {"frequency": "weekly", "topics": [topic.pk]}, follow=True)
    assert "Saved." in answer.content.decode()
    reader.refresh_from_db()
    assert (reader.frequency, list(reader.topics.all())) == ("weekly", [topic])


def test_signed_in_reader_subscribes_at_once_and_chooses_without_a_link(client, cast):
    client.force_login(cast["alison"], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("newsletters:mine")
    assert "You do not get the Update" in client.get(page).content.decode()
    client.post(page, {"frequency": "weekly"})
    reader = Reader.objects.get()
    assert (reader.email, reader.user, reader.state) == ("alison@example.org", cast["alison"], "active")
    client.post(page, {"frequency": "immediate"})
    assert Reader.objects.get().frequency == "immediate"


def test_own_page_asks_to_sign_in(client):
    assert client.get(reverse("newsletters:mine")).status_code == 302


def test_readers_page_takes_as_many_queries_for_thirty_topics_as_for_one(client, django_assert_num_queries):
    reader = make_reader(topics=["Fostering"])
    page = reverse("newsletters:preferences", args=[reader.token])
    with django_assert_num_queries(4):
        client.get(page)
    reader.topics.set(make_topic(f"Topic {number}") for number in range(30))
    with django_assert_num_queries(4):
        client.get(page)


# Links made up


@pytest.mark.parametrize("name", ["confirm", "come-back", "preferences", "leave"])
@pytest.mark.parametrize(
    "token",
    ["x", "a" * 200, "a" * 5000, "1.2.3", "-", "%00", "a%00b", "..%2f", "é", "' or 1=1", "a:b:c", "%ff"],
)
def test_garbage_link_is_a_page_not_an_error_and_changes_nothing(client, name, token):
    reader = make_reader()
    for answer in (
        client.get(f"/newsletters/{_folder(name)}/{token}/"),
        client.post(f"/newsletters/{_folder(name)}/{token}/"),
    ):
        assert answer.status_code == 404
    reader.refresh_from_db()
    assert reader.state == "active"


def _folder(name) -> str:
    return {"preferences": "subscription"}.get(name, name)


def test_link_of_one_purpose_does_not_serve_another(client):
    reader = make_reader(state="left", confirmed_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    token = letters.signed(reader, "confirm")
    assert client.post(reverse("newsletters:come-back", args=[token])).status_code == 404
    assert client.get(reverse("newsletters:confirm", args=[token + "x"])).status_code == 404


def test_letters_about_a_reader_since_erased_are_not_sent(client, cast):
    ask(client)
    readers.erase(reader=Reader.objects.get(), by=cast["petra"])
    assert do_jobs() == []


def test_whoever_has_left_always_has_a_day_on_which(db):
    reader = make_reader()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reader.objects.filter(pk=reader.pk).update(state=Reader.State.LEFT)
