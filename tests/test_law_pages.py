"""The pages the law asks for say what is true."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from seslip import drafts

DAY = 24 * 60 * 60


@pytest.fixture
def cookies_set(client, cast):
    """Every cookie the site sets on somebody who mistypes a password, signs in, works and signs out."""
    seen = {}

    def note(response):
        seen.update(response.cookies.items())

    typed = {"login": "petra@example.org", "password": "wrong"}
    note(client.get(reverse("front")))
    note(client.get(reverse("account_login")))
    note(client.post(reverse("account_login"), typed))
    note(client.post(reverse("account_login"), {**typed, "password": "a long enough pass"}))
    note(client.get(reverse("gallery")))
    note(client.get(reverse("admin:index")))
    password = {
        "oldpassword": "a long enough pass",
        "password1": "teapot gravel",
        "password2": "teapot gravel",
    }
    note(client.post(reverse("account_change_password"), password))
    note(client.post(reverse("account_logout")))
    note(client.post(reverse("gallery"), {"name": "Petra"}))
    return seen


def test_the_cookies_page_lists_the_cookies_the_site_sets_and_no_others(client, cookies_set):
    page = BeautifulSoup(client.get(reverse("cookies")).content, "html.parser")
    listed = {row.th.text: row.select("td")[1].text for row in page.select("tbody tr")}
    assert set(listed) == set(cookies_set)
    assert "for an hour, or 10 hours" in listed["session"]
    assert (settings.SESSION_IDLE_AGE, settings.SESSION_COOKIE_AGE) == (60 * 60, 10 * 60 * 60)
    assert "a year" in listed["csrftoken"]
    assert cookies_set["csrftoken"]["max-age"] == 364 * DAY
    assert "30 days" in listed["typed_by"]
    assert drafts.COOKIE_AGE == 30 * DAY


@pytest.mark.parametrize("name", ["accessibility", "privacy", "cookies", "contact"])
def test_every_page_leads_to_it_and_it_says_whom_to_ask(client, db, name):
    foot = BeautifulSoup(client.get(reverse("front")).content, "html.parser").select_one("footer")
    assert foot.select_one(f'a[href="{reverse(name)}"]')
    page = client.get(reverse(name)).content.decode()
    assert settings.CONTACT_EMAIL in page or name == "cookies"


@pytest.mark.parametrize(
    "words",
    [
        "in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
        "Accessibility Regulations 2018",
        "partially compliant with the Web Content Accessibility Guidelines",
        "Equality and Human Rights Commission (EHRC)",
        "This statement was prepared on",
        "It was last reviewed on",
    ],
)
def test_the_accessibility_statement_has_what_the_regulations_want(client, db, words):
    assert words in client.get(reverse("accessibility")).content.decode()


def test_the_privacy_page_says_how_long_the_record_is_kept(client, db, settings):
    years = f"kept for {settings.AUDIT_KEPT_YEARS} years"
    assert years in client.get("/privacy/").content.decode()
