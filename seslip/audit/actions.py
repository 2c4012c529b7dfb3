from django.db import models

from seslip.audit.models import Event


def record(verb: str, *, by, on: models.Model, **details) -> Event:
    """Write down what was done, in the transaction that did it. `by` is None for the portal itself."""
    return Event.objects.create(
        verb=verb,
        by=by if by and by.pk else None,
        kind=on._meta.label_lower,
        object_id=on.pk,
        details=details,
    )
