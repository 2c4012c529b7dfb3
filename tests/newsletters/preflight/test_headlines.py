"""The same headline twice is stale news, unless it is a reminder."""

from newsletters.preflight import FindingKind, ItemCopy, RecentHeadline, check
from tests.newsletters.preflight.copies import found, update_with


class TestAHeadlineOfTheLastFourUpdates:
    RECENT = [RecentHeadline(554, "SEND Workshop", False), RecentHeadline(553, "SEND workshop", True)]

    def test_is_found_whatever_its_dashes_and_capitals(self):
        (finding,) = check(update_with(recent=self.RECENT, item={"programme": "SEND –  workshop"}))
        assert (finding.kind, finding.words) == (FindingKind.HEADLINE, "SEND –  workshop")
        assert "No 554" in finding.message

    def test_is_none_in_a_reminder(self):
        item = ItemCopy("item", "reminders", "SEND workshop")
        assert found(recent=self.RECENT, items=[item]) == []

    def test_is_none_when_it_says_what_is_new(self):
        assert found(recent=self.RECENT, item={"programme": "SEND workshop: places left"}) == []
