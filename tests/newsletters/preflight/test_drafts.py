"""The pre-flight of a draft: every part of it is read, and what the manager let stand stays so."""

import datetime as dt

import pytest

from newsletters.actions.dismissing import ReasonMissing, dismiss, take_back
from newsletters.models import Dismissal, Item, Placement, Section
from newsletters.preflight import FindingKind
from newsletters.preflight.drafts import preflight
from seslip.audit.models import Event
from tests.newsletters.factories import (
    make_document,
    make_item,
    make_person,
    make_update,
    published,
)

pytestmark = pytest.mark.django_db


def found(update):
    return [(each.kind.value, each.where, each.words) for each in preflight(update).findings]


@pytest.fixture
def petra(cast):
    return cast["petra"]


def test_every_part_of_a_draft_is_read(reference):
    item = make_item(
        "Data workshop – 31 January",
        update="<p>Ask Anna Reed (details below).</p>",
        action="<p>Come to Surrey and Buckinghamshires.</p>",
        actions=[{"what": "Send names", "by_when": dt.date(2020, 2, 3)}],
        ends_on=dt.date(2020, 2, 14),
    )
    toolkit = make_document("Toolkit", description="It can be found here", url="http://example.org/kit")
    update = make_update(
        this_week=[item],
        tools=[toolkit],
        introduction="<p>Venue tbc.</p>",
        contacts=[make_person("Carol Marsh")],
    )
    key, tool = f"item-{item.pk}", f"tool-{toolkit.pk}"
    assert found(update) == [
        ("to-be-announced", "introduction", "Venue tbc"),
        ("passed", key, "31 January"),
        ("details-below", key, "Anna Reed"),
        ("spelling", key, "Buckinghamshires"),
        ("passed", key, "3 February 2020"),
        ("link", tool, "http://example.org/kit"),
        ("here", tool, "can be found here"),
    ]


def test_the_words_for_this_update_are_read_in_place_of_the_items_own(reference):
    item = make_item("Film", update="<p>The film is here.</p>")
    update = make_update(reminders=[item])
    Placement.objects.filter(update=update).update(override="<p>Ask Carol for the film.</p>")
    assert found(update) == []


def test_a_contact_of_the_update_keeps_the_promise(reference):
    item = make_item("Film", update="<p>Ask Carol Marsh (details below).</p>")
    assert found(make_update(this_week=[item], contacts=[make_person("Carol Marsh")])) == []


def test_a_name_is_compared_with_the_people_we_know(reference):
    make_person("Tracey Odell")
    item = make_item("Film", update="<p>Made by Tracy Odell.</p>")
    assert found(make_update(this_week=[item])) == [("spelling", f"item-{item.pk}", "Tracy Odell")]


class TestARestrictedDocument:
    @pytest.fixture
    def letters(self, directors):
        return make_document("Letters", audience=directors, url="https://letters.example.org/2020")

    @pytest.mark.parametrize(
        "address",
        [
            "/library/{pk}/",
            "/library/{pk}/download/",
            "{site}/library/{pk}/",
            "https://letters.example.org/2020",
        ],
    )
    def test_is_found_in_a_public_item_however_it_is_linked(self, letters, settings, address):
        settings.SITE_ADDRESS = "https://portal.example.org"
        href = address.format(pk=letters.pk, site=settings.SITE_ADDRESS)
        item = make_item("Letters", update=f'<p>Read <a href="{href}">the letters</a>.</p>')
        assert found(make_update(this_week=[item])) == [("restricted", f"item-{item.pk}", "the letters")]

    def test_is_none_in_an_item_for_the_same_people(self, letters, directors):
        words = f'<p>Read <a href="/library/{letters.pk}/">the letters</a>.</p>'
        assert found(make_update(this_week=[make_item("Letters", audience=directors, update=words)])) == []

    def test_is_none_when_the_address_is_somebody_elses(self, letters):
        words = f'<p>Read <a href="https://elsewhere.example.org/library/{letters.pk}/">a book</a>.</p>'
        assert found(make_update(this_week=[make_item("Letters", update=words)])) == []


