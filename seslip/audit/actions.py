"""Writing down what is done, what is read inside the walls, and who was refused there."""

from django.db import models, transaction

from seslip.audit.models import Event

Sort = Event.Sort


def record(verb: str, /, *, by, on: models.Model, acting_for: models.Model | None = None, **details) -> Event:
    """Write down what was done, in the transaction that did it. `by` is None for the portal itself.

    `acting_for` is the appointment of whoever `by` acts for, when a delegation lets them.
    """
    return _write(Sort.DONE, verb, by, on._meta.label_lower, on.pk, acting_for, details)


def record_read(
    verb: str, /, *, by, on: models.Model, acting_for: models.Model | None = None, **details
) -> Event:
    """Write down what somebody read inside a wall: "opened", "downloaded", "packed"."""
    return _write(Sort.READ, verb, by, on._meta.label_lower, on.pk, acting_for, details)


@transaction.atomic(durable=True)
def record_refusal(
    *,
    by,
    on: models.Model | None = None,
    kind: str = "",
    object_id: int | None = None,
    verb: str = "refused",
    acting_for: models.Model | None = None,
    **details,
) -> Event:
    """Write down that somebody was refused inside a wall: a thing, or the kind and number they asked for.

    It stands when this returns, whatever is raised next. Inside a transaction it would go with it, so there
    it raises RuntimeError: refuse before the transaction, or after.
    """
    if on is not None:
        kind, object_id = on._meta.label_lower, on.pk
    return _write(Sort.REFUSED, verb, by, kind, object_id, acting_for, details)


def _write(sort, verb, by, kind, object_id, acting_for, details) -> Event:
    return Event.objects.create(
        sort=sort,
        verb=verb,
        by_id=by.pk if by else None,
        acting_for_id=acting_for.pk if acting_for else None,
        kind=kind,
        object_id=object_id,
        details=details,
    )
