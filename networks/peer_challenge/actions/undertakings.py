from django.db import transaction

from networks.peer_challenge.models import Round, Undertaking
from seslip.audit.actions import record
from seslip.people.models import User


@transaction.atomic
def accept(*, round: Round, by: User) -> None:
    """Before the first document of a round opens, once."""
    _, is_new = Undertaking.objects.get_or_create(round=round, person=by.person)
    if is_new:
        record("undertaking accepted", by=by, on=round)
