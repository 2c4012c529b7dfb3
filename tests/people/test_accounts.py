"""Coming in, going out, and the password in between."""

import io
import re

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import get_resolver, reverse

from seslip.people.actions import make_account
from seslip.people.models import Circle, Person, User
from tests.people.signing_in import give_code, set_up_app

PASSWORD = "a long enough pass"
NEW_PASSWORD = "teapot gravel Thursday"
SIGN_IN = reverse("account_login")


def sign_in(client, name="alison", password=PASSWORD, address="192.0.2.1", **data):
    typed = {"login": f"{name}@example.org", "password": password, **data}
    return client.post(SIGN_IN, typed, REMOTE_ADDR=address)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def link_in(letter):
    return re.search(r"http://127.0.0.1:8000(\S+)", letter.body).group(1)


def choose_password(client, path, password=NEW_PASSWORD):
    """Opens a one-time link and chooses a password, as the browser does: the link sends on to the form."""
    form = client.get(path, follow=True)
    if not form.redirect_chain:
        return form
    address, asked_for = form.redirect_chain[-1][0], form.context["redirect_field_value"]
    then = {"next": asked_for} if asked_for else {}
    return client.post(address, {"password1": password, "password2": password, **then}, follow=True)


def test_the_ways_in_and_out_are_these_and_no_others():
    assert {pattern.name for pattern in get_resolver("seslip.people.urls").url_patterns} == {
        "account",
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_reauthenticate",
        "council_sign_in",
        "openid_connect_login",
        "openid_connect_callback",
        "ask_for_access",
        "access_asked",
        "access_request",
        "invitation",
        "invited",
        "my_council",
        "council",
        "council_invite",
        "council_review",
        "reviews",
        "post_end",
        "post_delegate",
        "delegation_end",
        "signed_in_where",
        "how_long",
        "mfa_index",
        "second_step_go_on",
        "second_step_take_away",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_add_webauthn",
        "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
    }


def test_alison_signs_in_with_her_e_mail_address_in_any_case(client, cast):
    assert sign_in(client, "ALISON").url == "/"
    assert is_signed_in(client)


