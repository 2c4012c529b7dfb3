"""The plain-text part is as good as the HTML: lists, headings, tables and links, in lines of at most 72."""

import pytest

from newsletters.templatetags.plain_text import as_text
from seslip.mail import absolute, tidy


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\n\nTwo & three."),
        ("<p>First line<br>second line</p>", "First line\nsecond line"),
        ("<p>Before</p><ul><li>One</li><li>Two</li></ul><p>After</p>", "Before\n\n- One\n- Two\n\nAfter"),
        ("<ul><li><p>One</p></li><li><p>Two</p><p>more</p></li></ul>", "- One\n- Two\n  more"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        ('<ol start="9"><li>Nine</li><li>Ten</li></ol>', "9. Nine\n10. Ten"),
        ("<ul><li>Out<ul><li>In</li></ul></li><li>Out</li></ul>", "- Out\n  - In\n- Out"),
        ("<ul><li>One</li></ul><ol><li>Other</li></ol>", "- One\n\n1. Other"),
        ("<h2>Dates</h2><p>Soon</p>", "Dates\n=====\n\nSoon"),
        ("<table><tr><th>Council</th><th>Places</th></tr><tr><td>Kent</td><td>3</td></tr></table>",
         "Council | Places\nKent | 3"),
        ('<p>See <a href="https://example.org/a">the guide</a>.</p>', "See the guide (https://example.org/a)."),
        ('<p><a href="https://example.org/a">https://example.org/a</a></p>', "https://example.org/a"),
        ('<p><a href="mailto:a@example.org">a@example.org</a></p>', "a@example.org"),
        ('<p><a href="mailto:a@example.org">Ann</a></p>', "Ann (a@example.org)"),
        ('<p>Two <strong>bold</strong> <em>words</em></p>', "Two bold words"),
        ("", ""),
        ("<p>Never <b>closed", "Never closed"),
        ("</li></ul></a>5 < 6", "5 < 6"),
    ],
)  # fmt: skip
def test_text_reads_as_the_page_does(html, text):
    assert as_text(html) == text


def test_lines_end_by_column_72_and_long_addresses_stay_whole():
    address = "https://example.org/" + "a-long-way/" * 9
    text = as_text(f'<ul><li>{"words and " * 20}<a href="{address}">the guide</a></li></ul>')
    lines = text.splitlines()
    assert f"  ({address})" in lines
    assert all(len(line) <= 72 for line in lines if address not in line)
    assert all(line.startswith(("- ", "  ")) for line in lines)


def test_link_within_the_site_is_whole_outside_it(settings):
    settings.SITE_ADDRESS = "https://portal.example.org"
    assert as_text('<a href="/library/1/">Guide</a>') == "Guide (https://portal.example.org/library/1/)"
    assert absolute('<a href="/library/1/">') == '<a href="https://portal.example.org/library/1/">'
    assert absolute('<a href="//example.org/">') == '<a href="//example.org/">'


def test_no_two_empty_lines_and_no_trailing_spaces():
    assert tidy("\nOne  \n\n\n\nTwo\n\n") == "One\n\nTwo\n"
