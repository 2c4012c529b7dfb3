"""The demonstration's round of 2018: asks, offers, matches and themes, made up and made once."""

from networks.peer_challenge.demonstration_asks import seed
from networks.peer_challenge.models import Match, Offer, Round, Themes
from networks.peer_challenge.naming import names_in
from seslip.people.models import User


def test_it_is_made_once_and_its_themes_name_no_council(reference):
    assert seed() == ["Peer challenge: Triads 2018 with 3 asks, 4 offers and its themes."]
    assert seed() == []
    round_ = Round.objects.unscoped("test").get()
    assert names_in(Themes.objects.unscoped("test").get().words, round_) == []
    states = Match.objects.unscoped("test").values_list("state", flat=True)
    assert set(states) == {"under-way", "proposed"}


def test_kents_director_reads_every_offer_and_the_lgas_too(reference):
    seed()
    kent = User.objects.get(email="dcs.kent@example.org")
    assert {offer.organisation.slug for offer in Offer.objects.visible_to(kent)} == {
        "hampshire",
        "surrey",
        "brighton-and-hove",
        "lga",
    }
