"""The demonstration's round of 2019: the programme's real groups, whose papers are there to be read."""

import datetime as dt

from networks.peer_challenge.demonstration import seed
from networks.peer_challenge.models import Facilitator, PaperVersion, Round
from seslip.people.models import User


def test_surreys_director_can_read_east_sussexs_paper_and_not_hampshires(reference):
    seed()
    bob = User.objects.get(email="dcs.surrey@example.org")
    councils = {version.paper.council.name for version in PaperVersion.objects.visible_to(bob)}
    assert councils == {"Surrey", "East Sussex"}


def test_its_papers_came_in_before_the_challenge_days(reference):
    seed()
    versions = PaperVersion.objects.unscoped("test").select_related("paper__round")
    days = {(each.added_at.date(), each.settled_at.date()) for each in versions}
    assert all(dt.date(2019, 1, 7) < came < signed < dt.date(2019, 2, 15) for came, signed in days)


def test_two_directors_of_one_group_have_accounts_and_papers(reference):
    """So that what the one puts in can be read by the other."""
    seed()
    for email in ("dcs.east.sussex@example.org", "dcs.surrey@example.org"):
        director = User.objects.get(email=email)
        assert PaperVersion.objects.visible_to(director).count() == 2


def test_there_is_one_round_and_its_facilitation_began_with_it(reference):
    assert seed() == seed() == ["Peer challenge: Triads 2019 with 10 self-assessments."]
    round_ = Round.objects.unscoped("test").get()
    assert Facilitator.objects.get().starts == round_.starts
