"""The tables of the wall are whole: every row has a letter for every stage, and no letter is unknown."""

import pytest

from networks.peer_challenge.access import RULES, RoundKind, Stage, Switch

KNOWN = set("-vepsho") | {switch.value for switch in Switch}


@pytest.mark.parametrize("kind", RoundKind)
def test_every_row_has_a_known_letter_for_every_stage(kind):
    for rule in RULES[kind]:
        assert len(rule.letters) == len(Stage), rule
        assert set(rule.letters) <= KNOWN, rule


@pytest.mark.parametrize("kind", RoundKind)
def test_no_row_stands_twice(kind):
    rows = [(rule.document, rule.standing) for rule in RULES[kind]]
    assert len(rows) == len(set(rows))


@pytest.mark.django_db
def test_what_only_a_memorandum_allows_is_no_until_it_says_so():
    from networks.peer_challenge.models import Memorandum

    assert not any(getattr(Memorandum(), switch.field) for switch in Switch)
