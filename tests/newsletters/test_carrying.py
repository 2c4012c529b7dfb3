"""Beginning an Update: what is carried forward from the last one, and what is not."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from newsletters.actions.carrying import new_update, next_friday, propose
from newsletters.models import Placement, Section, Update
from seslip.audit.models import Event
from tests.newsletters.factories import make_document, make_item, make_person, make_update

FRIDAY = dt.date(2020, 2, 14)


@pytest.fixture
def petra(cast):
    return cast["petra"]


def carried(proposal):
    return {each.item.programme: each.is_live for each in proposal.items}


def begin(proposal, by):
    return new_update(
        number=proposal.number,
        date=proposal.date,
        by=by,
        carry=[each.placement for each in proposal.items if each.is_live],
        tools=[tool.document for tool in proposal.tools],
        contacts=proposal.contacts,
    )


def test_the_number_after_the_highest_and_the_friday_after_the_last_are_proposed(petra):
    make_update(388)
    make_update(389)
    proposal = propose(user=petra)
    assert proposal.number == 390
    assert proposal.date.weekday() == 4


@pytest.mark.parametrize(
    ("today", "friday"),
    [("2020-02-07", "2020-02-14"), ("2020-02-10", "2020-02-14"), ("2020-02-22", "2020-02-28")],
)
def test_the_friday_is_after_the_last_update_and_has_not_passed(petra, today, friday):
    last = make_update(389)
    assert next_friday(last, dt.date.fromisoformat(today)) == dt.date.fromisoformat(friday)


def test_the_first_update_of_all_is_number_1(petra):
    assert (propose(user=petra).number, propose(user=petra).items) == (1, [])


def test_live_items_of_both_sections_are_carried_and_one_whose_day_has_passed_is_not(petra):
    over = make_item("Workshop", ends_on=dt.date(2020, 2, 11))
    today = make_item("Meeting", ends_on=FRIDAY)
    always, old = make_item("Film"), make_item("Census")
    make_update(389, this_week=[over, today, always], reminders=[old])
    proposal = propose(user=petra, date=FRIDAY)
    assert carried(proposal) == {"Workshop": False, "Meeting": True, "Film": True, "Census": True}


def test_each_item_says_why_it_is_carried_or_left_out(petra):
    over = make_item("Workshop", ends_on=dt.date(2020, 2, 11))
    thrice = make_item("Film")
    for number in (386, 387, 388):
        make_update(number, reminders=[thrice])
    make_update(389, this_week=[over, thrice])
    proposal = propose(user=petra, date=FRIDAY)
    assert [each.why for each in proposal.items] == [
        "Its day has passed: it was live until 11 February 2020.",
        "It has no last day. Reminded 3 times.",
    ]


def test_a_later_date_drops_more(petra):
    make_update(389, this_week=[make_item("Meeting", ends_on=dt.date(2020, 2, 20))])
    assert carried(propose(user=petra, date=FRIDAY)) == {"Meeting": True}
    assert carried(propose(user=petra, date=dt.date(2020, 2, 21))) == {"Meeting": False}


def test_what_stood_in_this_week_is_a_reminder_in_the_next_and_the_same_item(petra):
    item = make_item("Child abuse data")
    make_update(389, this_week=[item])
    update = begin(propose(user=petra, date=FRIDAY), petra)
    placement = Placement.objects.get(update=update)
    assert (placement.item_id, placement.section) == (item.pk, Section.REMINDERS)
    assert Placement.objects.filter(item=item).count() == 2


def test_words_written_for_one_update_stay_with_it(petra):
    item = make_item()
    last = make_update(389, reminders=[item])
    last.placements.update(override="<p>Only this week.</p>")
    update = begin(propose(user=petra, date=FRIDAY), petra)
    assert [placement.override for placement in update.placements.all()] == [""]
    assert [placement.override for placement in last.placements.all()] == ["<p>Only this week.</p>"]


def test_contacts_and_the_tools_still_listed_are_carried(petra):
    person = make_person()
    kept, gone = make_document("Workbook"), make_document("Old guide", list_until=dt.date(2020, 2, 13))
    make_update(389, tools=[kept, gone], contacts=[(person, "Fostering")])
    proposal = propose(user=petra, date=FRIDAY)
    assert [tool.document.title for tool in proposal.dropped_tools] == ["Old guide"]
    update = begin(proposal, petra)
    assert [tool.document for tool in update.tools.all()] == [kept]
    assert [(each.person, each.responsibility) for each in update.contacts.all()] == [(person, "Fostering")]


def test_a_number_never_repeats_and_nothing_is_left_of_the_attempt(petra):
    make_update(389)
    with pytest.raises(IntegrityError), transaction.atomic():
        new_update(number=389, date=FRIDAY, by=petra)
    assert Update.objects.unscoped("test").count() == 1
    assert not Event.objects.filter(verb="update begun").exists()


def test_beginning_is_recorded(petra):
    update = new_update(number=390, date=FRIDAY, by=petra)
    assert Event.objects.filter(verb="update begun", by=petra, object_id=update.pk).exists()
