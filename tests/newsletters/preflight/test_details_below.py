"""“Details below” is a promise: the contacts must keep it."""

import pytest

from newsletters.preflight import ItemCopy, check
from tests.newsletters.preflight.copies import found, update_with


class TestDetailsBelow:
    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("Please contact Anna Reed (details below).", ["Anna Reed"]),
            ("Please contact Anna Reed (contact details below) by phone.", ["Anna Reed"]),
            ("Check with Anna Reed – details below", ["Anna Reed"]),
            ("Contact Anna Reed or Ben Shaw (details below)", ["Anna Reed", "Ben Shaw"]),
            ("Contact Petra Long or Ben Shaw (details below)", ["Ben Shaw"]),
            ("Contact Petra Long, Anna Reed and Ben Shaw (details below)", ["Anna Reed", "Ben Shaw"]),
            (
                "Anna Reed (Education) or Ben Shaw (SEND) contact details for both below",
                ["Anna Reed", "Ben Shaw"],
            ),
            ("Ask Anna Reed, SEND Network Co-ordinator (details below).", ["Anna Reed"]),
            ("Ask Anna Reed, whose details are below.", ["Anna Reed"]),
            ("Speak to your DCS or Anna Reed (details below).", ["Anna Reed"]),
            ("Please let Anna Reed (details given below) have your views.", ["Anna Reed"]),
            ("Contact Dr Anna O’Neill-Reed (see details below)", ["Anna O’Neill-Reed"]),
            ("Contact Anna Reed (see below)", ["Anna Reed"]),
            ("Contact Anna Reed (details at the end)", ["Anna Reed"]),
            ("Please contact Anna (details below).", ["Anna"]),
            ("Anna Reed leads. Please contact Anna (details below).", ["Anna"]),
            ("Anna Reed (details below) leads. Please contact Anna (details below).", ["Anna Reed"]),
        ],
    )
    def test_for_someone_not_in_the_contacts_is_found(self, text, names):
        assert found(text) == [("details-below", name) for name in names]

    @pytest.mark.parametrize(
        "text",
        [
            "Please contact Petra Long (details below).",
            "Please contact Petra Long, Programme Manager (details below).",
            "Please contact Petra (details below).",
            "Please contact the programme manager (details below).",
            "Please contact Anna Reed, Policy Officer, ADCS.",
            "Anna Reed will speak. Further details below.",
            "Anna Reed is running a workshop: booking details below.",
            "We heard Anna Reed speak at length and Petra Long (details below) took notes.",
            "For dates in West Berkshire contact Petra Long (details below).",
            "The table below shows the details.",
        ],
    )
    def test_for_a_contact_or_for_no_one_is_none(self, text):
        assert found(text) == []

    def test_is_said_once_a_person_and_item(self):
        text = "Ask Anna Reed (details below).</p><p>Again: Anna Reed (details below)."
        other = ItemCopy("other", "reminders", "Film", update="<p>Ask Anna Reed (details below).</p>")
        copy = update_with(text)
        copy.items.append(other)
        assert [(each.where, each.words) for each in check(copy)] == [
            ("item", "Anna Reed"),
            ("other", "Anna Reed"),
        ]
