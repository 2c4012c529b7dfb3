"""A real browser for the whole folder: Debian's Chromium, one process, a new context for every visit."""

import os
import shutil

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import sync_playwright

from tests.browser import checks

# Playwright's own loop runs in this thread; Django would otherwise refuse the database here.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def chromium():
    if not os.path.exists(CHROMIUM):
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, live_server, client):
    """visitor("alison", width=390, javascript=False): a new page of the browser, signed in as that person."""
    contexts = []

    def open_page(who=None, *, width=checks.WIDE, javascript=True):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            service_workers="block",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if who:
            context.add_cookies([_session(client, who, live_server.url)])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def _session(client, user, address):
    client.force_login(user)
    name = django_settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


@pytest.fixture
def inspect(visitor):
    """inspect("/cookies/", user): the page has nothing that a check of checks.py finds, for that person.

    `status` is what the page answers with; None stands for anonymous. Without JavaScript a page has the same
    heading and all its words; only the admin may have fewer (`is_enriched`): buttons that need JavaScript.
    """

    def inspect(address, user=None, *, status=200, is_enriched=False):
        page = visitor(user)
        console = checks.Console(page)
        assert page.goto(address).status == status
        if page.locator("script[type=module]").count():
            page.wait_for_load_state("networkidle")
        findings = checks.keyboard(page)
        page.set_viewport_size({"width": checks.NARROWEST, "height": 800})
        # Before axe: it tries inline styles of its own, and the policy stops it.
        findings += checks.reflow(page) + console.complaints
        for width in (checks.WIDE, checks.PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            findings += checks.accessibility(page)
        assert findings == []

        plain = visitor(user, javascript=False)
        assert plain.goto(address).status == status
        assert plain.locator("h1").inner_text() == page.locator("h1").inner_text()
        if not is_enriched:
            assert set(checks.words(page)) <= set(checks.words(plain)), "words that need JavaScript"

    return inspect
