"""Asks and offers: who reads and writes them at which stage, what is proposed, confirmed and withdrawn.

The tables are written a second time here, by person. Kent, Surrey and Medway stand in one group; Dev is
nominated by the leader of the round; Liz speaks for the LGA, a partner; Hal directs Hampshire, whose leaders
have signed nothing.
"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from networks.peer_challenge import asks
from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.actions import asks as actions
from networks.peer_challenge.actions.emergencies import enter
from networks.peer_challenge.models import Ask, Match, Offer, Place, Round, Theme, Undertaking
from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.refusals import Refused
from tests.networks.peer_challenge.factories import (
    council,
    make_ask,
    make_match,
    make_offer,
    make_paper,
    queries,
    theme,
    undertaken,
)
from tests.networks.peer_challenge.test_wall import a_round, afresh, expected, join

READ = {
    RoundKind.DIRECTORS: """
kents      alison dev cleo lena faz    7-11
kents      bob                         9-11
kents      oona liz                    10-11
proposed   alison dev cleo lena faz    7-11
lgas       liz faz                     7-11
lgas       alison bob oona             10-11
""",
    RoundKind.LEAD_MEMBERS: """
kents      lena dev alison cleo faz    7-11
kents      mo                          9-11
kents      liz                         10-11
proposed   lena dev alison cleo faz    7-11
lgas       liz faz                     7-11
lgas       lena mo                     10-11
""",
}
WRITE = {
    RoundKind.DIRECTORS: "kents alison dev 7-9\nkents faz 7-11\nlgas liz faz 7-11",
    RoundKind.LEAD_MEMBERS: "kents lena dev 7-9\nkents faz 7-11\nlgas liz faz 7-11",
}
ADDED = [
    (RoundKind.DIRECTORS, "leaders_read_each_other", "kents mo 10-11\nlgas lena mo 10-11"),
    (RoundKind.LEAD_MEMBERS, "leaders_read_each_other", "kents bob oona 10-11\nlgas alison bob oona 10-11"),
]
# Who puts a paper in without reading it: the letter p.
PUT_IN = {
    "draft-assessment": {"faz": range(4, 8), "petra": range(4, 8)},
    "profile": {"petra": range(3, 8)},
    "letter": {"petra": range(2, 12)},
}


@pytest.fixture
def people(cast):
    join("hal", Post.DCS, "hampshire", cast)
    return cast


@pytest.fixture
def round_(cast):
    round_ = a_round(cast, RoundKind.DIRECTORS, stage=Stage.DAY)
    undertaken(round_, *cast.values())
    return round_


def things(round_) -> dict[str, Ask | Offer]:
    return {
        "kents": make_ask(round_),
        "proposed": make_ask(round_, confirmed_at=None),
        "lgas": make_offer(round_, "lga"),
    }


def found_at_each_stage(people, round_, look) -> set[tuple[str, str, int]]:
    found = set()
    for stage in Stage:
        Round.objects.unscoped("the test moves it").filter(pk=round_.pk).update(stage=stage)
        round_.stage = stage
        for who, user in people.items():
            found |= {(name, who, int(stage)) for name in look(afresh(user))}
    return found


def names_seen(named, scope="visible_to"):
    """The names of those a person sees, or may change."""

    def look(user):
        seen = {*getattr(Ask.objects, scope)(user), *getattr(Offer.objects, scope)(user)}
        return {name for name, thing in named.items() if thing in seen}

    return look


def page_of(round_) -> str:
    return reverse("peer_challenge:asks", args=[round_.slug])


def to_write(round_) -> str:
    return reverse("peer_challenge:asks-write", args=[round_.slug])


@pytest.mark.parametrize("kind", RoundKind)
def test_each_person_reads_at_each_stage_what_the_table_says(people, kind):
    round_ = a_round(people, kind)
    assert found_at_each_stage(people, round_, names_seen(things(round_))) == expected(READ[kind])


@pytest.mark.parametrize(("kind", "switch", "added"), ADDED)
def test_what_the_memorandum_adds_and_nothing_else(people, kind, switch, added):
    round_ = a_round(people, kind)
    setattr(round_.memorandum, switch, True)
    round_.memorandum.save()
    wanted = expected(READ[kind]) | expected(added)
    assert found_at_each_stage(people, round_, names_seen(things(round_))) == wanted


@pytest.mark.parametrize("kind", RoundKind)
def test_deputies_read_their_group_where_the_memorandum_says_so(people, kind):
    round_ = a_round(people, kind)
    round_.memorandum.deputies_read_their_group = True
    round_.memorandum.save()
    named = {"surreys": make_offer(round_), "brightons": make_offer(round_, "brighton-and-hove")}
    found = found_at_each_stage({"dev": people["dev"]}, round_, names_seen(named))
    assert found == expected("surreys dev 9-11")


@pytest.mark.parametrize("kind", RoundKind)
def test_each_person_changes_and_writes_at_each_stage_what_the_table_says(people, kind):
    round_ = a_round(people, kind)
    named = things(round_)
    del named["proposed"]
    changes = found_at_each_stage(people, round_, names_seen(named, "open_to"))
    owners = {"kents": council("kent"), "lgas": council("lga")}

    def writes(user):
        return {name for name, owner in owners.items() if owner in asks.written_for(user, round_)}

    assert changes == found_at_each_stage(people, round_, writes) == expected(WRITE[kind])


@pytest.mark.parametrize("document", PUT_IN)
def test_who_puts_a_paper_in_without_reading_it(people, document):
    round_ = a_round(people, RoundKind.DIRECTORS)
    kind = document.removeprefix("draft-")
    paper = make_paper(round_, kind=kind)

    def puts_in(user):
        places = Place.objects.open_for(user, document, "p")
        return {"kents"} if places.filter(round=round_, council__slug="kent").exists() else set()

    wanted = {("kents", who, stage) for who, stages in PUT_IN[document].items() for stage in stages}
    assert found_at_each_stage(people, round_, puts_in) == wanted
    assert not type(paper).objects.visible_to(afresh(people["petra"])).exists()


@pytest.mark.parametrize("stage", [Stage.OWN_GROUP, Stage.DAY, Stage.ALL])
def test_the_page_opens_to_those_who_read_something_at_this_stage(people, client, round_, stage):
    make_ask(round_)
    Round.objects.filter(pk=round_.pk).update(stage=stage)
    opens = {
        Stage.OWN_GROUP: set(),
        Stage.DAY: {"alison", "dev", "cleo", "lena", "bob", "oona", "hal", "mo", "faz", "liz"},
        Stage.ALL: {"alison", "dev", "cleo", "lena", "bob", "oona", "hal", "mo", "faz", "liz"},
    }[stage]
    Undertaking.objects.get_or_create(round=round_, person=people["hal"].person)
    found = set()
    for who, user in people.items():
        client.force_login(user)
        status, on_page = client.get(page_of(round_)).status_code, client.get(round_.get_absolute_url())
        assert (status == 200) == ("asks-and-offers/" in on_page.content.decode()), who
        found |= {who} if status == 200 else set()
    assert found == opens


def test_before_they_are_read_the_undertaking_is_accepted(cast, client, round_):
    Undertaking.objects.all().delete()
    client.force_login(cast["alison"])
    assert client.get(page_of(round_))["Location"].startswith(f"{round_.get_absolute_url()}undertaking/")


def test_what_the_leader_writes_is_confirmed_and_what_the_deputy_writes_is_proposed(cast, client, round_):
    typed = {"kind": "ask", "theme": theme().pk, "words": "Who has a good offer?"}
    for who, confirmed in {"dev": False, "alison": True}.items():
        client.force_login(cast[who])
        assert client.post(to_write(round_), typed).status_code == 302
        ask = Ask.objects.unscoped("test").latest("pk")
        assert (ask.organisation.slug, ask.confirmed_at is not None) == ("kent", confirmed)
    written = Event.objects.filter(verb="ask written").order_by("pk")
    assert [event.acting_for_id is not None for event in written] == [True, False]


def test_the_facilitator_writes_for_any_council_and_the_leader_confirms_it(cast, client, round_):
    client.force_login(cast["faz"])
    kent = council("kent").pk
    typed = {"organisation": kent, "kind": "offer", "theme": theme().pk, "words": "Carers meet carers."}
    client.post(to_write(round_), typed)
    offer = Offer.objects.unscoped("test").get()
    assert offer.confirmed_at is None
    confirm = reverse("peer_challenge:offer-confirm", args=[offer.pk])
    for who in ("faz", "dev", "cleo"):
        client.force_login(cast[who])
        assert client.post(confirm, {"version": 1}).status_code == 403
    client.force_login(cast["bob"])
    assert client.post(confirm, {"version": 1}).status_code == 404
    client.force_login(cast["alison"])
    assert "For you to confirm" in client.get(page_of(round_)).text
    assert "Confirmed" in client.post(confirm, {"version": 1}, follow=True).text
    assert Offer.objects.unscoped("test").get().confirmed_at


def test_nobody_confirms_words_they_have_not_read_and_other_words_are_confirmed_afresh(cast, client, round_):
    ask = make_ask(round_)
    change = reverse("peer_challenge:ask-change", args=[ask.pk])
    client.force_login(cast["dev"])
    client.post(change, {"theme": theme().pk, "words": "Other words", "seen": 1})
    ask.refresh_from_db(from_queryset=Ask.objects.unscoped("test"))
    assert (ask.words, ask.version, ask.confirmed_at) == ("Other words", 2, None)
    client.force_login(cast["alison"])
    confirm = reverse("peer_challenge:ask-confirm", args=[ask.pk])
    assert "Somebody has changed this" in client.post(confirm, {"version": "1"}, follow=True).text
    late = client.post(change, {"theme": theme().pk, "words": "My own words", "seen": 1}).text
    assert "Somebody has changed this" in late
    assert "My own words" in late
    assert client.post(confirm, {"version": "x" * 9}).status_code == 302


def test_a_partner_offers_and_does_not_ask(cast, client, round_):
    client.force_login(cast["liz"])
    assert 'value="ask"' not in client.get(to_write(round_)).text
    client.post(to_write(round_), {"kind": "ask", "theme": theme().pk, "words": "Peers come for a day."})
    assert not Ask.objects.exists()
    offer = Offer.objects.unscoped("test").get()
    assert (offer.organisation.slug, offer.confirmed_at is not None) == ("lga", True)
    lga = council("lga")
    with pytest.raises(Refused, match="Partners offer"):
        actions.write(
            what=Ask, round_=round_, organisation=lga, theme=theme(), words="No", by=afresh(cast["faz"])
        )
    client.force_login(cast["faz"])
    typed = {"organisation": lga.pk, "kind": "ask", "theme": theme().pk, "words": "Kept as typed"}
    answer = client.post(to_write(round_), typed).text
    assert "Partners offer, and do not ask" in answer
    assert "Kept as typed" in answer


def test_a_provider_knows_of_a_round_from_its_challenge_day_and_offers(cast, client, round_):
    provider = join("prue", Post.PROVIDER, "segfl", cast)
    client.force_login(provider)
    undertaken(round_, provider)
    assert client.get(to_write(round_)).status_code == 200
    Round.objects.filter(pk=round_.pk).update(stage=Stage.OWN_GROUP)
    assert client.get(round_.get_absolute_url()).status_code == 404


def test_what_is_withdrawn_stays_without_its_words_and_its_matches_come_to_nothing(cast, client, round_):
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ASKS)
    ask, offer = make_ask(round_), make_offer(round_)
    match = make_match(ask, offer, state="introduced")
    address = reverse("peer_challenge:ask-withdraw", args=[ask.pk])
    client.force_login(cast["bob"])
    assert client.post(address).status_code == 403
    client.force_login(cast["alison"])
    assert ask.words in client.get(address).text
    assert "Withdrawn" in client.post(address, follow=True).text
    for who, reads in {"alison": True, "faz": True, "bob": False}.items():
        client.force_login(cast[who])
        text = client.get(page_of(round_)).text
        assert ("Withdrawn" in text, ask.words in text) == (True, reads), who
    match = Match.objects.unscoped("test").get(pk=match.pk)
    assert (match.state, match.note) == ("declined", "The ask was withdrawn.")
    client.force_login(cast["alison"])
    assert client.post(address).status_code == 403


def test_counts_themes_and_councils_are_of_what_this_reader_may_see(cast, client, round_):
    make_ask(round_)
    make_ask(round_, "brighton-and-hove", about="Neglect")
    make_offer(round_, "surrey", confirmed_at=None, about="SEND")
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ASKS)
    client.force_login(cast["bob"])
    text = client.get(page_of(round_)).text
    assert "1 ask and 1 offer that you may read" in text
    assert ">Neglect</option>" not in text
    assert ">Brighton and Hove</option>" not in text
    filtered = client.get(page_of(round_), {"council": "kent"}).text
    assert "Who has recruited carers well?" in filtered
    assert "<h2>SEND</h2>" not in filtered
    for wrong in ("council=brighton-and-hove", "council=%00", "theme=x", "theme=" + "9" * 30):
        answer = client.get(f"{page_of(round_)}?{wrong}")
        assert "could not be understood" in answer.text
        assert "recruited" not in answer.text


def test_the_page_says_who_reads_it_and_the_owner_sees_who_did(cast, client, round_):
    make_ask(round_)
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ASKS)
    client.force_login(cast["bob"])
    text = client.get(page_of(round_)).text
    assert "You read this as director of the council and director in the same group." in text
    assert "any director of a member council" not in text
    assert "Who has read yours" not in text
    client.force_login(cast["alison"])
    assert "Bob Fell" in client.get(page_of(round_)).text
    read = Event.objects.get(verb="opened")
    assert (read.by, read.details["as"], len(read.details["asks"])) == (cast["bob"], "group-dcs", 1)


def test_a_refusal_is_written_down_by_what_was_asked_for(cast, client, round_):
    ask = make_ask(round_)
    client.force_login(cast["oona"])
    assert client.get(reverse("peer_challenge:ask-change", args=[ask.pk])).status_code == 404
    assert Event.objects.refusals_of(ask).get().by == cast["oona"]


def test_in_an_emergency_everything_is_read_and_nothing_written(cast, client, round_):
    make_ask(round_, confirmed_at=None)
    enter(reason="A child is at risk and nobody answers", by=cast["ada"])
    client.force_login(cast["ada"])
    assert "recruited carers" in client.get(page_of(round_)).text
    assert client.get(to_write(round_)).status_code == 403


def test_the_list_asks_the_database_as_often_for_30_as_for_1(cast, client, round_):
    make_ask(round_)
    make_offer(round_)
    make_match(make_ask(round_, "medway"), make_offer(round_, "surrey"), state="introduced")
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ALL)
    client.force_login(cast["alison"])
    client.get(page_of(round_))
    one = queries(client, page_of(round_))
    for number, each in enumerate(Theme.objects.all()[:15]):
        ask = make_ask(round_, "medway", f"Ask {number}", about=each.name)
        make_match(ask, make_offer(round_, "surrey", f"Offer {number}", about=each.name), state="introduced")
    assert queries(client, page_of(round_)) == one


def test_an_ask_has_words(cast, round_):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_ask(round_, words="")


def test_what_is_written_after_the_round_has_moved_is_refused(cast, round_):
    Round.objects.filter(pk=round_.pk).update(stage=Stage.ALL)
    with pytest.raises(Refused, match="moved on"):
        actions.write(
            what=Ask,
            round_=round_,
            organisation=council("kent"),
            theme=theme(),
            words="Late",
            by=cast["alison"],
        )
    assert not Ask.objects.exists()
    assert not Event.objects.filter(verb="ask written").exists()
