"""Who puts in which paper of Kent at which stage, cell by cell, through the database.

Written a second time, by person, as in test_wall.py. Whoever is not named puts in nothing, the directors of
Kent's own group and of every other council among them.
"""

import pytest

from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.models import Place, Round
from networks.peer_challenge.wall import PUT_IN, as_it_comes_in
from tests.networks.peer_challenge.factories import council
from tests.networks.peer_challenge.test_wall import a_round, afresh, expected

BY_PERSON = {
    RoundKind.DIRECTORS: """
assessment     alison dev petra faz     4-7
profile        dana                     3-5
profile        petra faz                3-7
letter         alison dev petra         2-11
notes          faz                      7-9
""",
    RoundKind.LEAD_MEMBERS: """
assessment     lena dev alison petra faz    4-7
profile        dana                     3-5
profile        petra faz                3-7
letter         alison petra             2-11
notes          faz                      7-9
""",
}
KINDS = ("assessment", "profile", "letter", "notes")


@pytest.mark.parametrize("kind", RoundKind)
def test_each_person_puts_in_at_each_stage_what_the_table_says(cast, kind):
    round_ = a_round(cast, kind)
    assert put_in_for_kent(cast, round_) == expected(BY_PERSON[kind])


def put_in_for_kent(cast, round_) -> set[tuple[str, str, int]]:
    kent = Place.objects.unscoped("the test asks for one").get(round=round_, council=council("kent"))
    found = set()
    for stage in Stage:
        Round.objects.unscoped("the test moves it").filter(pk=round_.pk).update(stage=stage)
        for who, user in cast.items():
            found |= {(paper, who, int(stage)) for paper in KINDS if is_open(kent, afresh(user), paper)}
    return found


def is_open(place, user, paper: str) -> bool:
    return Place.objects.open_for(user, as_it_comes_in(paper), PUT_IN).filter(pk=place.pk).exists()
