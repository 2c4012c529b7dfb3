"""What the frame does: the folding menu, the summary of errors, the skip link."""

import pytest
from django.urls import reverse

from tests.browser import checks

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
