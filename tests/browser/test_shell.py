"""What the frame does: the folding menu, the summary of errors, the skip link."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.browser import checks
from tests.newsletters.factories import make_action, make_item, published

pytestmark = pytest.mark.browser


def test_form_with_errors_opens_on_their_summary(visitor, cast):
    page = visitor(cast["petra"])
    page.goto(reverse("gallery"))
    page.get_by_role("button", name="Send").click()
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.get_by_role("link", name="Fill in “Your name”").click()
    assert page.evaluate("document.activeElement.id") == "id_name"
    assert checks.accessibility(page) == []


def test_menu_folds_on_a_phone_and_closes_with_escape(visitor, cast):
    page = visitor(cast["petra"], width=checks.PHONE)
    page.goto(reverse("front"))
    menu, admin = page.get_by_role("button", name="Menu"), page.get_by_role("link", name="Admin")
    assert not admin.is_visible()
    menu.press("Enter")
    assert admin.is_visible()
    assert menu.get_attribute("aria-expanded") == "true"
    admin.press("Escape")
    assert not admin.is_visible()
    assert menu.evaluate("menu => menu === document.activeElement")


def test_on_a_phone_the_list_comes_first_and_a_link_leads_to_its_filter(visitor, cast):
    page = visitor(width=checks.PHONE, javascript=False)
    page.goto(reverse("newsletters:archive"))
    page.get_by_role("link", name="Find an Update").click()
    assert page.get_by_role("heading", name="Find an Update").is_visible()
    wide = visitor()
    wide.goto(reverse("newsletters:archive"))
    assert not wide.get_by_role("link", name="Find an Update").is_visible()


def test_menu_is_open_without_javascript(visitor, cast):
    page = visitor(cast["petra"], width=checks.PHONE, javascript=False)
    page.goto(reverse("front"))
    assert page.get_by_role("link", name="Admin").is_visible()


def test_first_tab_skips_to_the_page(visitor):
    page = visitor()
    page.goto(reverse("front"))
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("who", [None, "alison"])
def test_wrong_address_is_fit_for_everyone(inspect, cast, who):
    inspect("/nowhere/", cast.get(who), status=404)


def test_refusal_is_fit_for_everyone(inspect, cast):
    inspect(f"{reverse('admin:login')}", cast["alison"], status=403)


def test_form_with_an_old_token_is_sent_again_by_one_button(visitor, cast):
    page = visitor(cast["petra"])
    page.goto(reverse("gallery"))
    page.get_by_label("Your name").fill("Petra")
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').value = 'a'.repeat(64)")
    page.get_by_role("button", name="Send").click()
    assert page.locator("h1").inner_text() == "This was not sent yet"
    assert checks.accessibility(page) == []
    page.get_by_role("button", name="Send it now").click()
    assert page.get_by_label("Your name").input_value() == "Petra"


def test_dana_signs_in_and_out_without_javascript(visitor, cast):
    page = visitor(javascript=False)
    page.goto(reverse("account"))
    page.get_by_label("E-mail address").fill("dana@example.org")
    page.get_by_label("Password").fill("a long enough pass")
    page.get_by_role("button", name="Sign in").click()
    assert page.locator("h1").inner_text() == "Your account"
    page.get_by_role("button", name="Sign out").click()
    assert "You have signed out." in page.get_by_role("status").inner_text()


def test_what_was_typed_in_an_ended_session_comes_back_in_the_browser(visitor, cast, everyone):
    item = make_item()
    action = make_action(item, what="Say who comes", who="councils", wants="interest")
    published(number=500, this_week=[item])
    page = visitor(cast["dana"], javascript=False)
    page.goto(reverse("newsletters:action-answer", args=[action.pk]) + "?for=kent")
    page.get_by_label("Anything we should know").fill("Two of us")
    Session.objects.all().delete()
    page.get_by_role("button", name="Send the answer").click()
    assert "What you typed is kept" in page.get_by_role("status").inner_text()
    page.get_by_label("E-mail address").fill("dana@example.org")
    page.get_by_label("Password").fill("a long enough pass")
    page.get_by_role("button", name="Sign in").click()
    assert "This is not saved yet" in page.locator("main").inner_text()
    assert page.get_by_label("Anything we should know").input_value() == "Two of us"
