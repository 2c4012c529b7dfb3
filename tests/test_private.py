"""Telephone numbers and addresses in the text are taken out for anonymous readers, however written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seslip.private import SHOWN_INSTEAD, blanked, for_anonymous, found_in, plain_for_anonymous

HIDDEN = [
    "ann.reed@example.org",
    "Ann.O’Reed+news@mail.example.org.uk",
    "ann@example",
    "ann.reed (at) example.org",
    "ann.reed[at]example[dot]org",
    "ann at example dot org",
    "07700 900123",
    "07700900123",
    "07700-900-123",
    "+44 7700 900123",
    "+44 (0)7700 900 123",
    "0044 7700 900123",
    "01632 960001",
    "(01632) 960 001",
    "020 7946 0123",
    "0207 946 0123 ext 12",
    "01632\u00a0960\u00a0001",
]
SHOWN = [
    "2018/19",
    "10.30-3.30",
    "29 March 2019",
    "31 January 2020",
    "£1,328,120",
    "227,530 offences",
    "16-19/16-25",
    "SW1P 3RB",
    "Meet at ten",
    "look at gov.uk",
    "0.45%",
    "2019-20",
    "reference 12345678",
    "https://www.example.org/2019/03/0123456789012",
]


@pytest.mark.parametrize("private", HIDDEN)
def test_it_is_taken_out_and_the_words_around_it_stay(private):
    html = f"<p>Please ask {private} today.</p>"
    assert for_anonymous(html) == f"<p>Please ask {SHOWN_INSTEAD} today.</p>"
    assert plain_for_anonymous(f"Please ask {private} today.") == f"Please ask {SHOWN_INSTEAD} today."
    assert found_in(html) == [private]


@pytest.mark.parametrize("words", SHOWN)
def test_what_is_no_address_and_no_number_stays(words):
    html = f"<p>Please note {words} today.</p>"
    assert for_anonymous(html) == html
    assert found_in(html) == []


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (
            '<p>Ask <a href="mailto:ann@example.org">Ann Reed</a>.</p>',
            "<p>Ask Ann Reed.</p>",
        ),
        (
            '<p>Ask <a href="mailto:ann@example.org">ann@example.org</a>.</p>',
            f"<p>Ask {SHOWN_INSTEAD}.</p>",
        ),
        ("<p>Ask <strong>ann</strong>@example.org.</p>", f"<p>Ask <strong>{SHOWN_INSTEAD}</strong>.</p>"),
        ("<p>Ring 07700 <em>900</em>123.</p>", f"<p>Ring {SHOWN_INSTEAD}<em></em>.</p>"),
        ("<p>Ask ann&#64;example.org.</p>", f"<p>Ask {SHOWN_INSTEAD}.</p>"),
        ("<p>Ask ann\u200b@exam\u00adple.org.</p>", f"<p>Ask {SHOWN_INSTEAD}.</p>"),
        (
            "<ul><li>ann@example.org</li><li>bo@example.org</li></ul>",
            f"<ul><li>{SHOWN_INSTEAD}</li><li>{SHOWN_INSTEAD}</li></ul>",
        ),
        ("<p>ann@example.org or 07700 900123</p>", f"<p>{SHOWN_INSTEAD} or {SHOWN_INSTEAD}</p>"),
        (
            '<p><a href="https://example.org/?to=ann@example.org">Write</a></p>',
            "<p>Write</p>",
        ),
        ("<p>Part 07700</p><p>900123 cases</p>", "<p>Part 07700</p><p>900123 cases</p>"),
        ("<p>Ring 07700 900123<br>5 May</p>", f"<p>Ring {SHOWN_INSTEAD}<br>5 May</p>"),
        ('<p>See <a href="https://example.org/@news">the page</a> &amp; more</p>', None),
    ],
)
def test_links_emphasis_and_entities_hide_nothing(html, shown):
    assert for_anonymous(html) == (shown or html)


@given(st.text(alphabet="ab@.:<>&;/ 0789+()", max_size=60))
def test_what_is_left_holds_no_address_and_no_number(text):
    assert found_in(for_anonymous(f"<p>{text}</p>")) == []


@pytest.mark.parametrize(
    "number",
    [
        "01632 960001/2",
        "01632 960001-2",
        "01632 960001/960002",
        "01632 960001/07700 900123",
        "01632\u2011960001",
        "tel.01632 960001",
        "Tel-01632 960001",
        "07700 900123-ask for Mark",
        "07700 900123/ mobile",
    ],
)
def test_no_part_of_a_number_is_left_for_anonymous_readers_or_for_search(number):
    for shown in (plain_for_anonymous(f"Ring {number} today"), blanked(f"Ring {number} today")):
        assert not [part for part in ("01632", "96000", "07700", "900123") if part in shown]


@pytest.mark.parametrize("words", ["01/02/2019 03/04/2019", "01/02/2019 10:30", "05.06.2019 12"])
def test_days_are_no_telephone_numbers(words):
    assert plain_for_anonymous(words) == words
