"""What is moved by hand is held to the rules, in words."""

import datetime as dt

from networks.peer_challenge.grouping import Meeting, Mode, Question, Rule, broken, double_booked
from tests.networks.peer_challenge.grouping.test_arranging import councils, met

SHARE = "Council 00 and Council 01 share a director and stand in"
FRIDAY = dt.date(2019, 2, 15)


def said(question, *groups):
    return [(each.rule, each.group, each.words) for each in broken(question, groups) if each.rule.is_firm]


def test_a_group_of_two_is_too_small():
    assert said(Question(councils(5)), [0, 1, 2], [3, 4]) == [
        (Rule.SIZE, 1, "A group has 3 or 4 voices, and this one has 2 voices.")
    ]


def test_a_set_that_is_one_voice_may_not_be_split():
    words = f"{SHARE} one group in this round."
    question = Question(councils(6, shared={0, 1}))
    assert said(question, [0, 2, 3], [1, 4, 5]) == [(Rule.TOGETHER, 0, words), (Rule.TOGETHER, 1, words)]


def test_councils_kept_apart_may_not_meet():
    question = Question(councils(6, shared={0, 1}), Mode.APART)
    assert said(question, [0, 1, 2], [3, 4, 5]) == [
        (
            Rule.APART,
            0,
            f"{SHARE} different groups in this round.",
        )
    ]


def test_old_partners_are_named_with_the_rounds():
    earlier = met({0, 1}, round="Triads 1") + met({0, 1}, round="Triads 2")
    assert said(Question(councils(6), earlier=earlier), [0, 1, 2], [3, 4, 5]) == [
        (Rule.REPEAT, 0, "Council 00 and Council 01 were together in Triads 1 and Triads 2.")
    ]


def test_a_group_all_of_one_size_is_pointed_out():
    found = broken(Question(councils(9)), [[0, 1, 2], [3, 4, 5], [6, 7, 8]])
    assert {each.rule for each in found} == {Rule.MIXED}
    assert found[0].words == "Not mixed in size: Council 00, Council 01 and Council 02 are small."


def test_nobody_is_in_two_places_on_one_day():
    leaders = {1: frozenset({7}), 2: frozenset({7}), 3: frozenset({8})}
    there, elsewhere = Meeting(1, FRIDAY, frozenset({1})), Meeting(2, FRIDAY, frozenset({2, 3}))
    assert double_booked([there, elsewhere], leaders) == {frozenset({1, 2}): frozenset({1, 2})}
    later = Meeting(2, FRIDAY + dt.timedelta(days=1), frozenset({2, 3}))
    assert double_booked([there, later], leaders) == {}
    assert double_booked([there, Meeting(2, None, frozenset({2}))], leaders) == {}