class TestHeadlines:
    def test_of_the_four_updates_before_are_compared(self, reference):
        for number in range(384, 389):
            published(number=number, this_week=[make_item(f"Headline of No {number}")])
        update = make_update(
            389, this_week=[make_item("Headline of No 385"), make_item("Headline of No 384")]
        )
        assert [(kind, words) for kind, _, words in found(update)] == [("headline", "Headline of No 385")]

    def test_may_come_again_as_reminders(self, reference):
        item = make_item("Fostering week")
        published(number=388, this_week=[item])
        assert found(make_update(389, reminders=[item])) == []

    def test_of_drafts_and_later_updates_are_not(self, reference):
        make_update(388, this_week=[make_item("Fostering week")])
        published(number=390, this_week=[make_item("Fostering week")])
        assert found(make_update(389, this_week=[make_item("Fostering week")])) == []


class TestDismissing:
    @pytest.fixture
    def update(self, reference):
        return make_update(this_week=[make_item("Film", update="<p>The film is here.</p>")])

    def test_a_finding_stays_dismissed_while_its_words_stay(self, update, petra):
        (finding,) = preflight(update).findings
        dismiss(update=update, finding=finding, reason=" Everybody knows the film. ", by=petra)
        Placement.objects.filter(update=update).update(section=Section.REMINDERS)
        again = preflight(update)
        assert again.findings == []
        ((kept, dismissal),) = again.dismissed
        assert (kept, dismissal.reason, dismissal.by) == (finding, "Everybody knows the film.", petra)

    def test_a_finding_with_other_words_is_a_new_one(self, update, petra):
        (finding,) = preflight(update).findings
        dismiss(update=update, finding=finding, reason="Fine.", by=petra)
        Item.objects.unscoped("the test").update(update="<p>The new film is here.</p>")
        assert [each.words for each in preflight(update).findings] == ["new film is here"]
        assert preflight(update).dismissed == []

    def test_another_update_is_not_dismissed_with_it(self, update, petra):
        (finding,) = preflight(update).findings
        dismiss(update=update, finding=finding, reason="Fine.", by=petra)
        item = update.items.unscoped("the test").get()
        assert [each.kind for each in preflight(make_update(390, reminders=[item])).findings] == [
            FindingKind.HERE
        ]

    def test_needs_a_reason_and_is_written_down(self, update, petra):
        (finding,) = preflight(update).findings
        with pytest.raises(ReasonMissing):
            dismiss(update=update, finding=finding, reason="  ", by=petra)
        assert not Dismissal.objects.exists()
        dismiss(update=update, finding=finding, reason="Fine.", by=petra)
        dismiss(update=update, finding=finding, reason="Fine indeed.", by=petra)
        assert Dismissal.objects.get().reason == "Fine indeed."
        assert Event.objects.filter(verb="finding dismissed").count() == 2

    def test_can_be_taken_back(self, update, petra):
        (finding,) = preflight(update).findings
        take_back(dismissal=dismiss(update=update, finding=finding, reason="Fine.", by=petra), by=petra)
        assert preflight(update).findings == [finding]


@pytest.mark.parametrize("items", [1, 30])
def test_a_pre_flight_takes_nine_queries_whatever_the_length(reference, items, django_assert_num_queries):
    link = '<p>Read <a href="/library/1/">the plan</a>.</p>'
    update = make_update(
        this_week=[make_item(f"Headline {place}", update=link, action=link) for place in range(items)],
        tools=[make_document(f"Tool {place}") for place in range(items)],
        contacts=[make_person(f"Carol{chr(97 + place % 26)} Marsh") for place in range(items)],
    )
    with django_assert_num_queries(9):
        assert preflight(update).findings == []
