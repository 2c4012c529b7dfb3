"""Signing in with a passkey, a code and a recovery code, and being warned before the session ends."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import checks
from tests.people.signing_in import PASSWORD, code, set_up_app, set_up_passkey

pytestmark = pytest.mark.browser


@pytest.fixture
def device(visitor):
    """A browser on a device that keeps passkeys and asks for a finger; it is always the right one."""
    page = visitor()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kept = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.finger = lambda is_right: session.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": kept["authenticatorId"], "isUserVerified": is_right},
    )
    return page


def heading(page):
    return page.locator("h1")


def give_password(page, name, address=""):
    page.goto(address or reverse("account_login"))
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def findings(page):
    found = []
    for width in (checks.WIDE, checks.PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        found += checks.accessibility(page)
    return found


def test_alison_sets_up_a_passkey_and_from_then_on_signs_in_with_it_alone(device, cast):
    console = checks.Console(device)
    give_password(device, "alison", reverse("newsletters:mine"))
    expect(heading(device)).to_have_text("Set up your second step")
    device.get_by_role("link", name="Set up a passkey").click()
    device.get_by_label("A name for this passkey").fill("Work phone")
    device.get_by_role("button", name="Set up a passkey").click()
    expect(heading(device)).to_have_text("Your recovery codes")
    assert device.locator(".codes li").count() == 10
    device.get_by_role("link", name="I have kept them: go on").click()
    device.wait_for_url(f"**{reverse('newsletters:mine')}")

    device.get_by_role("button", name="Sign out").click()
    device.goto(f"{reverse('account_login')}?next={reverse('mfa_index')}")
    device.get_by_role("button", name="Sign in with a passkey").click()
    expect(heading(device)).to_have_text("Your second step")
    expect(device.locator("dt", has_text="Work phone")).to_be_visible()
    assert console.complaints == []
    assert Authenticator.objects.get(type="webauthn").user == cast["alison"]


def set_up(device, name):
    give_password(device, name, reverse("mfa_add_webauthn"))
    expect(heading(device)).to_have_text(re.compile("Set up"))
    device.goto(reverse("mfa_add_webauthn"))
    device.get_by_role("button", name="Set up a passkey").click()
    expect(heading(device)).to_have_text("Your recovery codes")
    device.goto(reverse("front"))
    device.get_by_role("button", name="Sign out").click()


def test_the_passkey_is_the_second_step_after_a_password_too(device, cast):
    set_up(device, "alison")
    give_password(device, "alison")
    expect(heading(device)).to_have_text("The second step")
    assert findings(device) == []
    device.get_by_role("button", name="Use your passkey").click()
    expect(device.get_by_role("link", name="Alison Brook")).to_be_visible()


def test_a_finger_that_is_not_hers_opens_nothing_and_the_page_says_how_to_go_on(device, cast):
    set_up(device, "alison")
    device.finger(False)
    device.goto(reverse("account_login"))
    device.get_by_role("button", name="Sign in with a passkey").click()
    expect(device.get_by_role("alert")).to_contain_text("Try again, or choose another way")
    assert findings(device) == []
    device.goto(reverse("account"))
    expect(heading(device)).to_have_text("Sign in")


def test_a_passkey_that_was_removed_opens_nothing(device, cast):
    set_up(device, "alison")
    Authenticator.objects.all().delete()
    device.goto(reverse("account_login"))
    device.get_by_role("button", name="Sign in with a passkey").click()
    expect(heading(device)).to_have_text("Sign in")
    assert not device.get_by_role("link", name="Alison Brook").count()


def test_the_same_device_is_not_set_up_twice(device, cast):
    set_up(device, "alison")
    device.goto(f"{reverse('account_login')}?next={reverse('mfa_add_webauthn')}")
    device.get_by_role("button", name="Sign in with a passkey").click()
    device.get_by_role("button", name="Set up a passkey").click()
    expect(device.get_by_role("alert")).to_contain_text("a passkey for you already")


def test_without_javascript_alison_signs_in_with_a_code(visitor, cast):
    set_up_app(cast["alison"])
    set_up_passkey(cast["alison"])
    page = visitor(javascript=False)
    give_password(page, "alison")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.get_by_role("link", name="Alison Brook").is_visible()


def test_without_javascript_the_app_is_set_up_by_typing_the_key(visitor, cast):
    page = visitor(javascript=False)
    give_password(page, "petra")
    page.get_by_role("link", name="Set up an app").click()
    assert page.locator(".qr svg").is_visible()
    page.get_by_label("The code that the app shows").fill(code(page.locator(".key").inner_text()))
    page.get_by_role("button", name="Finish").click()
    assert heading(page).inner_text() == "Your recovery codes"


class TestEnding:
    """The warning before somebody is signed out."""

    @pytest.fixture
    def page(self, visitor, cast):
        page = visitor(cast["dev"])
        page.clock.install()
        page.goto(reverse("account"))
        return page

    def minutes_pass(self, page, minutes):
        """For the portal, and for the page's own clock."""
        [cookie] = [each for each in page.context.cookies() if each["name"] == "session"]
        session = SessionStore(cookie["value"])
        session["began"] -= minutes * 60
        session["seen"] = int(time.time()) - minutes * 60
        session.save()
        page.clock.fast_forward(minutes * 60 * 1000)

    def test_it_warns_in_time_and_he_stays_by_pressing_the_button(self, page):
        console = checks.Console(page)
        self.minutes_pass(page, 50)
        dialog = page.get_by_role("dialog", name="You are about to be signed out")
        expect(dialog).to_be_hidden()
        self.minutes_pass(page, 56)
        expect(dialog).to_be_visible()
        expect(dialog).to_contain_text("in 4 minutes")
        expect(dialog.get_by_role("button")).to_be_focused()
        assert findings(page) == []
        dialog.get_by_role("button", name="Stay signed in").click()
        expect(dialog).to_be_hidden()
        self.minutes_pass(page, 10)
        page.goto(reverse("account"))
        expect(heading(page)).to_have_text("Your account")
        assert console.complaints == []

    def test_what_was_done_in_another_tab_counts(self, page):
        with page.expect_response("**/how-long/"):
            page.clock.fast_forward(56 * 60 * 1000)
        expect(page.locator(".ending")).to_be_hidden()

    def test_when_it_is_over_it_says_so_and_nothing_typed_is_lost(self, page):
        self.minutes_pass(page, 61)
        dialog = page.get_by_role("dialog", name="You have been signed out")
        expect(dialog).to_be_visible()
        expect(dialog).to_contain_text("fills in again what you had typed")
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_be_hidden()
        page.goto(reverse("account"))
        expect(heading(page)).to_have_text("Sign in")
