import pytest

from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_is_fit_for_everyone(page, inspect, cast):
    """No violation found by axe, nothing sideways at 320 px, all of it by keyboard and without JavaScript."""
    inspect(page.address(cast), cast.get(page.who), status=page.status)
