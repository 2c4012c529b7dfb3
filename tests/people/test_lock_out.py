"""Guessing is slowed for the person who is guessed at, from where it is done, and for nobody else."""

import pytest
from django.urls import reverse

from seslip.people.adapters import client_address
from tests.people.signing_in import give_code, give_password, is_signed_in, set_up_app

COUNCIL, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def test_after_twenty_wrong_passwords_dev_is_slowed_and_his_colleagues_come_in(client, cast):
    answers = [give_password(client, "dev", "wrong", address=COUNCIL).status_code for _ in range(20)]
    assert answers == [200] * 9 + [429] * 11
    assert give_password(client, "dev", address=COUNCIL).status_code == 429
    assert not is_signed_in(client)
    for colleague in ("dana", "otto", "lena"):
        give_password(client, colleague, address=COUNCIL)
        assert is_signed_in(client), f"{colleague}, at the same address"
        client.logout()
    give_password(client, "dev", address=ELSEWHERE)
    assert is_signed_in(client), "Dev himself, from elsewhere"


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_made_up_sender_changes_nothing(client, cast, settings, proxies):
    """Whoever guesses cannot pretend to be somewhere else each time, nor lock out whom they name."""
    settings.PROXIES = proxies
    ours = f", {COUNCIL}" if proxies else ""
    for number in range(20):
        forged = {"X-Forwarded-For": f"203.0.113.{number}{ours}"}
        typed = {"login": "dev@example.org", "password": "wrong"}
        answer = client.post(reverse("account_login"), typed, headers=forged, REMOTE_ADDR=COUNCIL)
    assert answer.status_code == 429
    forged = {"X-Forwarded-For": f"203.0.113.99{ours}"}
    typed = {"login": "dev@example.org", "password": "a long enough pass"}
    assert (
        client.post(reverse("account_login"), typed, headers=forged, REMOTE_ADDR=COUNCIL).status_code == 429
    )


@pytest.mark.parametrize("forwarded", ["", "not an address", "203.0.113.1:443, nonsense", "é", "x" * 5000])
def test_what_is_no_address_is_not_taken_for_one(rf, settings, forwarded):
    settings.PROXIES = 1
    request = rf.get("/", REMOTE_ADDR=COUNCIL, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == COUNCIL


def test_wrong_codes_slow_the_person_and_nobody_at_the_council(client, cast):
    for who in ("alison", "bob"):
        set_up_app(cast[who])
    give_password(client, "alison", address=COUNCIL)
    for _ in range(20):
        refused = give_code(client, "000000")
    assert "Too many wrong codes" in refused.content.decode()
    assert "Too many wrong codes" in give_code(client).content.decode(), "the right one too, for 15 minutes"
    assert not is_signed_in(client)
    give_password(colleague := type(client)(), "dana", address=COUNCIL)
    assert is_signed_in(colleague)
    give_password(other := type(client)(), "bob", address=COUNCIL)
    give_code(other)
    assert is_signed_in(other)


def test_passwords_typed_again_inside_count_for_that_person_too(client, cast):
    client.force_login(cast["dev"])
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 60 * 60
    session.save()
    address = reverse("account_reauthenticate")
    answers = [
        client.post(address, {"password": "wrong"}, REMOTE_ADDR=COUNCIL).status_code for _ in range(10)
    ]
    assert answers[-1] == 429
    give_password(colleague := type(client)(), "dana", address=COUNCIL)
    assert is_signed_in(colleague)


def test_asking_for_links_does_not_fill_anybodys_mailbox(client, cast, mailoutbox):
    answers = [
        client.post(reverse("account_reset_password"), {"email": "dev@example.org"}).status_code
        for _ in range(10)
    ]
    assert 429 in answers
    assert len(mailoutbox) <= 5
