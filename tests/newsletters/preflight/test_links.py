"""Addresses that cannot work or are not secure, and documents not everybody may open."""

import pytest

from newsletters.preflight import LinkCopy, ToolCopy
from tests.newsletters.preflight.copies import found


class TestAddresses:
    @pytest.mark.parametrize(
        "href",
        [
            "http://example.org/report",
            "",
            "#",
            "#top",
            "www.example.org/report",
            "example.org/report",
            "htttp://example.org",
            "https//example.org",
            "https:/example.org",
            "https:///report",
            "https://https://example.org",
            "https://example",
            "https://example.org/a report",
            "https://example.org/report.",
            "https://example.org/report)",
            "file:///C:/report.docx",
            "mailto:petra",
            "mailto:petra at example.org",
        ],
    )
    def test_that_cannot_work_or_are_not_secure_are_found(self, href):
        assert found(f'Read <a href="{href}">the report</a>.') == [("link", "the report")]

    @pytest.mark.parametrize(
        "href",
        [
            "https://example.org",
            "https://www.example.org/a-report_(2019)/?q=a%20b&amp;page=2#part",
            "https://archive.example.org/web/2020/https://example.org/report.pdf",
            "https://münchen.example/",
            "mailto:petra@example.org",
            "mailto:petra@example.org?subject=Places",
            "/library/3/",
            "tel:01999000000",
        ],
    )
    def test_that_work_are_none(self, href):
        assert found(f'Read <a href="{href}">the report</a>.') == []

    def test_without_an_address_a_link_leads_nowhere(self):
        assert found("Read <a>the report</a>.") == [("link", "the report")]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("It is at www.example.org/report.", "www.example.org/report"),
            ("It is at http://example.org/report, too.", "http://example.org/report"),
            ("It is at htttp://example.org/report", "htttp://example.org/report"),
        ],
    )
    def test_typed_as_words_without_https_are_found(self, text, words):
        assert found(text) == [("link", words)]

    @pytest.mark.parametrize(
        "text",
        [
            "It is at https://example.org/report.",
            "Write to petra@www.example.org.",
            '<a href="https://www.example.org/">www.example.org</a>',
            "Note: read this first. Ratio 3:4. Time 10:30.",
        ],
    )
    def test_typed_whole_or_linked_are_none(self, text):
        assert found(text) == []

    def test_of_tools_are_looked_at(self):
        assert found(tools=[ToolCopy("tool", "Toolkit", url="http://example.org")]) == [
            ("link", "http://example.org")
        ]


class TestARestrictedDocument:
    LINKS = [
        LinkCopy("the letters", "/library/3/", True),
        LinkCopy("the plan", "/library/4/", False),
    ]

    def test_linked_from_a_public_item_is_found(self):
        text = 'Read <a href="/library/3/">the letters</a> and <a href="/library/4/">the plan</a>.'
        assert found(text, item={"links": self.LINKS, "update": text}) == [("restricted", "the letters")]

    def test_linked_from_an_item_for_the_same_few_is_none(self):
        assert found(item={"links": self.LINKS, "is_public": False}) == []

    def test_linked_from_the_introduction_is_found(self):
        text = '<p>Read <a href="/library/3/">the letters</a>.</p>'
        assert found(introduction=text, links=self.LINKS) == [("restricted", "the letters")]
