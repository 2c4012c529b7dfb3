import pytest

from seslip.richtext import clean, plain


def test_plain_words_keep_nested_lists_and_cells_apart():
    nested = "<ul><li>homes<ul><li>near</li><li>far</li></ul></li></ul>"
    assert plain(nested) == "homes\nnear\nfar"
    assert plain("<table><tr><td>Kent</td><td>19</td></tr><tr><td>Surrey</td><td>7</td></tr></table>") == (
        "Kent 19\nSurrey 7"
    )
    assert plain("before<p>A &amp; B</p>after") == "before\nA & B\nafter"


@pytest.mark.parametrize("start", ["²", "9" * 5000, "-1", "x", "51"])
def test_a_list_that_starts_at_no_number_starts_at_one(start):
    assert clean(f'<ol start="{start}"><li>x</li></ol>') == "<ol><li>x</li></ol>"
