"""The room in a real browser, which says more about where a form comes from than the test client does.

Each test is somebody's way through a few forms, pressed as they press them.
"""

import re

import pytest

from networks.peer_challenge.access import Stage
from tests.browser import checks
from tests.networks.peer_challenge.factories import (
    make_ask,
    make_paper,
    make_round,
    make_version,
    nominate,
    pdf,
    undertaken,
)

pytestmark = pytest.mark.browser


def press(page, name):
    page.get_by_role("button", name=name).click()


def file(content: bytes, name="paper.pdf"):
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def said(page) -> str:
    """What the portal answered, above the page."""
    return page.locator(".messages").inner_text()


def test_a_form_of_the_room_is_taken(cast, visitor):
    page = visitor(cast["petra"])
    page.goto("/peer-challenge/rounds/new/")
    page.fill("[name=name]", "Triads 2027")
    page.fill("[name=starts]", "2027-09-01")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/triads-2027/**")
    press(page, "Save these groups")
    assert "The groups are saved" in said(page)


def test_a_director_puts_a_paper_in_reads_it_and_signs_it_off(cast, visitor):
    """Pressed twice in haste, it comes in once."""
    round_ = make_round(stage=Stage.ASSESSMENT)
    page = visitor(cast["alison"])
    page.goto(f"/peer-challenge/{round_.slug}/")
    page.get_by_role("link", name="Put in the self-assessment of Kent").click()
    page.set_input_files("[name=paper]", file(b"", "empty.pdf"))
    press(page, "Put it in")
    assert "empty.pdf is empty." in page.locator(".errors").inner_text()
    page.set_input_files("[name=paper]", file(pdf("What we know")))
    page.get_by_role("button", name="Put it in").dblclick()
    page.wait_for_url("**/papers/*/")
    assert "paper.pdf is in, as version 1" in said(page)
    assert page.get_by_role("link", name=re.compile("^Version")).count() == 1

    page.get_by_role("link", name="Version 1").click()
    with page.expect_download() as taken:
        press(page, "I accept this")
    assert taken.value.suggested_filename == "triads-2019-kent-assessment-1.pdf"
    page.goto(f"/peer-challenge/{round_.slug}/")
    page.get_by_role("link", name="Sign off version 1").click()
    press(page, "Sign off version 1")
    assert "Version 1 is signed off." in said(page)


def test_a_leader_confirms_on_a_phone_without_javascript(cast, visitor):
    round_ = make_round(stage=Stage.ASKS)
    nominate(cast["dev"], cast["alison"])
    make_ask(round_, confirmed_at=None)
    undertaken(round_, cast["alison"])
    page = visitor(cast["alison"], width=checks.PHONE, javascript=False)
    page.goto("/peer-challenge/")
    page.get_by_role("link", name="Confirm what Kent asks").click()
    press(page, "Confirm what Kent asks")
    assert "Confirmed: what Kent asks under Fostering." in said(page)


def test_the_administrator_enters_with_a_reason_and_leaves(cast, visitor):
    round_ = make_round()
    make_version(make_paper(round_))
    page = visitor(cast["ada"])
    page.goto("/peer-challenge/emergency/")
    page.fill("[name=reason]", "A paper stands in the wrong round.")
    page.click("main form button[type=submit]")
    assert "You are in the room for an hour" in said(page)
    press(page, "Leave now")
    assert "You have left the room." in said(page)
    assert page.goto(f"/peer-challenge/{round_.slug}/").status == 404


def test_the_board_is_read_on_a_phone_without_moving_it_sideways(cast, visitor):
    round_ = make_round(facilitator=cast["faz"])
    make_version(make_paper(round_))
    page = visitor(cast["petra"], width=checks.PHONE)
    page.goto(f"/peer-challenge/rounds/{round_.slug}/board/")
    box = page.locator(".scroll")
    assert box.evaluate("it => it.scrollWidth - it.clientWidth") == 0
    assert page.get_by_role("table").get_by_role("row", name="Kent").count() == 1
