"""The checks find what they are for: each is shown a page with one fault."""

import pytest

from tests.browser import checks

pytestmark = pytest.mark.browser

FRAME = '<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>{}</main></html>'


@pytest.fixture(scope="module")
def blank(chromium):
    context = chromium.new_context(viewport={"width": checks.NARROWEST, "height": 600})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("fault", "finding"),
    [
        ("<input>", "label"),
        ('<p style="color: #bbb">Pale</p>', "color-contrast"),
        ("<p><a href='#a'>1</a></p><h4>Skipped</h4>", "heading-order"),
        (2 * '<button style="padding: 0; font-size: 6px">x</button>', "target-size"),
    ],
)
def test_axe_finds(blank, fault, finding):
    blank.set_content(FRAME.format(fault))
    assert any(f": {finding}: " in found for found in checks.accessibility(blank))


def test_page_too_wide_is_found(blank):
    blank.set_content(FRAME.format('<p style="width: 400px">Wide</p>'))
    assert checks.reflow(blank) == ["408 px wide in a window of 320"]


@pytest.mark.parametrize(
    ("fault", "finding"),
    [
        ('<a href="#a" style="outline: none">No mark</a>', "unseen"),
        ('<a href="#a" onkeydown="return false">Trap</a><a href="#b">Never reached</a>', "missed"),
        (
            '<a href="#a">Under</a><div style="position: fixed; inset: 0; background: #fff">Over</div>',
            "covered",
        ),
    ],
)
def test_keyboard_finds(blank, fault, finding):
    blank.set_content(FRAME.format(fault))
    assert any(f": {finding}: " in found for found in checks.keyboard(blank))


def test_good_page_has_no_findings(blank):
    blank.set_content(FRAME.format('<p><a href="#a">Go on</a></p><label>Name <input></label>'))
    assert checks.accessibility(blank) + checks.keyboard(blank) + checks.reflow(blank) == []


def test_complaints_of_the_browser_are_found(chromium):
    page = chromium.new_page()
    console = checks.Console(page)
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">'
    page.set_content(
        FRAME.format("")
        .replace("<title>", f"{policy}<title>")
        .replace("</main>", "</main><script>1</script>")
    )
    assert any("Content Security Policy" in complaint for complaint in console.complaints)
    page.close()
