"""Of whom the second step is asked, and that nothing opens before it is passed."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from seslip import registry
from seslip.audit.models import Event
from seslip.people import second_step
from seslip.people.access import Post
from seslip.people.actions import appoint
from seslip.people.models import Appointment, Draft, Organisation
from tests.conftest import CAST
from tests.networks.peer_challenge.factories import make_round
from tests.people.signing_in import (
    SECRET,
    code,
    give_code,
    give_password,
    is_signed_in,
    set_up_app,
    set_up_passkey,
)
from tests.walk.test_walk import url_names

ASKED = {"alison", "bob", "oona", "tess", "petra", "ada"}
OVERVIEW = reverse("mfa_index")


def words(response):
    return BeautifulSoup(response.content, "html.parser").main.text


def test_it_is_asked_of_directors_the_team_and_whoever_works_in_the_admin(cast):
    assert {name for name in CAST if second_step.is_asked_of(cast[name])} == ASKED


def test_an_area_can_ask_it_of_others(cast, monkeypatch):
    offers = {"second step": [lambda user: user == cast["faz"]]}
    monkeypatch.setattr(registry, "_offers", {**registry._offers, **offers})
    assert {name for name in CAST if second_step.is_asked_of(cast[name])} == ASKED | {"faz"}


def test_everybody_else_is_signed_in_by_password(client, cast):
    assert give_password(client, "dana").url == "/"
    assert client.get(reverse("account")).status_code == 200


# Opened for whoever signed in a moment ago; whatever else there is leads to setting it up.
LET_THROUGH = second_step.OPEN | second_step.SETTING_UP


def test_before_it_is_set_up_every_address_leads_to_setting_it_up(client, cast):
    give_password(client, "petra")
    arguments = {"slug": "x", "pk": 1, "number": 1, "token": "x", "uidb36": "1", "key": "x"}
    arguments |= {"provider_id": "x", "object_id": "1", "app_label": "people", "content_type_id": 1}
    arguments |= {"url": "x", "council": "kent", "kind": "assessment", "year": "2021-22"}
    opened = set()
    for name, pattern in url_names():
        wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        if name == "admin:None" or name.endswith(":None"):
            continue
        address = reverse(name, kwargs={key: arguments.get(key, "1") for key in wanted})
        for answer in (client.get(address), client.post(address)):
            if getattr(answer, "url", "") != OVERVIEW:
                opened.add(name)
        if not is_signed_in(client):
            give_password(client, "petra")
    assert opened == LET_THROUGH


def test_petra_is_led_to_set_up_an_app_and_goes_on_to_the_page_she_asked_for(
    client, cast, mailoutbox, django_capture_on_commit_callbacks
):
    desk = reverse("admin:index")
    page = give_password(client, "petra", next=desk, follow=True)
    assert page.redirect_chain[-1][0] == OVERVIEW
    assert "two minutes" in words(page)
    assert "The easy way: a passkey" in words(page)

    page = client.get(reverse("mfa_activate_totp"))
    secret = BeautifulSoup(page.content, "html.parser").select_one(".key").text
    with django_capture_on_commit_callbacks(execute=True):
        codes = client.post(reverse("mfa_activate_totp"), {"code": code(secret)}, follow=True)
    assert codes.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    kept = [item.text for item in BeautifulSoup(codes.content, "html.parser").select(".codes li")]
    assert len(kept) == 10
    assert client.get(reverse("second_step_go_on")).url == desk
    assert client.get(desk).status_code == 200
    assert [letter.to for letter in mailoutbox] == [["petra@example.org"]]
    assert "An authenticator app was set up." in mailoutbox[0].body
    assert secret not in mailoutbox[0].message().as_string()


def test_a_wrong_code_sets_nothing_up(client, cast):
    give_password(client, "petra")
    client.get(reverse("mfa_activate_totp"))
    refused = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "This code is not right" in words(refused)
    assert not second_step.is_set_up(cast["petra"])


class TestSetUp:
    """Alison has an authenticator app."""

    @pytest.fixture(autouse=True)
    def recovery_codes(self, cast):
        return set_up_app(cast["alison"])

    def test_her_password_alone_signs_nobody_in(self, client):
        assert give_password(client, "alison").url == reverse("mfa_authenticate")
        assert not is_signed_in(client)
        assert client.get(reverse("account")).status_code == 302

    def test_her_code_does_and_works_once(self, client):
        shown = code()
        give_password(client, "alison")
        assert give_code(client, shown).url == "/"
        assert is_signed_in(client)
        client.logout()
        give_password(client, "alison")
        assert "This code is not right" in words(give_code(client, shown))
        assert not is_signed_in(client)

    def test_a_recovery_code_stands_in_once(self, client, recovery_codes):
        give_password(client, "alison")
        assert give_code(client, recovery_codes[0]).url == "/"
        client.logout()
        give_password(client, "alison")
        assert "This code is not right" in words(give_code(client, recovery_codes[0]))

    def test_she_goes_on_to_the_page_she_asked_for(self, client):
        give_password(client, "alison", next=reverse("newsletters:actions"))
        assert give_code(client).url == reverse("newsletters:actions")

    def test_the_admin_cannot_be_entered_without(self, client, cast):
        set_up_app(cast["ada"])
        give_password(client, "ada", next=reverse("admin:index"))
        assert client.get(reverse("admin:index")).status_code == 302
        assert give_code(client).url == reverse("admin:index")
        assert client.get(reverse("admin:index")).status_code == 200

    def test_guessing_codes_is_stopped_for_her_and_nobody_else(self, client, cast):
        set_up_app(cast["bob"])
        give_password(client, "alison")
        for _ in range(10):
            assert "This code is not right" in words(give_code(client, "000000"))
        refused = give_code(client)
        assert "Too many wrong codes. Wait 15 minutes" in words(refused)
        assert not is_signed_in(client)
        client.post(reverse("account_logout"))
        give_password(client, "bob")
        assert give_code(client).url == "/", "Bob, at the same address, comes in"

    def test_wrong_passwords_of_a_stranger_do_not_stop_her(self, client):
        stranger = type(client)()
        for _ in range(20):
            give_password(stranger, "alison", "wrong", address="203.0.113.9")
        give_password(client, "alison")
        assert give_code(client).url == "/"

    def test_she_keeps_at_least_one(self, client, cast):
        give_password(client, "alison")
        give_code(client)
        address = reverse("mfa_deactivate_totp")
        assert "needs a second step" in words(client.get(address))
        client.post(address)
        assert second_step.is_set_up(cast["alison"])
        set_up_passkey(cast["alison"])
        client.post(address)
        assert set(Authenticator.objects.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}
        passkey = Authenticator.objects.get(type="webauthn")
        refused = client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]), follow=True)
        assert "It is your only second step" in words(refused)
        assert second_step.is_set_up(cast["alison"])

    def test_nobody_removes_the_passkey_of_another(self, client, cast):
        passkey = set_up_passkey(cast["alison"])
        client.force_login(cast["bob"])
        assert client.post(reverse("mfa_remove_webauthn", args=[passkey.pk])).status_code == 404
        assert Authenticator.objects.filter(pk=passkey.pk).exists()

    def test_after_a_while_she_is_asked_again_before_her_codes_are_shown(self, client, cast):
        give_password(client, "alison")
        give_code(client)
        codes = reverse("mfa_view_recovery_codes")
        assert client.get(codes).status_code == 200
        session = client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 16 * 60
        session.save()
        asked = client.get(codes, follow=True)
        assert "Is it you?" in words(asked)
        given = client.post(asked.redirect_chain[-1][0], {"password": "a long enough pass", "next": codes})
        assert given.url == codes
        assert client.get(codes).status_code == 200


def become_director(user):
    kent = Organisation.objects.get(slug="kent")
    appoint(person=user.person, post=Post.DCS, organisation=kent, by=None)


def test_whose_post_begins_to_ask_for_it_is_asked_at_the_next_request(client, cast):
    give_password(client, "dev")
    assert client.get(reverse("account")).status_code == 200
    become_director(cast["dev"])
    assert client.get(reverse("account")).url == OVERVIEW
    Appointment.objects.filter(post=Post.DCS, person__user=cast["dev"]).update(
        starts=timezone.localdate() - dt.timedelta(days=2), ends=timezone.localdate() - dt.timedelta(days=1)
    )
    assert client.get(reverse("account")).status_code == 200


def test_what_was_being_typed_then_is_kept(client, cast):
    give_password(client, "dev")
    become_director(cast["dev"])
    sent = client.post("/newsletters/actions/1/answer/?for=kent", {"note": "Two of us"})
    assert sent.url == OVERVIEW
    assert Draft.objects.get().fields == {"note": ["Two of us"]}
    assert client.session[second_step.GO_ON] == "/newsletters/actions/1/answer/?for=kent"


def test_a_session_older_than_the_second_step_has_not_passed_it(client, cast):
    """Whoever holds a stolen password does not ride along when the owner sets one up elsewhere."""
    give_password(client, "petra")
    set_up_app(cast["petra"])
    asked = client.get(reverse("account"))
    assert asked.url == f"{reverse('mfa_reauthenticate')}?next=%2Faccounts%2F"
    for address in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(address)).url.startswith(reverse("mfa_reauthenticate")), "nor adds one"
    assert client.get(asked.url).status_code == 200
    given = client.post(reverse("mfa_reauthenticate"), {"code": code(SECRET), "next": reverse("account")})
    assert given.url == reverse("account")
    assert client.get(reverse("account")).status_code == 200


def test_a_room_can_ask_it_of_whoever_comes_in(client, cast, rf):
    view = second_step.second_step_required(lambda request: "inside")
    request = rf.get("/room/")
    request.user, request.session = cast["faz"], {}
    assert view(request).url == OVERVIEW
    assert request.session[second_step.GO_ON] == "/room/"
    second_step.passed(request, cast["faz"], "totp")
    assert view(request) == "inside"


def test_it_is_asked_of_whoever_comes_into_the_peer_challenge_room(client, cast):
    make_round(facilitator=cast["faz"])
    room = reverse("peer_challenge:room")
    give_password(client, "faz")
    assert client.get(reverse("account")).status_code == 200
    assert client.get(room).url == OVERVIEW
    give_password(other := type(client)(), "otto")
    assert other.get(room).status_code == 404, "nobody else learns that there is a room"
    set_up_app(cast["faz"])
    client.logout()
    give_password(client, "faz", next=room)
    assert give_code(client).url == room
    assert client.get(room).status_code == 200


def test_the_demonstration_insists_on_nothing_and_says_so(client, cast, settings):
    settings.MFA_REQUIRED = False
    assert give_password(client, "alison", follow=True).status_code == 200
    assert "This demonstration does not insist" in words(client.get(reverse("account")))
    assert "insists on it for nobody" in words(client.get(OVERVIEW))


class TestTakenAway:
    """Alison has lost her telephone."""

    @pytest.fixture
    def address(self, cast):
        set_up_app(cast["alison"])
        return reverse("second_step_take_away", args=[cast["alison"].person.pk])

    def test_petra_takes_it_away_and_alison_is_told(
        self, client, cast, address, mailoutbox, django_capture_on_commit_callbacks
    ):
        hers = type(client)()
        give_password(hers, "alison")
        give_code(hers)
        assert hers.get(reverse("account")).status_code == 200
        client.force_login(cast["petra"])
        hers_in_the_admin = reverse("admin:people_person_change", args=[cast["alison"].person.pk])
        assert f'href="{address}"' in client.get(hers_in_the_admin).content.decode()
        assert "ring them" in words(client.get(address))
        with django_capture_on_commit_callbacks(execute=True):
            done = client.post(address, follow=True)
        assert "Alison Brook sets up a new second step" in done.content.decode()
        assert not Authenticator.objects.exists()
        assert hers.get(reverse("account")).status_code == 302
        event = Event.objects.get(verb="second step taken away")
        assert (event.by, event.object_id) == (cast["petra"], cast["alison"].pk)
        assert mailoutbox[0].to == ["alison@example.org"]
        assert "taken away by Petra Long" in mailoutbox[0].body
        assert give_password(hers, "alison", follow=True).redirect_chain[-1][0] == OVERVIEW

    @pytest.mark.parametrize("who", ["alison", "bob", "dev", "pat"])
    def test_others_cannot(self, client, cast, address, who):
        client.force_login(cast[who])
        assert client.post(address).status_code == 403
        assert second_step.is_set_up(cast["alison"])

    def test_nobody_takes_their_own_away(self, client, cast):
        set_up_app(cast["ada"])
        client.force_login(cast["ada"])
        own = reverse("second_step_take_away", args=[cast["ada"].person.pk])
        assert client.post(own).status_code == 403
        assert second_step.is_set_up(cast["ada"])
