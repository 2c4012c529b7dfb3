"""“Here” where it stands for an address."""

import pytest

from tests.newsletters.preflight.copies import found


class TestHere:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("The plan can be found here.", "can be found here"),
            ("Lisa’s slides are here. It was good.", "Lisa’s slides are here"),
            ("register on their website (form here).", "form here"),
            ("8 June 2023 – book here", "book here"),
            ("Blank available for downloading here", "available for downloading here"),
            ("The plan can be found here, or from Petra Long", "can be found here"),
            ("Click here to register", "Click here"),
            ("Read more here and tell us.", "Read more here"),
            ("The report is available from here.", "is available from here"),
            ("The slides are here and the notes are not.", "The slides are here"),
            ('Click <a href="https://a.example.org/">here</a> to register', "Click here"),
            ('The plan is <a href="https://a.example.org/">here</a> on the site', "The plan is here"),
            ('<a href="https://a.example.org/">Click here</a>', "Click here"),
            ('Please follow <a href="https://a.example.org/">this link</a> now', "Please follow this link"),
        ],
    )
    def test_as_a_pointer_is_found(self, text, words):
        assert found(text) == [("here", words)]

    def test_is_found_each_time(self):
        text = "The short version is here; the charity’s page is here; you can download the whole study here"
        assert found(text) == [
            ("here", "short version is here"),
            ("here", "charity’s page is here"),
            ("here", "the whole study here"),
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "Any tools and documents needed are provided here also.",
            "The dates are listed here.",
            "Here is the new framework.",
            "children who live here, and their families",
            "We are here to help.",
            "It is pleasing that you are here.",
            "There were errors here and there.",
            "The issue here, as elsewhere, is funding.",
            "What matters here is trust.",
            "We are pleased to have Anna with us here.",
            "There is good practice here.",
            "The team is here for you.",
            "Adhere to the guidance.",
            "Wherever you work, there is a form.",
            '<a href="https://a.example.org/">The full report can be read here</a>',
            '<a href="https://a.example.org/">Here we stand: a history of care</a>',
        ],
    )
    def test_as_an_adverb_is_none(self, text):
        assert found(text) == []
