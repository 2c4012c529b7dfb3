import pytest


@pytest.fixture(autouse=True)
def every_page_is_made_afresh(settings):
    settings.KEEP_PUBLIC_PAGES = False
