"""Days that have passed, disagree with their weekday, are still to come, or are watched by nobody."""

import pytest

from newsletters.preflight import ToolCopy, check
from tests.newsletters.preflight.copies import found, update_with


class TestADayThatHasPassed:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Triad 1 – Kent and Surrey on Thursday 11 May 2023", "Thursday 11 May 2023"),
            ("The next meeting will be held on 12 May.", "12 May"),
            ("Next meeting: 12th May 2023", "12th May 2023"),
            ("Please reply by noon on 12 May", "12 May"),
            ("The closing date is 12/05/2023", "12/05/2023"),
            ("The workshop is on 4–5 May.", "4–5 May"),
            ("Visits in w/c 8 May", "w/c 8 May"),
            ("The next meeting will be held on 19 May 2022", "19 May 2022"),
            ("The conference will take place in March 2023.", "March 2023"),
        ],
    )
    def test_is_found(self, text, words):
        assert found(text) == [("passed", words)]

    @pytest.mark.parametrize(
        "text",
        [
            "The next meeting will be held on 19 May.",
            "The next meeting will be held on Friday 26th May 2023.",
            "Visits in w/c 15 May",
            "The event is on 18–20 May.",
            "12 April 2023 (planning) – (already held)",
            "The workshops were held on:</p><ul><li>3 May</li><li>10 May</li></ul><p>",
            "The DfE published a report on 3 May 2023.",
            "Guidance published 3 May 2023 by the DfE",
            "the report of May 2018",
            "inspections carried out between September 2018 and May 2019",
            "Child abuse: data to March 2019",
            "in the year ending March 2019",
            "At 31 March 2019, 49,570 children were looked after.",
            "It was launched on Friday 12 May.",
            "Colleagues met on 11 May and agreed a plan.",
            "The summit on 11 May was well attended.",
            "The Act came into force on 1 September 2014.",
            "Since 3 April the rules are new.",
            "Thank you to all who came on 11 May.",
            "The DCS group considered this at its meeting on 12 May 2023.",
            "Working Together to Safeguard Children, 9 December 2020",
            "Slides from the workshop on 11 May",
            "The meeting on 11 May agreed a plan.",
            "On Tuesday 9 May, the minister announced funding.",
            "The meeting on 11 May has been postponed to 9 June.",
            "Cancelled: network meeting, 11 May",
            "Our meeting last Friday (12 May) looked at places.",
            "Referrals of children, 27 October 2022",
            "The date has changed: 5 May is now 9 June.",
            "The conference is on 6 June (not 12 May as advertised).",
            "The Court of Appeal, on 12 May, allowed the appeal.",
            "See Update No 556 (12 May 2023) and our newsletter of 12 May.",
            "Webinar recordings: 4 May (SEND), 11 May (kinship).",
            "Dates for 2023/24: 15 Sept, 10 Nov, 19 Jan, 15 March, 17 May.",
            "The closing date has been extended from 12 May to 9 June.",
            "The paper dated 1 May 2023 replaces that of 3 March 2015.",
            "In a letter dated 2 May the minister explains.",
            "Following the meeting on 11 May, a working group has been set up.",
            "Applications opened on 2 May and close on 30 June.",
        ],
    )
    def test_is_not_one_to_come_nor_history(self, text):
        assert found(text) == []

    def test_is_history_among_the_tools_unless_called_a_deadline(self):
        tools = [
            ToolCopy("a", "Ofsted annual report (21 April 2023)"),
            ToolCopy("b", "Survey of practice, closing date 28 April 2023"),
        ]
        assert found(tools=tools) == [("passed", "28 April 2023")]

    def test_is_found_in_a_heading(self):
        assert found(item={"programme": "SEND workshop – 11 May"}) == [("passed", "11 May")]


class TestWeekdayAndDate:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("See you on Thursday 2 June 2023.", "Thursday 2 June 2023"),
            ("See you on Monday 8th June.", "Monday 8th June"),
            ("See you on Thurs 2 June.", "Thurs 2 June"),
            ("See you on Weds 20 June.", "Weds 20 June"),
            ("See you Tue 19/07/2023", "Tue 19/07/2023"),
            ("on 2 June 2023 (Thursday)", "2 June 2023 (Thursday)"),
            ("from Tuesday 30 May to Thursday 2 June", "Tuesday 30 May to Thursday 2 June"),
            ("See you on 31 June 2023.", "31 June 2023"),
        ],
    )
    def test_that_disagree_are_found(self, text, words):
        assert found(text) == [("weekday", words)]

    @pytest.mark.parametrize(
        "text",
        [
            "See you on Friday 2 June 2023.",
            "Thurs 8th June",
            "Friday 2 and Saturday 3 June",
            "Weds 21 June at 2pm",
        ],
    )
    def test_that_agree_are_none(self, text):
        assert found(text) == []

    def test_the_message_says_which_day_it_is(self):
        (finding,) = check(update_with("See you on Thursday 2 June 2023."))
        assert finding.message == "“Thursday 2 June 2023”: 2 June 2023 is a Friday."


class TestToBeAnnounced:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Triad 2 – Kent on June 2023 tba", "June 2023 tba"),
            ("Triad 2 – Kent, date TBC", "Kent, date TBC"),
            ("The venue is to be confirmed.", "venue is to be confirmed"),
            ("8 June 2023 (venue tbc)", "venue tbc"),
            ("8 June 2023 (tbc)", "8 June 2023 (tbc)"),
            ("TBA", "TBA"),
        ],
    )
    def test_is_found(self, text, words):
        assert found(text) == [("to-be-announced", words)]

    @pytest.mark.parametrize(
        "text",
        [
            "Places need to be confirmed with your director.",
            "The winners are to be announced on 8 June.",
            "The members have to be confirmed by the board.",
        ],
    )
    def test_is_not_what_somebody_does_on_a_day(self, text):
        assert found(text) == []


class TestADeadlineNobodyWatches:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Please reply by 2 June.", "2 June"),
            ("Nominations close at noon on Friday 2 June.", "Friday 2 June"),
            ("The deadline is 02/06/2023.", "02/06/2023"),
            ("Please reply by Friday.", "by Friday"),
            ("Please reply by the end of next week.", "by the end of next week"),
            ("Please reply by noon on Wednesday, and again by 2 June.", "by noon on Wednesday"),
            ("Reply by the end of June.", "June"),
        ],
    )
    def test_is_found_once_an_item(self, text, words):
        assert found(text, item={"expires_on": None, "update": text}) == [("no-expiry", words)]

    @pytest.mark.parametrize(
        "text",
        [
            "The meeting is on 2 June.",
            "By the end of the day the leads hope to agree on one draft.",
            "Published by the DfE 2 May 2023",
            "Led by Kent",
        ],
    )
    def test_is_no_event_and_no_turn_of_phrase(self, text):
        assert found(text, item={"expires_on": None, "update": text}) == []

    def test_is_none_when_the_item_has_a_last_day(self):
        assert found("Please reply by 2 June.") == []
