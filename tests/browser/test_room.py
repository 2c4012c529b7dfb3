"""The room in a real browser, which says more about where a form comes from than the test client does."""

import pytest

pytestmark = pytest.mark.browser


def test_a_form_of_the_room_is_taken(cast, visitor):
    page = visitor(cast["petra"])
    page.goto("/peer-challenge/rounds/new/")
    page.fill("[name=name]", "Triads 2027")
    page.fill("[name=starts]", "2027-09-01")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/triads-2027/**")
    assert page.get_by_text("Triads 2027").count()
