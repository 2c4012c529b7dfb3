import pytest
from django.urls import get_resolver

from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_is_fit_for_everyone(page, inspect, cast):
    """No violation found by axe, nothing sideways at 320 px, all of it by keyboard and without JavaScript."""
    inspect(page.address(cast), cast.get(page.who), status=page.status)


# What has a name and an address and is no page; the admin is walked by test_admin.
NO_PAGES = {
    "favicon": "a picture",
    "healthz": "one word for a machine",
    "how_long": "a number for a script",
    "mfa_authenticate": "in the middle of signing in: test_signing_in.py",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "where a passkey is sent",
    "openid_connect_callback": "where a council sends somebody back",
    "openid_connect_login": "leads to a council",
    "second_step_go_on": "sends on",
    "library:download": "a file",
    "library:version": "a file",
    "newsletters:calendar": "a calendar file",
    "newsletters:feed": "a feed",
    "newsletters:update-pdf-preview": "a PDF",
    "budget:budget-newest": "leads to this year's",
    "budget:budget-csv": "a file",
    "budget:budget-xlsx": "a file",
    "budget:budget-journal": "a file",
    "workstreams:plan-version-pdf": "a PDF",
    "my_council": "leads to a council",
    "audit:record-export": "a file",
    "peer_challenge:ask-confirm": "a button",
    "peer_challenge:board-nudge": "a button",
    "peer_challenge:facilitator-end": "a button",
    "peer_challenge:groups-save": "a button",
    "peer_challenge:matches-propose": "a button",
    "peer_challenge:memorandum-blank": "a file",
    "peer_challenge:offer-confirm": "a button",
    "peer_challenge:pack-ask": "a button",
    "peer_challenge:paper-copy": "a file",
    "peer_challenge:paper-open-up": "a button",
    "peer_challenge:paper-settle": "a button",
    "peer_challenge:themes-sign-off": "a button",
}


def names(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield namespace + pattern.name


def test_every_page_there_is_is_walked():
    """A new page fails here until it has a row in pages.py, or in a list pages.py takes in."""
    walked = {page.url_name for page in PAGES} | set(NO_PAGES)
    assert {name for name in names(get_resolver()) if not name.startswith("admin:")} <= walked
