"""The demonstration's round of 2019: the programme's real groups, whose papers are there to be read."""

from networks.peer_challenge.demonstration import seed
from networks.peer_challenge.models import Facilitator, PaperVersion, Round
from seslip.people.models import User


def test_surreys_director_can_read_east_sussexs_paper_and_not_hampshires(reference):
    seed()
    bob = User.objects.get(email="dcs.surrey@example.org")
    councils = {version.paper.council.name for version in PaperVersion.objects.visible_to(bob)}
    assert councils == {"Surrey", "East Sussex"}


def test_there_is_one_round_and_its_facilitation_began_with_it(reference):
    assert seed() == seed() == ["Peer challenge: Triads 2019 with 10 self-assessments."]
    round_ = Round.objects.unscoped("test").get()
    assert Facilitator.objects.get().starts == round_.starts
