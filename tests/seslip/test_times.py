"""Times of day as the house writes them: 7:02pm."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import timezone

from seslip.times import clock, moment

EVENING = dt.datetime(2020, 6, 5, 18, 2, tzinfo=dt.UTC)
OWN_WAY = re.compile(r"date:\"[^\"]*[gGhH]:i|time:\"|(?<!T)%H:%M|[gGhH]:i[aA]?\"\)")


def test_evening_in_london_is_written_as_people_say_it():
    assert clock(EVENING) == clock(timezone.localtime(EVENING)) == "7:02pm"
    assert moment(EVENING) == "5 June 2020, 7:02pm"


def test_no_moment_is_no_words():
    assert clock(None) == moment(None) == ""


def test_every_template_has_them_without_asking():
    words = Template("{{ at|clock }}; {{ at|moment }}").render(Context({"at": EVENING}))
    assert words == "7:02pm; 5 June 2020, 7:02pm"


@pytest.mark.parametrize("place", ["templates/**/*.html", "templates/**/*.txt", "[ns]*/**/*.py"])
def test_times_are_written_in_one_place(place):
    pages = [page for page in Path(settings.BASE_DIR).glob(place) if page.name != "times.py"]
    assert pages
    assert [page.name for page in pages if OWN_WAY.search(page.read_text())] == []