def test_alison_goes_on_to_the_page_she_asked_for(client, cast):
    asked = client.get(reverse("account"))
    assert asked.url == f"{SIGN_IN}?next={reverse('account')}"
    assert f'value="{reverse("account")}"' in client.get(asked.url).content.decode()
    assert sign_in(client, next=reverse("account")).url == reverse("account")


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_alison_is_not_sent_off_the_site(client, cast, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"


def test_wrong_password_does_not_say_which_of_the_two_is_wrong(client, cast):
    words = "The e-mail address or the password is not right."
    assert words in sign_in(client, password="wrong").content.decode()
    assert words in sign_in(client, "nobody", password="wrong").content.decode()
    assert not is_signed_in(client)


def test_password_can_be_pasted_and_filled_in(client, db):
    page = client.get(SIGN_IN).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
    assert "placeholder" not in page.split("<main")[1]


def test_after_ten_wrong_passwords_alison_waits_and_nobody_else_does(client, cast, settings):
    for _ in range(9):
        assert sign_in(client, password="wrong").status_code == 200
    assert sign_in(client, "Alison", password="wrong").status_code == 429
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "15 minutes" in locked.content.decode()
    assert settings.CONTACT_EMAIL in locked.content.decode()
    assert not is_signed_in(client)

    assert sign_in(client, "dana").status_code == 302, "Dana, at the same council, comes in"
    client.logout()
    assert sign_in(client, address="198.51.100.7").status_code == 302, "so does Alison from elsewhere"


def test_an_address_longer_than_any_is_refused_in_words(client, cast):
    domain = ".".join(["b" * 50] * 4)
    refused = sign_in(client, login=f"{'a' * 60}@{domain}.org")
    assert refused.status_code == 200
    assert "The e-mail address or the password is not right." in refused.content.decode()


def test_the_wait_is_as_long_as_the_page_says(settings):
    assert settings.AXES_COOLOFF_TIME * 60 == 15


def test_a_right_password_forgives_the_wrong_ones_before(client, cast):
    for _ in range(2):
        for _ in range(9):
            assert sign_in(client, password="wrong").status_code == 200
        assert sign_in(client).status_code == 302
        client.logout()


def test_behind_proxies_the_address_is_what_our_own_proxy_saw(client, cast, settings):
    settings.PROXIES = 1
    for turn in range(10):
        client.post(
            SIGN_IN,
            {"login": "alison@example.org", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{turn}, 192.0.2.1"},
        )
    again = {"login": "alison@example.org", "password": PASSWORD}
    assert client.post(SIGN_IN, again, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 429


def test_a_closed_account_is_told_so(client, cast):
    User.objects.filter(pk=cast["alison"].pk).update(is_active=False)
    assert sign_in(client).url == reverse("account_inactive")
    assert not is_signed_in(client)
    assert "account is closed" in client.get(reverse("account_inactive")).content.decode()


def test_alison_signs_out_with_a_post_and_is_asked_on_a_get(client, cast):
    client.force_login(cast["alison"])
    assert "Stay signed in" in client.get(reverse("account_logout")).content.decode()
    assert is_signed_in(client)
    assert "You have signed out." in client.post(reverse("account_logout"), follow=True).content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_themselves_up(client, db, settings, method):
    data = {"email": "new@example.org", "password1": NEW_PASSWORD}
    page = getattr(client, method)(reverse("account_signup"), data).content.decode()
    assert reverse("ask_for_access") in page
    assert settings.CONTACT_EMAIL in page
    assert not User.objects.exists()


def test_an_account_finds_its_person_whatever_the_capitals(reference):
    members = Circle.objects.members()
    same = {"email": "Fern@Example.org", "details_audience": members}
    known = [Person.objects.create(name=name, **same) for name in ("Fern First", "F. First")]
    user = make_account(email="fern@example.org", name="Fern First", by=None)
    assert user.person == known[0]
    assert Person.objects.unscoped("test").filter(email__iexact="fern@example.org").count() == 2


def test_the_first_administrator_comes_in_by_a_link_that_works_once(client, reference):
    said = io.StringIO()
    call_command("first_administrator", "first@example.org", name="Fern First", stdout=said)
    path = re.search(r"http://127.0.0.1:8000(\S+)", said.getvalue()).group(1)

    page = choose_password(client, path).content.decode()
    assert "Signed in as" in page
    assert "Fern First" in page
    assert "Set up your second step" in page

    client.logout()
    refused = choose_password(client, path, "another good password")
    assert "This link no longer works" in refused.content.decode()
    assert not is_signed_in(client)
    assert sign_in(client, "first", NEW_PASSWORD).status_code == 302


def test_forgotten_password_is_chosen_again_by_a_link_in_a_letter(client, cast, mailoutbox):
    done = client.post(reverse("account_reset_password"), {"email": "Alison@example.org"}, follow=True)
    assert "Check your e-mail" in done.content.decode()
    letter = mailoutbox.pop()
    assert letter.to == ["alison@example.org"]
    assert letter.subject == "Choose a password for the SESLIP portal"
    assert link_in(letter) in letter.alternatives[0].content

    path = link_in(letter)
    assert "Signed in as" in choose_password(client, path).content.decode()
    assert mailoutbox[0].subject == "Your password for the SESLIP portal was changed"
    assert "portal@seslip.example.org at once" in mailoutbox[0].body
    client.logout()
    assert "This link no longer works" in choose_password(client, path).content.decode()


@pytest.mark.parametrize("has_app", [False, True])
def test_whoever_forgot_the_password_still_comes_to_the_page_they_asked_for(
    client, cast, mailoutbox, has_app, settings
):
    settings.MFA_REQUIRED = has_app
    if has_app:
        set_up_app(cast["alison"])
    asked_for = reverse("council", args=["kent"]) + "?a=1&b=2"
    page = client.get(asked_for, follow=True).content.decode()
    forgotten = BeautifulSoup(page, "html.parser").find("a", string="I have forgotten my password")["href"]
    form = client.get(forgotten)
    typed = {"email": "alison@example.org", "next": form.context["redirect_field_value"]}
    done = client.post(reverse("account_reset_password"), typed, follow=True)
    assert "Check your e-mail" in done.content.decode()
    arrived = choose_password(client, link_in(mailoutbox.pop()))
    if has_app:
        arrived = give_code(client, follow=True)
    assert arrived.redirect_chain[-1][0] == asked_for
    assert "Who is who at Kent" in arrived.content.decode()


def test_a_letter_leads_to_no_other_site(client, cast, mailoutbox):
    typed = {"email": "alison@example.org", "next": "https://evil.example/"}
    client.post(reverse("account_reset_password"), typed)
    assert "evil.example" not in mailoutbox[0].body


def test_link_leads_to_our_own_site_whatever_host_was_asked(client, cast, mailoutbox):
    address = reverse("account_reset_password")
    client.post(address, {"email": "alison@example.org"}, headers={"Host": "evil.example"})
    assert "evil.example" not in mailoutbox[0].body
    assert link_in(mailoutbox[0])


def test_an_unknown_address_is_told_the_same_and_gets_no_letter(client, db, mailoutbox):
    done = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert "Check your e-mail" in done.content.decode()
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short one", "at least 10 characters"),
        ("password1234", "too common"),
        ("alison@example", "too similar"),
    ],
)
def test_a_poor_password_is_refused_in_words(client, cast, password, words):
    client.force_login(cast["alison"])
    change = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = client.post(reverse("account_change_password"), change).content.decode()
    assert words in page
    assert "<title>Error: Change your password" in page
    assert User.objects.get(pk=cast["alison"].pk).check_password(PASSWORD)


def test_dev_changes_his_password_and_stays_signed_in_here_only(client, cast, mailoutbox):
    elsewhere = type(client)()
    for browser in (client, elsewhere):
        sign_in(browser, "dev")
    change = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    changed = client.post(reverse("account_change_password"), change, follow=True)
    assert "Your password is changed." in changed.content.decode()
    assert [letter.to for letter in mailoutbox] == [["dev@example.org"]]
    assert elsewhere.get(reverse("account")).status_code == 302


def test_the_admin_sends_on_to_the_one_page_that_changes_a_password(client, cast, mailoutbox):
    client.force_login(cast["ada"])
    passwords = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    for answer in (client.get("/admin/password_change/"), client.post("/admin/password_change/", passwords)):
        assert answer.url == reverse("account_change_password")
    cast["ada"].refresh_from_db()
    assert cast["ada"].check_password(PASSWORD)


def test_account_page_says_what_access_rests_on(client, cast):
    client.force_login(cast["alison"])
    page = client.get(reverse("account")).content.decode()
    assert "Director of Children&#x27;s Services, Kent" in page
    client.force_login(cast["ian"])
    page = client.get(reverse("account")).content.decode()
    assert "None today" in page
    assert "Slough" not in page


def test_cookies_of_a_session_are_out_of_reach_of_scripts_and_end_with_the_browser(client, cast, settings):
    sign_in(client)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""
    assert settings.SESSION_COOKIE_AGE == 10 * 60 * 60
