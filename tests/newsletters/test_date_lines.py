"""The dates of an item as she types them, one a line."""

import datetime as dt

import pytest

from newsletters.admin.date_lines import read_line, written

DAY = dt.date(2020, 2, 7)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Friday 5 June 2020 – meeting", "Friday 5 June 2020 – meeting"),
        ("5 June - meeting", "Friday 5 June 2020 – meeting"),
        ("Nominations by 14 February", "by Friday 14 February 2020 – Nominations"),
        ("Deadline: 3 March 2020", "by Tuesday 3 March 2020"),
        ("May 2020, to be announced – Triad 6", "May 2020, to be announced – Triad 6"),
        ("15 February: Triad 2: Kent, Medway", "Saturday 15 February 2020 – Triad 2: Kent, Medway"),
        ("Triad 1 – Thursday 20 February 2020", "Thursday 20 February 2020 – Triad 1"),
        ("5-6 June 2020", "Saturday 6 June 2020 – from 5 June 2020"),
        ("2027 – the review begins", "2027 – the review begins"),
    ],
)
def test_a_line_is_read_and_shown_back_as_it_was_understood(typed, shown):
    assert written(read_line(typed, DAY)) == shown


@pytest.mark.parametrize("typed", ["some time soon", "31 June 2020", "", "10 councils"])
def test_a_line_without_a_day_that_exists_is_not_guessed_at(typed):
    assert read_line(typed, DAY) is None


@pytest.mark.parametrize(
    "typed", ["Friday 5 June 2020 – meeting", "by 3 March 2020", "2027", "May 2020, tba – T"]
)
def test_what_is_shown_is_read_again_as_the_same_date(typed):
    shown = written(read_line(typed, DAY))
    assert written(read_line(shown, DAY)) == shown
