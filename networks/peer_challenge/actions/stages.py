from django.db import transaction

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.models import Round
from networks.peer_challenge.running import require_runs
from seslip.audit.actions import record
from seslip.people.models import User
from seslip.refusals import Refused

NO_MEMORANDUM = (
    "The round has no memorandum of understanding yet. Nothing is released to a group until it has one, "
    "because only those whose leader signed it read another council's papers."
)


@transaction.atomic
def move_to(*, to: Stage, round_: Round, seen: int, by: User, reason: str = "") -> None:
    """To the next stage, or back to an earlier one with a reason. `seen` is the stage it was moved from."""
    locked = lock(round_)
    require_runs(by, locked)
    if locked.stage != seen:
        raise Refused("Somebody has moved the round meanwhile. Look where it stands now.")
    if to > locked.stage + 1 or to == locked.stage:
        raise Refused("A round only moves to the next stage, or back to an earlier one.")
    if to < locked.stage and not reason.strip():
        raise Refused("Say why the round goes back.")
    if to >= Stage.OWN_GROUP and to > locked.stage and locked.memorandum_id is None:
        raise Refused(NO_MEMORANDUM)
    locked.stage = round_.stage = to
    locked.save(update_fields=["stage"])
    record("round moved", by=by, on=round_, before=seen, after=int(to), reason=reason.strip())
