"""Petra's letters: a proof first, then how far they are, and the failed again."""

import pytest
from django.core import mail

from newsletters.actions import publishing
from newsletters.models import Delivery, Update
from tests.newsletters.desk import address
from tests.newsletters.factories import make_item, make_update
from tests.newsletters.mail_cast import go_out, make_reader, send_all


@pytest.fixture
def petra(cast, client):
    client.force_login(cast["petra"])
    return cast["petra"]


@pytest.fixture
def update(everyone, directors):
    return make_update(this_week=[make_item("Fostering week"), make_item("Zebrafinch", audience=directors)])


@pytest.fixture
def press(petra, client, update):
    """press("_proof") presses that button on the page of letters, and returns what the next page says."""

    def press(button, **answers):
        answers = {"version": update.version, button: "", **answers}
        page = client.post(address("letters", update), answers, follow=True)
        return page.content.decode()

    return press


def now(update) -> Update:
    return Update.objects.unscoped("test").get(pk=update.pk)


@pytest.mark.parametrize("name", ["letters", "letter"])
def test_only_those_who_write_updates_see_its_letters(cast, client, update, name):
    for who in ("alison", "dana", "ada", "pat"):
        client.force_login(cast[who])
        assert client.get(address(name, update)).status_code in (302, 403)


def test_proof_is_asked_for_and_comes_before_the_letters(press, petra, client, update):
    make_reader()
    assert "You have not been sent a proof." in client.get(address("publish", update)).content.decode()
    assert "A proof is on its way to petra@example.org." in press("_proof", back="publish")
    assert [letter.to for letter in mail.outbox] == [["petra@example.org"]]
    assert (
        "You were sent a proof of these very words" in client.get(address("publish", update)).content.decode()
    )
    publishing.publish(update=now(update), by=petra)
    assert len(send_all()) == 1


def test_letters_of_an_update_published_without_a_proof_wait_and_are_let_go(press, petra, client, update):
    make_reader()
    publishing.publish(update=update, by=petra)
    assert "1 held until a proof has been sent" in client.get(address("change", update)).content.decode()
    assert "proof first" in press("_let_go")
    assert send_all() == []
    press("_without")
    assert "Let go: 1." in press("_let_go")
    assert len(send_all()) == 1
    assert "1 sent, 0 waiting, 0 failed" in client.get(address("letters", update)).content.decode()


def test_failed_letters_are_shown_with_the_servers_words_and_sent_again(
    press, settings, client, petra, update
):
    make_reader("unknown@example.org")
    make_reader("zoe@example.org")
    settings.EMAIL_BACKEND = "tests.newsletters.servers.Choosy"
    go_out(update, by=petra)
    send_all()
    page = client.get(address("letters", update)).content.decode()
    assert "unknown@example.org" in page
    assert "550 5.1.1 No such user here" in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "Sent again: 1." in press("_again")
    assert [letter.to for letter in send_all()] == [["unknown@example.org"]]
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_button_of_a_page_that_is_out_of_date_does_nothing(press, update):
    assert "was saved after you opened that page" in press("_without", version=99)
    assert "was saved after you opened that page" in press("_proof", version="x")
    assert now(update).proofed_version is None
    assert not mail.outbox
    assert press("_nonsense")


def test_preview_shows_the_letter_with_its_own_style_and_no_other(petra, client, update):
    page = client.get(address("letter", update))
    assert "Fostering week" in page.content.decode()
    assert "Zebrafinch" not in page.content.decode()
    policy = page.headers["Content-Security-Policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe-inline" not in policy
    text = client.get(address("letter", update), {"part": "text"})
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Fostering week\n--------------" in text.content.decode()
