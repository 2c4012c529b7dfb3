"""Groups by proposal and by hand: held to the rules, or to a reason; and nothing typed is lost."""

import datetime as dt

import pytest
from django.urls import reverse

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions import groups as saving
from networks.peer_challenge.models import Facilitator, Group, GroupException, Place, Round
from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.people.actions import appoint
from seslip.people.models import Draft, Organisation
from seslip.refusals import Refused
from tests.networks.peer_challenge.factories import council, make_round

SIX = [["kent", "surrey", "medway"], ["brighton-and-hove", "slough", "reading"]]
FRIDAY = dt.date(2040, 2, 3)


@pytest.fixture
def round_(cast):
    """Kent's group and Brighton's, before anything is released."""
    return make_round(stage=Stage.GROUPS, groups=SIX, facilitator=cast["faz"])


def ids(*slugs):
    return frozenset(council(slug).pk for slug in slugs)


def wanted(*groups, days=(None, None, None)):
    return [saving.Wanted(n, ids(*slugs), day=days[n - 1]) for n, slugs in enumerate(groups, 1)]


def save(round_, groups, by, **others):
    saving.save_groups(round_=round_, groups=groups, opened=saving.stamp(round_), by=by, **others)


def standing(round_):
    places = Place.objects.unscoped("test").filter(round=round_, group__isnull=False)
    groups = {}
    for number, slug in places.values_list("group__number", "council__slug"):
        groups.setdefault(number, set()).add(slug)
    return groups


def typed(round_, *groups, **others):
    """The groups form as it would be sent."""
    fields = {"opened": saving.stamp(round_)}
    for number, slugs in enumerate(groups, 1):
        fields |= {f"council-{council(slug).pk}": number for slug in slugs}
    return fields | others


def address(name, round_):
    return reverse(f"peer_challenge:{name}", args=[round_.slug])


def test_the_page_says_whether_every_council_stands_in_exactly_one_group(cast, client, round_):
    client.force_login(cast["petra"])
    said = client.get(address("groups", round_)).content.decode()
    assert "6 councils: 3 + 3, each in exactly one group." in said
    Place.objects.unscoped("test").filter(round=round_, council__slug="kent").update(group=None)
    assert "Not in a group yet: Kent." in client.get(address("groups", round_)).content.decode()
    Place.objects.unscoped("test").filter(round=round_, group__number=2).update(group=None)
    assert "Without a council: Group 2." in client.get(address("groups", round_)).content.decode()


def share_a_director(*slugs):
    """Bob leads these councils too."""
    from seslip.people.models import Person

    bob = Person.objects.unscoped("test").get(name="Bob Fell")
    for slug in slugs:
        appoint(person=bob, post=Post.DCS, organisation=council(slug), by=None)


def test_the_team_saves_a_proposal_with_its_reasons_shown_before(round_, cast, client):
    client.force_login(cast["petra"])
    page = client.get(address("groups-propose", round_))
    assert "6 councils make 2 groups of three." in page.content.decode()
    fields = {name: page.context[name] for name in ("number", "opened", "shown")}
    client.post(address("groups-save", round_), fields)
    shown = {frozenset(map(int, group.split(","))) for group in fields["shown"].split(";")}
    assert {ids(*slugs) for slugs in standing(round_).values()} == shown
    event = Event.objects.get(verb="groups saved")
    assert (event.by_id, event.object_id) == (cast["petra"].pk, round_.pk)


def test_a_proposal_that_is_no_longer_what_was_shown_is_not_saved(round_, cast, client):
    client.force_login(cast["petra"])
    before = standing(round_)
    fields = {"number": 1, "opened": saving.stamp(round_), "shown": "1,2,3"}
    answer = client.post(address("groups-save", round_), fields, follow=True)
    assert "The round has changed since you looked" in answer.content.decode()
    assert standing(round_) == before


def test_another_proposal_is_a_different_one(round_, cast, client):
    client.force_login(cast["faz"])
    first, second = (
        client.get(address("groups-propose", round_), {"number": n}).context["shown"] for n in (1, 2)
    )
    assert first != second


@pytest.mark.parametrize("number", ["0", "21", "x", "", "9" * 30, "²", "\x00"])
def test_a_strange_number_gets_a_sentence(round_, cast, client, number):
    client.force_login(cast["petra"])
    page = client.get(address("groups-propose", round_), {"number": number})
    assert "Choose a proposal from 1 to 20." in page.content.decode()


