"""The pre-flight as a whole: nothing in a clean Update, and all else in the order of the text."""

from datetime import date

from newsletters.preflight import ItemCopy, RecentHeadline, ToolCopy, UpdateCopy, check
from tests.newsletters.preflight.copies import CONTACTS, COUNCILS, FRIDAY, update_with


class TestACleanUpdate:
    def test_has_no_finding(self):
        copy = UpdateCopy(
            date=FRIDAY,
            introduction='<p>Our <a href="https://example.org/plan">plan for 2023-24</a> is out.</p>',
            items=[
                ItemCopy(
                    "a",
                    "this_week",
                    "Safeguarding network – next meeting Friday 9 June 2023",
                    "<p>The network meets on Friday 9 June 2023, 10.00 to 12.30, in Reading.</p>",
                    "<p>Please tell Petra Long (details below) by Friday 2 June who will come.</p>",
                    expires_on=date(2023, 6, 9),
                ),
                ItemCopy(
                    "b",
                    "reminders",
                    "Two reports on kinship care",
                    "<p>Published 3 May 2023:</p><ul><li>A survey</li><li>Data to March 2023</li></ul>",
                ),
            ],
            tools=[ToolCopy("t", "Toolkit published 3 May 2023", url="https://example.org/toolkit")],
            contacts=CONTACTS,
            recent=[RecentHeadline(554, "Two reports on kinship care", False)],
            councils=COUNCILS,
        )
        assert check(copy) == []

    def test_that_is_empty_has_none_either(self):
        assert check(UpdateCopy(date=FRIDAY)) == []


def test_findings_come_in_the_order_of_the_text():
    copy = update_with(
        "See Thursday 2 June 2023.</p><p>The plan is here.",
        introduction="<p>Notes can be found here.</p>",
        tools=[ToolCopy("t", "The toolkit is here")],
    )
    assert [finding.where for finding in check(copy)] == ["introduction", "item", "item", "t"]
    assert [finding.kind.value for finding in check(copy)] == ["here", "weekday", "here", "here"]


def test_every_finding_says_what_is_wrong_and_how_to_mend_it_in_sentences():
    copy = update_with("See Thursday 2 June 2023 tba. Buckinghamshires. The plan is here. www.example.org")
    findings = check(copy)
    assert len(findings) == 5
    for finding in findings:
        assert finding.message.endswith(".")
        assert finding.fix.endswith(".")
        assert finding.kind.sentence.endswith(".")
