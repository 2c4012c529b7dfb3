"""What publishing promises: readers get what was frozen, once, and nothing else."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletters.actions import publishing
from newsletters.models import Edition, EditionItem, Item, Placement, Section, Update
from seslip.audit.models import Event
from seslip.people.models import Circle


@pytest.fixture
def update(everyone):
    update = Update.objects.create(number=700, date=dt.date(2026, 11, 20), audience=everyone)
    item = Item.objects.create(programme="Fostering", update="<p>Old words</p>", audience=everyone)
    Placement.objects.create(update=update, item=item)
    return update


def words(user):
    return [item.text for item in EditionItem.objects.visible_to(user)]


def test_a_draft_is_seen_by_nobody(update, cast, anonymous):
    assert not Edition.objects.visible_to(anonymous).exists()
    assert not Update.objects.visible_to(cast["alison"]).exists()
    assert Update.objects.visible_to(cast["petra"]).get() == update


def test_publishing_shows_it_to_its_audience(update, cast, anonymous):
    publishing.publish(update=update, by=cast["petra"])
    assert words(anonymous) == ["<p>Old words</p>"]


def test_rewording_an_item_later_never_rewrites_what_was_read(update, cast, anonymous):
    publishing.publish(update=update, by=cast["petra"])
    Item.objects.unscoped("test").update(update="<p>New words</p>")
    assert words(anonymous) == ["<p>Old words</p>"]


def test_a_correction_replaces_the_edition_and_says_so(update, cast, anonymous):
    publishing.publish(update=update, by=cast["petra"])
    Item.objects.unscoped("test").update(update="<p>New words</p>")
    publishing.correct(update=update, note="The date was wrong", by=cast["petra"])
    assert words(anonymous) == ["<p>New words</p>"]
    edition = Edition.objects.visible_to(anonymous).get()
    assert (edition.serial, edition.correction) == (2, "The date was wrong")


def test_a_correction_without_a_note_changes_nothing(update, cast, anonymous):
    publishing.publish(update=update, by=cast["petra"])
    with pytest.raises(publishing.NotNow, match="what was corrected"):
        publishing.correct(update=update, note=" ", by=cast["petra"])
    assert Edition.objects.visible_to(anonymous).get().serial == 1


def test_withdrawing_takes_it_from_everybody_and_publishing_brings_it_back(update, cast, anonymous):
    publishing.publish(update=update, by=cast["petra"])
    publishing.withdraw(update=update, reason="Sent by mistake", by=cast["petra"])
    assert words(anonymous) == words(cast["alison"]) == []
    publishing.publish(update=update, by=cast["petra"])
    assert words(anonymous) == ["<p>Old words</p>"]


def test_narrowing_an_items_audience_hides_it_at_once_though_the_words_are_frozen(update, cast, anonymous):
    publishing.publish(update=update, by=cast["petra"])
    Item.objects.unscoped("test").update(audience=Circle.objects.members())
    assert words(anonymous) == []
    assert words(cast["alison"]) == ["<p>Old words</p>"]


def test_the_override_is_what_readers_of_that_update_get(update, cast, anonymous):
    Placement.objects.update(override="<p>Shorter</p>", section=Section.REMINDERS)
    publishing.publish(update=update, by=cast["petra"])
    assert words(anonymous) == ["<p>Shorter</p>"]


def test_scheduling_is_one_field_and_the_clock_publishes_once(update, cast, anonymous):
    soon = timezone.now() + dt.timedelta(hours=1)
    publishing.schedule(update=update, at=soon, by=cast["petra"])
    assert publishing.publish_due() == []
    assert len(publishing.publish_due(now=soon)) == 1
    assert publishing.publish_due(now=soon) == []
    assert len(words(anonymous)) == 1


def test_it_goes_out_though_the_scheduler_has_left(update, cast, anonymous):
    soon = timezone.now() + dt.timedelta(hours=1)
    publishing.schedule(update=update, at=soon, by=cast["petra"])
    cast["petra"].is_active = False
    cast["petra"].save()
    assert len(publishing.publish_due(now=soon)) == 1


def test_a_time_that_has_passed_cannot_be_scheduled(update, cast):
    with pytest.raises(publishing.NotNow, match="has passed"):
        publishing.schedule(update=update, at=timezone.now(), by=cast["petra"])


def test_publishing_twice_is_refused_in_words(update, cast):
    publishing.publish(update=update, by=cast["petra"])
    with pytest.raises(publishing.NotNow, match="is published: it cannot be published"):
        publishing.publish(update=update, by=cast["petra"])


def test_the_record_and_the_publication_stand_or_fall_together(update, cast, anonymous, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the record could not be written")

    monkeypatch.setattr(publishing, "record", broken)
    with pytest.raises(RuntimeError):
        publishing.publish(update=update, by=cast["petra"])
    assert words(anonymous) == []
    assert not Event.objects.filter(verb="update published").exists()


def test_what_is_withdrawn_always_says_since_when(update):
    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.filter(pk=update.pk).update(state=Update.State.WITHDRAWN)