def test_a_round_of_five_councils_says_why_there_is_no_proposal(cast, client):
    round_ = make_round(stage=Stage.SET_UP, groups=[["kent", "surrey", "medway", "slough", "reading"]])
    client.force_login(cast["petra"])
    page = client.get(address("groups-propose", round_)).content.decode()
    assert "5 voices cannot be shared out among such groups." in page


def test_repeats_that_cannot_be_avoided_are_saved_with_that_as_the_reason(round_, cast, client):
    make_round("Before", groups=[[slug for group in SIX for slug in group]])
    Round.objects.filter(slug="before").update(starts=dt.date(2018, 1, 1))
    client.force_login(cast["petra"])
    page = client.get(address("groups-propose", round_))
    fields = {name: page.context[name] for name in ("number", "opened", "shown")}
    client.post(address("groups-save", round_), fields)
    reasons = set(GroupException.objects.filter(round=round_).values_list("rule", "reason"))
    assert reasons == {("repeat", "6 pairs meet again. No arrangement with fewer than 6 repeats exists.")}


def test_a_council_is_moved_by_hand_and_a_day_is_set(round_, cast, client):
    client.force_login(cast["faz"])
    swapped = [["kent", "surrey", "slough"], ["brighton-and-hove", "medway", "reading"]]
    fields = typed(round_, *swapped, **{"day-1": "2040-02-03", "where-1": "County Hall"})
    answer = client.post(address("groups", round_), fields)
    assert answer.status_code == 302
    assert standing(round_) == {1: set(swapped[0]), 2: set(swapped[1])}
    group = round_.groups.get(number=1)
    assert (group.day, group.where) == (FRIDAY, "County Hall")


def test_a_broken_rule_is_refused_and_what_was_chosen_stands_in_the_page(round_, cast, client):
    client.force_login(cast["petra"])
    before = standing(round_)
    two_and_four = [["kent", "surrey"], ["medway", "brighton-and-hove", "slough", "reading"]]
    page = client.post(address("groups", round_), typed(round_, *two_and_four, **{"where-1": "Here"}))
    words = page.content.decode()
    assert "These groups break a rule." in words
    assert "this one has 2 voices." in words
    assert 'value="Here"' in words
    assert standing(round_) == before


def test_a_broken_rule_is_saved_with_its_reason_and_the_reason_is_shown(round_, cast, client):
    client.force_login(cast["petra"])
    two_and_four = [["kent", "surrey"], ["medway", "brighton-and-hove", "slough", "reading"]]
    reason = "Two councils asked for it"
    client.post(address("groups", round_), typed(round_, *two_and_four, **{"reason-1-size": reason}))
    assert standing(round_)[1] == {"kent", "surrey"}
    exception = GroupException.objects.get(round=round_)
    assert (exception.group.number, exception.rule, exception.by) == (1, "size", cast["petra"])
    client.force_login(cast["oona"])
    assert reason in client.get(round_.get_absolute_url()).content.decode()


def test_an_exception_goes_when_its_rule_is_kept_again(round_, cast):
    GroupException.objects.create(round=round_, group=round_.groups.first(), rule="size", reason="Once")
    save(round_, wanted(*SIX), cast["petra"], reasons={(1, "size"): "Once"})
    assert not GroupException.objects.exists()


def test_two_councils_of_one_director_stand_together_by_exception_where_the_round_keeps_them_apart(
    round_, cast
):
    """As Hampshire and the Isle of Wight did in the third group of 2019."""
    share_a_director("medway")
    Round.objects.update(shared_leader=Round.SharedLeader.APART)
    round_.refresh_from_db()
    with pytest.raises(saving.RulesBroken) as refused:
        save(round_, wanted(*SIX), cast["petra"])
    assert [each.rule for each in refused.value.broken] == ["apart"]
    save(round_, wanted(*SIX), cast["petra"], reasons={(1, "apart"): "One director, one day"})
    assert GroupException.objects.get().rule == "apart"


def test_a_shared_director_is_never_in_two_places_on_one_day(round_, cast):
    share_a_director("slough")
    Round.objects.update(shared_leader=Round.SharedLeader.APART)
    round_.refresh_from_db()
    with pytest.raises(Refused, match="Slough and Surrey share a leader, who cannot be in groups 1 and 2 on"):
        save(round_, wanted(*SIX, days=(FRIDAY, FRIDAY)), cast["petra"])
    save(round_, wanted(*SIX, days=(FRIDAY, FRIDAY + dt.timedelta(days=1))), cast["petra"])


