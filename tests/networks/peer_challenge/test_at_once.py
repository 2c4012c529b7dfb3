"""What is done in the room twice at the same moment."""

import datetime as dt

from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.actions import asks, matches, memoranda
from networks.peer_challenge.actions.emergencies import enter
from networks.peer_challenge.actions.setting_up import set_up_round
from networks.peer_challenge.models import Ask, EmergencyAccess, Memorandum, Round
from seslip.people.models import User
from seslip.refusals import Refused
from tests.at_once import NEEDS_POSTGRESQL, at_once
from tests.networks.peer_challenge.factories import council, make_ask, make_offer, make_round

pytestmark = NEEDS_POSTGRESQL


def test_whoever_enters_in_an_emergency_twice_at_once_is_in_once(cast):
    def press():
        enter(reason="A child is at risk and nobody answers", by=User.objects.get(pk=cast["ada"].pk))

    assert at_once(press, press, press) == [None, None, None]
    assert EmergencyAccess.objects.open().count() == 1


def test_a_director_changes_an_ask_while_the_facilitator_proposes_matches(cast):
    round_ = make_round(stage=Stage.ASKS, facilitator=cast["faz"])
    for _ in range(8):
        ask = make_ask(round_, "kent")
        make_offer(round_, "brighton-and-hove")

        def change(pk=ask.pk):
            thing = Ask.objects.unscoped("the test made it").get(pk=pk)
            by = User.objects.get(pk=cast["alison"].pk)
            return asks.change(thing=thing, theme=thing.theme, words="Other words", seen=1, by=by)

        def propose():
            return matches.propose(round_=round_, by=User.objects.get(pk=cast["faz"].pk))

        changed, proposed = at_once(change, propose)
        assert isinstance(changed, Ask)
        assert isinstance(proposed, int)


def test_a_round_set_up_twice_at_once_is_there_once_and_the_second_is_told(cast):
    def press():
        by = User.objects.get(pk=cast["petra"].pk)
        councils, starts = [council("kent")], dt.date(2030, 1, 1)
        return set_up_round(
            name="Triads 2030", kind=RoundKind.DIRECTORS, starts=starts, councils=councils, by=by
        )

    assert {type(each) for each in at_once(press, press, press)} == {Round, Refused}
    assert Round.objects.unscoped("the test counts them").count() == 1


def test_a_memorandum_issued_twice_at_once_is_there_once_and_the_second_is_told(cast):
    def press():
        blank = Memorandum(kind=Memorandum.Kind.PEER_CHALLENGE, year="2030-31")
        by = User.objects.get(pk=cast["petra"].pk)
        return memoranda.issue(memorandum=blank, upload=None, by=by)

    assert {type(each) for each in at_once(press, press, press)} == {Memorandum, Refused}
    assert Memorandum.objects.unscoped("the test counts them").count() == 1
