"""The demonstration carries what it says, and steps back for the real thing."""

import pytest
from django.core.management import call_command

from newsletters.models import EditionItem, Update
from seslip.people.models import User


@pytest.fixture
def demonstration(reference):
    call_command("seed_demo", verbosity=0)


def sections(number):
    update = Update.objects.unscoped("test").get(number=number)
    placed = list(update.placements.values_list("section", flat=True))
    return placed.count("this-week"), placed.count("reminders"), update.tools.count(), update.contacts.count()


def test_it_carries_updates_344_and_389_whole(demonstration):
    assert sections(344) == (4, 2, 16, 7)
    assert sections(389) == (8, 5, 23, 10)


def test_seeding_again_changes_nothing(demonstration):
    before = Update.objects.unscoped("test").count(), User.objects.count()
    call_command("seed_demo", verbosity=0)
    assert (Update.objects.unscoped("test").count(), User.objects.count()) == before


def test_the_made_up_update_keeps_one_item_for_directors(demonstration, anonymous):
    director = User.objects.get(email="dcs.kent@example.org")
    theirs = EditionItem.objects.visible_to(director).count()
    assert theirs == EditionItem.objects.visible_to(anonymous).count() + 1


def test_importing_the_real_text_replaces_ours(demonstration, seeds):
    call_command("import_updates", str(seeds / "update-344.txt"), verbosity=0)
    update = Update.objects.unscoped("test").get(number=344)
    assert sections(344) == (4, 2, 16, 7)
    assert (
        update.placements.order_by("-section", "position").first().item.programme
        == "Regional Improvement Plan for 2019-20"
    )
    assert Update.objects.unscoped("test").filter(number=344).count() == 1