def test_nor_in_two_rounds_on_one_day_and_the_other_round_is_not_named(round_, cast):
    other = make_round("A secret round", groups=[["surrey", "wokingham", "portsmouth"]])
    Group.objects.filter(round=other).update(day=FRIDAY)
    with pytest.raises(Refused, match="Whoever leads Surrey is elsewhere on 3 February 2040.") as refused:
        save(round_, wanted(*SIX, days=(FRIDAY, None)), cast["faz"])
    assert "secret" not in str(refused.value)


def test_the_second_of_two_managers_gets_a_sentence_and_loses_nothing(round_, cast, client):
    mine = typed(round_, *SIX, **{"where-2": "The long hall"})
    Group.objects.filter(round=round_, number=1).update(where="Saved by the other")
    client.force_login(cast["petra"])
    page = client.post(address("groups", round_), mine)
    words = page.content.decode()
    assert "Somebody else has saved this round’s groups" in words.replace("&#x27;", "’")
    assert "The long hall" in words
    assert "Saved by the other" in words
    assert Draft.objects.get(user=cast["petra"]).fields["where-2"] == ["The long hall"]
    again = mine | {"opened": page.context["form"].data["opened"]}
    assert client.post(address("groups", round_), again).status_code == 302
    assert round_.groups.get(number=2).where == "The long hall"
    assert not Draft.objects.exists()


def test_once_papers_are_released_to_the_groups_nobody_moves_but_days_do(round_, cast):
    Round.objects.update(stage=Stage.OWN_GROUP)
    round_.refresh_from_db()
    swapped = [["kent", "surrey", "slough"], ["brighton-and-hove", "medway", "reading"]]
    with pytest.raises(Refused, match="are released to its groups"):
        save(round_, wanted(*swapped), cast["petra"])
    save(round_, wanted(*SIX, days=(FRIDAY, None)), cast["petra"])
    assert round_.groups.get(number=1).day == FRIDAY


def test_a_council_of_another_round_cannot_be_put_in(round_, cast):
    stranger = saving.Wanted(1, ids("kent", "surrey", "medway", "wokingham"))
    with pytest.raises(Refused, match="in which it takes part"):
        save(round_, [stranger, *wanted(*SIX)[1:]], cast["petra"])


def test_old_partners_are_named_with_a_round_only_to_whoever_knows_of_it(round_, cast, client):
    before = make_round("Canary 2018", groups=[["kent", "medway", "wokingham"]])
    Round.objects.filter(pk=before.pk).update(starts=dt.date(2018, 1, 1))
    for name, words in (
        ("petra", "Kent and Medway were together in Canary 2018."),
        ("faz", "a round before."),
    ):
        client.force_login(cast[name])
        page = client.get(address("groups", round_)).content.decode()
        assert words in page
        assert ("Canary" in page) == (name == "petra")


def test_a_facilitator_of_another_round_runs_only_theirs(round_, cast, client):
    other = make_round("Another", groups=[["kent", "surrey", "medway"]])
    assert Facilitator.objects.filter(round=other).count() == 0
    client.force_login(cast["faz"])
    assert client.get(address("groups", round_)).status_code == 200
    assert client.get(address("groups", other)).status_code == 404
    assert client.post(address("groups", other), typed(other, SIX[0])).status_code == 404


@pytest.mark.parametrize("name", ["alison", "dana", "liz"])
def test_who_only_knows_of_the_round_changes_nothing(round_, cast, client, name):
    client.force_login(cast[name])
    before = saving.stamp(round_)
    for page in ("groups", "groups-save", "round-change"):
        assert client.post(address(page, round_), typed(round_, *SIX)).status_code == 403
    assert saving.stamp(round_) == before


@pytest.mark.parametrize("page", ["groups", "groups-propose", "round"])
def test_three_councils_and_nineteen_take_the_same_queries(cast, client, django_assert_num_queries, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    members = list(Organisation.objects.members().values_list("slug", flat=True))
    few = make_round("Few", stage=Stage.GROUPS, groups=[members[:3]])
    many = make_round("Many", stage=Stage.GROUPS, groups=[members[n : n + 3] for n in range(0, 18, 3)])
    client.force_login(cast["petra"])
    counts = []
    for round_ in (few, few, many):
        where = round_.get_absolute_url() if page == "round" else address(page, round_)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(where).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]
