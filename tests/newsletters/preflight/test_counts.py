"""Who promises four lists four."""

import pytest

from tests.newsletters.preflight.copies import found


class TestACountThatIsNotKept:
    LIST_OF_TWO = "<ol><li>Guide to policies</li><li>Guide to funding</li></ol>"

    def test_by_the_list_under_the_heading_is_found(self):
        item = {"programme": "4 recent DfE publications", "update": self.LIST_OF_TWO}
        assert found(item=item) == [("count", "4 recent DfE publications")]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("<p>ONS has published 5 statistical releases:</p>", "5 statistical releases"),
            ("<p>There are three new guides:</p>" + LIST_OF_TWO, "three new guides"),
            ("<p>The days of the coming 4 meetings have now been agreed:</p>" + LIST_OF_TWO, "4 meetings"),
            ("<p>The seven principles for care leavers are:</p>", "seven principles"),
            ("<p>Read these five papers:</p><ul><li>One</li></ul>", "five papers"),
        ],
    )
    def test_by_the_list_that_a_line_opens_is_found(self, text, words):
        assert found(item={"update": text}) == [("count", words)]

    @pytest.mark.parametrize(
        "item",
        [
            {"programme": "Two recent DfE publications", "update": LIST_OF_TWO},
            {"programme": "3 new reports", "update": "<p>The DfE has published three.</p>"},
            {"programme": "One new report", "update": "<p>Key findings are:</p>" + LIST_OF_TWO},
            {"programme": "3 new reports", "update": "<p>Their key findings are:</p>" + LIST_OF_TWO},
            {"update": "<p>ONS has published 2 statistical releases:</p>", "action": LIST_OF_TWO},
            {"update": "<p>Three workshops will cover:</p>" + LIST_OF_TWO},
            {"update": "<p>The first of three workshops:</p>" + LIST_OF_TWO},
            {"update": "<p>Children aged over 5 years:</p>" + LIST_OF_TWO},
            {"update": "<p>Of £5 billions:</p>" + LIST_OF_TWO},
            {"update": "<p>The 19 councils agreed two aims:</p>" + LIST_OF_TWO},
            {"update": "<p>We visited 5 councils (Kent, Surrey and others).</p>" + LIST_OF_TWO},
            {"update": "<p>There are three dates:</p><p>5 June</p><p>6 June</p><p>7 June</p>"},
            {"update": "<p>Two aims:</p><ul><li>One<ul><li>Or half</li></ul></li><li>Two</li></ul>"},
            {"programme": "2023 reports", "update": LIST_OF_TWO},
        ],
    )
    def test_is_none_when_kept_or_about_something_else(self, item):
        assert found(item=item) == []
