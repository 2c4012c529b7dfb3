"""What every page must stand up to in a real browser. Each check answers with its findings: none is good."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

WIDE, PHONE, NARROWEST = 1280, 390, 320
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    # axe would copy a sheet that imports another into an inline style, which our policy refuses and reports.
    # Only the rule against locking the orientation needs that: test_desk.py holds that no sheet asks for it.
    "preload": False,
}

PREPARE_WALK = (Path(__file__).parent / "walk.js").read_text()


def accessibility(page) -> list[str]:
    """axe-core: WCAG 2.2 AA and best practice."""
    violations = Axe().run(page, options=AXE).response["violations"]
    width = page.viewport_size["width"]
    return [
        f"axe at {width} px: {violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def reflow(page) -> list[str]:
    """At 320 px nothing needs scrolling sideways; a wide table may scroll inside its own box."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide in a window of {NARROWEST}"] if width > NARROWEST else []


def keyboard(page) -> list[str]:
    """Tab reaches everything that can be operated, and each shows that it has the focus."""
    for _ in range(page.evaluate(PREPARE_WALK) + 3):
        page.keyboard.press("Tab")
    found = page.evaluate("window.walk()")
    return [f"the keyboard: {finding}: {element}" for finding, them in found.items() for element in them]


def words(page) -> list[str]:
    """The words of the page's main part, as shown."""
    return page.locator("main").inner_text().split()


class Console:
    """What the browser complained of: blocked by the policy, failed to load, script errors."""

    def __init__(self, page):
        self.complaints = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))

    def _console(self, message):
        the_page_itself = "Failed to load resource" in message.text and (
            message.location.get("url") == message.page.url
        )
        if message.type in ("error", "warning") and not the_page_itself:
            self.complaints.append(f"console: {message.text}")
