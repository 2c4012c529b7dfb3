"""Councils and people have one name each."""

import pytest

from newsletters.preflight import ContactCopy
from tests.newsletters.preflight.copies import CONTACTS, found


class TestSpelling:
    @pytest.mark.parametrize(
        "words",
        [
            "Buckinghamshires",
            "Buckingamshire",
            "Oxfordshrie",
            "Southhampton",
            "Hampshir",
            "Wokingam",
            "Bracknell Forrest",
            "Milton Keyens",
            "Windsor and Maidenhed",
            "Brighton and Hov",
            "West Berkshires",
        ],
    )
    def test_of_a_council_is_checked_against_its_own_name(self, words):
        assert found(f"In {words} it works.") == [("spelling", words)]

    @pytest.mark.parametrize("words", ["Surry", "Medwey", "Slogh", "Readng"])
    def test_of_a_short_name_is_checked_beside_another_council(self, words):
        assert found(f"It works in {words}, Southampton and Kent.") == [("spelling", words)]
        assert found(f"{words} Council agreed.") == [("spelling", words)]

    @pytest.mark.parametrize(
        "text",
        [
            "East Sussex, West Sussex and Surrey",
            "Buckinghamshire’s plan and Hampshire's",
            "Hampshire, IoW, Bucks, Hants, Oxon, Brighton & Hove and RBWM",
            "Windsor & Maidenhead and Bristol",
            "Staff Survey 2023, Kent",
            "Reading, Leading Practice and Midway House",
            "West Surrey, East Kent, Northampton and Sunderland",
            "We thank Anna Cornwell and the Berkshire councils.",
            "Derby City, York and Islington",
            "Hertfordshire, Herefordshire, Berkshire, Yorkshire and Northamptonshire",
            "the Slough-based team, Oxfordshire-wide",
        ],
    )
    def test_of_another_name_is_none_of_ours(self, text):
        assert found(text) == []

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Please thank Kevin McDaniel for this.", "Kevin McDaniel"),
            ("Tracy Odell leads.", "Tracy Odell"),
            ("Tracey Odel’s notes", "Tracey Odel"),
            ("Contact Kevin McDaniel (details below).", "Kevin McDaniel"),
        ],
    )
    def test_of_a_person_is_checked_against_those_known(self, text, words):
        assert found(text) == [("spelling", words)]

    def test_of_a_sponsor_is_checked_within_the_update(self):
        text = "Chaired by Stuart Marlowe (East Sussex). Stuart Marlow spoke."
        assert found(text) == [("spelling", "Stuart Marlow")]

    @pytest.mark.parametrize(
        "text",
        [
            "Kevin McDaniels’ plan and Petra Long’s",
            "Peter Long and Kevin Daniels",
            "Tracey Owen and Traceya Odell",
            "Annual Conversation letters and Annual Conversations",
        ],
    )
    def test_of_another_person_is_none_of_ours(self, text):
        assert found(text) == []

    def test_of_two_people_both_known_is_none(self):
        people = ["Anna Reed", "Anne Reed"]
        assert found("Anna Reed and Anne Reed spoke.", people=people) == []

    def test_of_somebody_unknown_is_checked_within_the_update(self):
        contacts = [*CONTACTS, ContactCopy("Ben Shaw")]
        text = (
            "Ask Hannah Fielding (details below) or Ben Shaw (details below).</p><p>Ask Hannah Fielding "
            "(details below).</p><p>Hannah Feilding leads."
        )
        assert found(text, contacts=contacts) == [
            ("details-below", "Hannah Fielding"),
            ("spelling", "Hannah Feilding"),
        ]
