"""A queryset of restricted things cannot be read before somebody has said for whom."""

import pytest
from django.db.models import Max

from newsletters.models import Item
from seslip.people.models import Circle, Organisation, Person
from seslip.people.visibility import Unscoped
from tests.newsletters import factories

READS = {
    "list": list,
    "bool": bool,
    "len": len,
    "count": lambda items: items.count(),
    "first": lambda items: items.first(),
    "get": lambda items: items.get(),
    "latest": lambda items: items.latest("pk"),
    "values": lambda items: list(items.values("programme")),
    "values_list": lambda items: list(items.values_list("pk", flat=True)),
    "in_bulk": lambda items: items.in_bulk(),
    "iterator": lambda items: list(items.iterator()),
    "aggregate": lambda items: items.aggregate(Max("pk")),
    "slice": lambda items: list(items[:3]),
    "repr": repr,
}


@pytest.fixture
def item(everyone):
    return factories.make_item("Heronsgate")


@pytest.mark.parametrize("read", READS)
def test_reading_without_saying_for_whom_is_refused(item, read):
    with pytest.raises(Unscoped, match="Item: say visible_to"):
        READS[read](Item.objects.filter(programme__startswith="Heron"))


def test_related_managers_are_guarded_too(item):
    update = factories.make_update(700, this_week=[item])
    with pytest.raises(Unscoped):
        list(update.items.all())


def test_every_row_needs_a_reason(item):
    with pytest.raises(ValueError, match="Say why"):
        Item.objects.unscoped("")
    assert Item.objects.unscoped("the test reads its own item").get() == item


def test_joining_a_scoped_queryset_with_an_unscoped_one_is_not_scoped(item, anonymous):
    with pytest.raises(Unscoped):
        list(Item.objects.visible_to(anonymous) | Item.objects.all())
    with pytest.raises(Unscoped):
        list(Item.objects.visible_to(anonymous).union(Item.objects.all()))


AT_KENT = {"alison", "dev", "cleo", "lena", "dana", "otto"}
AT_COUNCILS = AT_KENT | {"bob", "oona", "mo", "nell", "cora", "tess"}
OUTSIDE = {"anonymous", "pat", "ian", "fay", "liz", "drew", "faz", "ada"}


@pytest.mark.parametrize(
    ("circle", "readers"),
    [
        ("everyone", AT_COUNCILS | OUTSIDE | {"stan", "petra"}),
        ("members", AT_COUNCILS | {"stan", "petra"}),
        ("dcs", {"alison", "bob", "oona", "petra"}),
        ("kent", AT_KENT | {"petra"}),
        ("team", {"petra"}),
    ],
)
def test_a_thing_is_seen_by_its_circle_and_the_team(cast, anonymous, circle, readers):
    circles = {
        "everyone": Circle.objects.everyone,
        "members": Circle.objects.members,
        "team": Circle.objects.team,
        "dcs": lambda: Circle.objects.of_post("dcs"),
        "kent": lambda: Circle.objects.of_council(Organisation.objects.get(slug="kent")),
    }
    factories.make_item("Heronsgate", audience=circles[circle]())
    people = cast | {"anonymous": anonymous}
    assert {name for name, user in people.items() if Item.objects.visible_to(user)} == readers


def test_contact_details_are_for_their_own_circle(cast, anonymous):
    seen = {name for name in cast if Person.objects.visible_to(cast[name]).filter(name="Bob Fell")}
    assert seen == AT_COUNCILS | {"stan", "petra"}
    assert not Person.objects.visible_to(anonymous)


def test_somebody_who_can_no_longer_sign_in_sees_what_everyone_sees(cast, members):
    factories.make_item("Heronsgate", audience=members)
    cast["alison"].is_active = False
    assert not Item.objects.visible_to(cast["alison"])
