"""Signing in with a council's own account: Kent and Surrey are on Microsoft Entra."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from seslip.people import tenants
from seslip.people.models import Appointment, User
from tests.people.fake_entra import CLIENT, Entra, state_of
from tests.people.signing_in import is_signed_in

KENT, SURREY = "11111111-aaaa", "22222222-bbbb"
DANA = {"sub": "dana-at-kent", "preferred_username": "Dana@example.org", "name": "Dana Hill"}


@pytest.fixture
def entra(settings):
    with Entra() as server:
        settings.ENTRA_TENANTS = {KENT: "kent", SURREY: "surrey"}
        settings.SOCIALACCOUNT_PROVIDERS = tenants.providers(
            settings.ENTRA_TENANTS, client_id=CLIENT, secret="hush", authority=server.address
        )
        yield server


def come_in(client, entra, council="kent", query="", follow=False, **claims):
    """As a browser does: to the council, and back with a code."""
    entra.claims = DANA | claims
    sent = client.post(reverse("openid_connect_login", args=[council]) + query)
    back = {"state": state_of(sent.url), "code": "a code"}
    return client.get(reverse("openid_connect_callback", args=[council]), back, follow=follow)


def test_dana_is_known_by_her_address_the_first_time_and_by_her_number_afterwards(client, cast, entra):
    assert come_in(client, entra).url == "/"
    assert client.session["_auth_user_id"] == str(cast["dana"].pk)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid) == (cast["dana"], "dana-at-kent")

    client.logout()
    assert (
        come_in(client, entra, preferred_username="dana.hill@kent.example", email="x@example.org").url == "/"
    )
    assert client.session["_auth_user_id"] == str(cast["dana"].pk)


def test_the_code_is_worth_nothing_to_whoever_overhears_it(client, cast, entra):
    sent = client.post(reverse("openid_connect_login", args=["kent"]))
    asked = parse_qs(urlsplit(sent.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    come_in(client, entra)
    assert entra.asked[-1]["code_verifier"]


def refused(response):
    return response.status_code == 403 and "You have no account here yet" in response.content.decode()


def test_who_was_not_invited_gets_a_page_and_no_account(client, cast, entra, settings):
    before = User.objects.count()
    answer = come_in(client, entra, sub="new", preferred_username="newcomer@example.org")
    assert refused(answer)
    assert settings.CONTACT_EMAIL in answer.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("why", "council", "claims"),
    [
        ("Surrey cannot answer for somebody at Kent", "surrey", {}),
        ("nor say that it is Kent", "surrey", {"tid": KENT}),
        ("nor any directory nobody has listed", "kent", {"tid": "33333333-cccc"}),
        ("nor a guest in Kent's directory", "kent", {"idp": "https://elsewhere.example/"}),
        (
            "nobody signs in as a person without a post there",
            "kent",
            {"preferred_username": "bob@example.org"},
        ),
        ("nor as one whose post has ended", "kent", {"preferred_username": "ian@example.org"}),
        ("an address is not guessed at", "kent", {"preferred_username": "", "email": "%@example.org"}),
    ],
)
def test_the_directory_alone_opens_nothing(client, cast, entra, why, council, claims):
    assert refused(come_in(client, entra, council, **claims)), why
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()


def test_an_address_given_to_somebody_new_does_not_open_the_account_of_the_one_before(client, cast, entra):
    come_in(client, entra)
    client.logout()
    assert refused(come_in(client, entra, sub="somebody-else"))


def test_when_the_post_at_the_council_ends_so_does_its_way_in(client, cast, entra):
    come_in(client, entra)
    client.logout()
    Appointment.objects.filter(person__user=cast["dana"]).update(ends="2020-01-01")
    assert refused(come_in(client, entra))


def test_nobody_joins_their_directory_to_an_account_by_hand(client, cast, entra):
    client.force_login(cast["otto"])
    assert refused(come_in(client, entra, query="?process=connect"))
    assert not SocialAccount.objects.filter(user=cast["otto"]).exists()


@pytest.mark.parametrize("claims", [{}, {"amr": ["pwd"]}, {"acrs": ["c9"]}])
def test_alison_is_asked_for_the_second_step_here_unless_kent_says_it_has_asked(client, cast, entra, claims):
    come_in(client, entra, sub="alison", preferred_username="alison@example.org", **claims)
    assert client.get(reverse("account")).url == reverse("mfa_index")


@pytest.mark.parametrize("claims", [{"amr": ["pwd", "mfa"]}, {"acrs": ["c1"]}, {"acrs": "c1"}])
def test_the_second_step_of_kent_counts_where_kent_says_so(client, cast, entra, settings, claims):
    settings.ENTRA_MFA_CONTEXT = "c1"
    come_in(client, entra, sub="alison", preferred_username="alison@example.org", **claims)
    assert client.get(reverse("account")).status_code == 200


def test_whoever_stops_half_way_is_told_how_to_go_on(client, cast, entra):
    sent = client.post(reverse("openid_connect_login", args=["kent"]))
    for error in ("access_denied", "server_error"):
        back = {"state": state_of(sent.url), "error": error}
        answer = client.get(reverse("openid_connect_callback", args=["kent"]), back)
        assert answer.status_code == 403
        assert "Your council did not sign you in" in answer.content.decode()
    assert client.get(reverse("openid_connect_callback", args=["kent"])).status_code == 403


def test_the_page_of_councils_leads_only_to_those_that_take_part(client, cast, entra):
    page = client.get(reverse("council_sign_in"))
    assert "Kent" in page.content.decode()
    assert "Medway" not in page.content.decode()
    assert "form-action 'self' https://login.microsoftonline.com" in page["Content-Security-Policy"]
    assert client.post(reverse("openid_connect_login", args=["medway"])).status_code == 404


def test_settings_that_are_not_understood_stop_the_start():
    assert tenants.read(" A1=kent, b2=surrey,") == {"a1": "kent", "b2": "surrey"}
    assert tenants.read("") == {}
    with pytest.raises(ImproperlyConfigured, match="ENTRA_TENANTS"):
        tenants.read("kent")
    with pytest.raises(ImproperlyConfigured, match="ENTRA_CLIENT_ID"):
        tenants.providers({"a1": "kent"}, client_id="", secret="x")
