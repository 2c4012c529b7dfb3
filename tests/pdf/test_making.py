"""A PDF that a screen reader reads well, whatever people paste; made of nothing from outside."""

import pytest

from seslip import richtext
from seslip.pdf.making import render
from tests.pdf.checking import bookmarks, conformance_failures, failures, links, outloud_findings, pages

pytestmark = pytest.mark.pdf

HEAD = """
<p class="masthead">South East Sector-Led Improvement Programme</p>
<h1 data-head="The programme" data-imprint="Update No 7, 6 March 2020">Update No 7</h1>
<h2>This week</h2>
<h3>Fostering week</h3>
"""
TABLE = (
    "<table><tbody><tr><td>Day</td><td>Place</td></tr><tr><td>1 May</td><td>Kent</td></tr></tbody></table>"
)

PASTED = {
    "paragraphs in list items": "<ul><li><p>One</p><p>More</p></li><li><p>Two</p><ul><li>Deep</li></ul></ul>",
    "a list straight in a list": "<ul><ul><li>Deep</li></ul><li>Then</li></ul>",
    "words straight in a list": "<ul>Loose words<li>One</li></ul>",
    "an item outside a list": "<p>See:</p><li>One</li><li>Two</li>",
    "an empty item": "<ul><li></li><li>Two</li></ul>",
    "an empty list": "<p>See:</p><ul></ul>",
    "a numbered list that goes on": '<ol start="4"><li>Four</li><li>Five</li></ol>',
    "a table in a list": f"<ul><li>See {TABLE}</li></ul>",
    "a quotation in a list": "<ul><li><blockquote><p>Said</p></blockquote></li></ul>",
    "a table without a header": TABLE,
    "a table with a caption": TABLE.replace("<tbody>", "<caption>Days</caption><tbody>"),
    "rows of unequal length": "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
    "a cell that reaches below": '<table><tr><td rowspan="9">A</td><td>B</td></tr><tr><td>1</td></table>',
    "row headers": '<table><tr><th>A</th><th>B</th></tr><tr><th>1</th><td>2</td></tr></table>',
    "a wide cell": '<table><tr><th colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr></table>',
    "a table in a table": f"<table><tr><th>A</th></tr><tr><td>{TABLE}</td></tr></table>",
    "a table of one cell": "<table><tr><td>Alone</td></tr></table>",
    "an empty table": "<table><tr><td></td><td></td></tr></table>",
    "headings of their own": "<h4>Detail</h4><p>Words.</p><h4>More</h4><p>Words.</p>",
    "an empty paragraph": "<p></p><p>\xa0</p><p>Words.</p>",
    "an empty link": '<p>See <a href="https://example.org/x"></a> that.</p>',
    "a link round a list": '<a href="https://example.org/x"><ul><li>One</li></ul></a>',
    "a link to nowhere": "<p><a>No address</a></p>",
    "an address to write to": '<p><a href="mailto:someone@example.org">Someone</a></p>',
    "a link to a place that is not there": '<p><a href="#item-99">That item</a></p>',
    "a very long address": f"<p>https://www.example.org/{'a-long-way/' * 30}</p>",
    "signs from other alphabets": "<p>Ωμέγα, Łódź, 中文, “quoted” – €5 ☎ ✓ \U0001f600</p>",
    "bullets of Word's own": "<p>\uf0b7 One \uf0a7 Two</p>",
    "a sign nobody has": "<p>\U0001fae8 \U000e0041 \ufffd \u200b\u200d\u2028 ok</p>",
    "struck words": "<p><s><span class='hidden'>passed: </span>3 March 2020</s></p>",
}  # fmt: skip


@pytest.mark.parametrize("pasted", PASTED.values(), ids=PASTED.keys())
def test_what_people_paste_passes_every_check(pasted, tmp_path):
    item = pasted if "class=" in pasted else richtext.clean(pasted)
    assert failures(render(HEAD + item, title="Update No 7"), tmp_path) == []


def test_cells_that_overlap_are_drawn_apart(tmp_path):
    """outloud miscounts a cell that reaches down the last column; docs/decisions/pdf.md shows it."""
    overlapping = '<table><tr><td>A<td rowspan="2">B</tr><tr><td colspan="2">1</td></tr></table>'
    made = render(HEAD + richtext.clean(overlapping), title="Update No 7")
    assert conformance_failures(made) == []
    assert outloud_findings(made, tmp_path) == [
        "TBL-004: rows occupy different numbers of columns (1 to 2); the grid does not close"
    ]


def test_it_says_its_title_its_pages_and_what_it_is_at_the_foot(tmp_path):
    paragraphs = [f"<p>News of {first}{second}.</p>" for first in "abcdefghij" for second in "klmnopqrstuv"]
    made = render(HEAD + "".join(paragraphs), title="Update No 7", mark="a1b2c3d4")
    first, *others = pages(made)
    assert "Page 1 of 4" in first
    assert "Update No 7, 6 March 2020 · a1b2c3d4" in first
    assert "The programme" not in first
    assert all("The programme" in page for page in others)
    assert failures(made, tmp_path) == []


def test_headings_become_bookmarks_and_small_ones_do_not():
    made = render(HEAD + "<p>Words.</p><h4>Dates</h4><p>Words.</p>", title="Update No 7")
    assert bookmarks(made) == [(0, "Update No 7"), (1, "This week"), (2, "Fostering week")]


def test_the_same_words_give_the_same_bytes():
    body = HEAD + TABLE + PASTED["signs from other alphabets"]
    assert render(body, title="Update No 7") == render(body, title="Update No 7")


def test_an_address_of_the_portal_and_one_that_is_only_printed_both_work():
    made = render(f'{HEAD}<p><a href="/newsletters/">All</a> https://example.org/x.</p>', title="Update No 7")
    assert {b"/URI (http://127.0.0.1:8000/newsletters/)", b"/URI (https://example.org/x)"} <= links(made)


def test_signs_no_font_has_are_spelt_out():
    [words] = pages(render(HEAD + "<p>\uf0b7 One \U0001fae1 two</p>", title="Update No 7"))
    assert "• One [saluting face] two" in words
