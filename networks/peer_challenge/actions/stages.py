from django.db import transaction

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.refusals import Refused
from networks.peer_challenge.models import Round
from seslip.audit.actions import record
from seslip.people.models import User

NO_MEMORANDUM = (
    "The round has no memorandum of understanding yet. Nothing is released to a group until it has one, "
    "because only those whose leader signed it read another council's papers."
)


@transaction.atomic
def move_to(stage: Stage, *, round: Round, seen: int, by: User, reason: str = "") -> None:
    """To the next stage, or back to an earlier one with a reason. `seen` is the stage it was moved from."""
    locked = Round.objects.unscoped("moved once at a time").select_for_update().get(pk=round.pk)
    if locked.stage != seen:
        raise Refused("Somebody has moved the round meanwhile. Look where it stands now.")
    if stage > locked.stage + 1 or stage == locked.stage:
        raise Refused("A round only moves to the next stage, or back to an earlier one.")
    if stage < locked.stage and not reason.strip():
        raise Refused("Say why the round goes back.")
    if stage >= Stage.OWN_GROUP and stage > locked.stage and locked.memorandum_id is None:
        raise Refused(NO_MEMORANDUM)
    locked.stage = round.stage = stage
    locked.save(update_fields=["stage"])
    record("round moved", by=by, on=round, before=seen, after=int(stage), reason=reason.strip())
