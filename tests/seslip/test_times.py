"""Times of day as the house writes them: 7:02pm."""

from pathlib import Path

from django.conf import settings


def test_no_page_says_pm_with_full_stops():
    pages = Path(settings.BASE_DIR, "templates").rglob("*.html")
    assert [page.name for page in pages if "g:ia" in page.read_text()] == []
