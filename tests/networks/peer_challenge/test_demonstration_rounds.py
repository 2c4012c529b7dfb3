"""The demonstration's next round: groups as the portal proposes them, made once."""

from networks.peer_challenge.demonstration_rounds import seed
from networks.peer_challenge.models import Round


def test_the_next_round_has_groups_and_is_made_once(reference):
    assert seed() == ["The next round: 6 groups proposed and saved."]
    assert seed() == []
    round_ = Round.objects.unscoped("test").get(slug="the-next-round")
    four = [group for group in round_.groups.all() if group.places.unscoped("test").count() == 4]
    councils = {place.council.name for place in four[0].places.unscoped("test")}
    assert {"Hampshire", "Isle of Wight"} < councils
    days = [group.day for group in round_.groups.all()]
    assert len(set(days)) == 6
