"""Letting a finding of the pre-flight stand, with the reason, and taking that back."""

from django.db import transaction

from newsletters.models import Dismissal, Update
from newsletters.preflight import Finding
from seslip.audit.actions import record
from seslip.people.models import User


class ReasonMissing(Exception):
    """A finding may stand, but not without a word why. Its words are meant for the person."""


@transaction.atomic
def dismiss(*, update: Update, finding: Finding, reason: str, by: User) -> Dismissal:
    """Let this finding stand for as long as its words do; said again, the new reason replaces the old."""
    if not reason.strip():
        raise ReasonMissing("Say in a few words why this may stand.")
    kind, where, words = finding.identity
    dismissal, _ = Dismissal.objects.update_or_create(
        update=update,
        kind=kind,
        where=where,
        words=words,
        defaults={"reason": reason.strip()[:300], "by": by},
    )
    # Not its words: they can be the name of a person.
    record("finding dismissed", by=by, on=update, kind=kind, where=where, dismissal=dismissal.pk)
    return dismissal


@transaction.atomic
def take_back(*, dismissal: Dismissal, by: User) -> None:
    """Look at the finding again from now on."""
    update, kind = dismissal.update, dismissal.kind
    record("dismissal taken back", by=by, on=update, kind=kind, dismissal=dismissal.pk)
    dismissal.delete()
