"""Rich text is read as a reader meets it."""

import pytest

from newsletters.preflight.reading import read


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>One.</p><p>Two<br>lines.</p>", "One.\nTwo\nlines."),
        ("<p>So&nbsp;much&amp;more\n  space</p>", "So much&more space"),
        ("<ul><li><p>One</p></li><li>Two</li></ul><p>End</p>", "• One\n• Two\nEnd"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
        ("<ul><li>One<ul><li>Half</li></ul></li><li>Two</li></ul>", "• One\n  • Half\n• Two"),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "One\nTwo"),
        ("<p>Not <b>closed <a href='#'>at all", "Not closed at all"),
    ],
)
def test_a_line_a_paragraph_and_list_items_marked(html, text):
    assert read(html).text == text


def test_links_are_remembered_where_they_stand():
    reading = read('<ul><li>See <a href="https://a.example.org/"> the <em>plan</em> </a>now</li></ul>')
    (link,) = reading.links
    assert (link.text, link.href) == ("the plan", "https://a.example.org/")
    assert reading.text[link.start : link.end] == "the plan"
    assert reading.link_at(link.start) is link
    assert reading.link_at(0) is None
