"""Registering the slips of a plan's document, and deciding about them."""

from django.db import transaction
from django.utils import timezone

from seslip.audit.actions import record
from seslip.people.models import User
from workstreams.models import Anomaly, Plan
from workstreams.proof import checked, documents_of
from workstreams.reading import copy_of


@transaction.atomic
def register(*, plan: Plan, by: User | None) -> list[Anomaly]:
    """Every finding in the plan's documents (or in the plan, without any) not registered yet: undecided."""
    looked_at = documents_of(plan) or [copy_of(plan)]
    found = [finding for copy in looked_at for each in checked(copy) for finding in each.findings]
    made = []
    for finding in found:
        anomaly, is_new = Anomaly.objects.get_or_create(
            plan=plan, code=finding.code, place=finding.place, what=finding.words
        )
        made += [anomaly] if is_new else []
    if made:
        record("slips registered", by=by, on=plan, number=len(made))
    return made


@transaction.atomic
def note(*, plan: Plan, place: str, quotation: str, what: str, by: User | None) -> Anomaly:
    """A slip that only a reader finds."""
    anomaly = Anomaly.objects.create(plan=plan, place=place, quotation=quotation, what=what)
    record("slip noted", by=by, on=anomaly, place=place)
    return anomaly


@transaction.atomic
def decide(*, anomaly: Anomaly, decision: str, words: str, by: User | None) -> Anomaly:
    """What is to happen with it, why, who said so and when."""
    anomaly.decision, anomaly.decision_words = decision, words
    is_open = decision == Anomaly.Decision.OPEN
    anomaly.decided_by = None if is_open else by
    anomaly.decided_on = None if is_open else timezone.localdate()
    anomaly.save()
    record("slip decided", by=by, on=anomaly, decision=decision)
    return anomaly
