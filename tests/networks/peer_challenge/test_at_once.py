"""What is done in the room twice at the same moment."""

from networks.peer_challenge.actions.emergencies import enter
from networks.peer_challenge.models import EmergencyAccess
from seslip.people.models import User
from tests.at_once import NEEDS_POSTGRESQL, at_once

pytestmark = NEEDS_POSTGRESQL


def test_whoever_enters_in_an_emergency_twice_at_once_is_in_once(cast):
    def press():
        enter(reason="A child is at risk and nobody answers", by=User.objects.get(pk=cast["ada"].pk))

    assert at_once(press, press, press) == [None, None, None]
    assert EmergencyAccess.objects.open().count() == 1
