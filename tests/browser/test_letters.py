"""Joining and leaving in a real browser; the letters as a mail program shows them."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from newsletters.models import Reader
from tests.browser import checks
from tests.newsletters.factories import make_document, make_item, make_person, make_topic
from tests.newsletters.mail_cast import do_jobs, go_out, html_of, make_reader, send_all

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
def test_reader_subscribes_confirms_chooses_and_leaves(visitor, everyone, javascript):
    cache.clear()
    make_topic("Fostering")
    page = visitor(javascript=javascript, width=checks.PHONE)
    page.goto(reverse("newsletters:subscribe"))
    page.get_by_label("Your e-mail address").fill("reader@example.org")
    page.get_by_label("Once a week, on Friday afternoon").check()
    page.get_by_role("button", name="Subscribe").click()
    assert page.locator("h1").inner_text() == "Look into your e-mail"

    [letter] = do_jobs()
    page.goto(_path_in(letter))
    page.get_by_role("button", name="Yes, send me the Update").click()
    assert page.locator("h1").inner_text() == "Your weekly Update"
    page.get_by_label("Fostering").check()
    page.get_by_role("button", name="Save what I chose").click()
    assert "Saved." in page.locator("main").inner_text()

    page.get_by_role("link", name="Leave the list").click()
    page.get_by_role("button", name="Stop the Update").click()
    assert page.locator("h1").inner_text() == "The Update has stopped"
    reader = Reader.objects.get()
    assert (reader.state, reader.frequency, reader.topics.get().name) == ("left", "weekly", "Fostering")


def _path_in(letter) -> str:
    [link] = {word for word in letter.body.split() if "/newsletters/" in word}
    return "/newsletters/" + link.partition("/newsletters/")[2]


@pytest.fixture
def letters(everyone, directors, cast):
    """One of each kind of letter, by the start of its subject."""
    make_reader("alison@example.org", user=cast["alison"])
    go_out(
        this_week=[
            make_item(
                update='<p>Read <a href="https://example.org/guide">the guide</a>.</p><ul><li>One</li></ul>'
                "<table><tbody><tr><th>Council</th><th>Places</th></tr><tr><td>Kent</td><td>3</td></tr></tbody></table>",
                dates=[{"year": 2020, "month": 3, "day": 6}, {"year": 2099, "month": 3}],
                actions=[{"what": "Tell us who comes", "by_when": "2099-02-14"}],
            ),
            make_item(audience=directors),
        ],
        reminders=[make_item("Quality network")],
        tools=[make_document()],
        contacts=[make_person(details_audience=everyone)],
    )
    return send_all()


def test_letter_reads_well_wide_and_narrow(letters, chromium):
    page = chromium.new_page()
    page.set_content(html_of(letters[0]))
    for width in (checks.WIDE, checks.PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        assert checks.accessibility(page) == []
    page.set_viewport_size({"width": checks.NARROWEST, "height": 800})
    assert checks.reflow(page) == []
    page.close()
