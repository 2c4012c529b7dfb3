"""Freezing the plan as it stands on a day, and moving it from draft to agreed."""

import datetime as dt
import hashlib
import json

from django.db import transaction
from django.db.models import Max

from seslip.audit.actions import record
from seslip.people.models import User
from seslip.refusals import Refused
from workstreams import copies
from workstreams.models import Plan, PlanVersion, Standing
from workstreams.reading import copy_of
from workstreams.topics import give_topics

WHY = "freezing a version of a plan its keeper has open"
# What a plan may become, from where it stands.
NEXT = {
    Plan.Status.DRAFT: [Plan.Status.PROVISIONAL, Plan.Status.AGREED],
    Plan.Status.PROVISIONAL: [Plan.Status.AGREED, Plan.Status.REVISED],
    Plan.Status.AGREED: [Plan.Status.REVISED],
    Plan.Status.REVISED: [Plan.Status.AGREED, Plan.Status.REVISED],
}


def hash_of(copy: copies.PlanCopy) -> str:
    """The name of exactly these words and figures."""
    kept = json.dumps(copies.as_json(copy), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(kept.encode()).hexdigest()


@transaction.atomic
def freeze(*, plan: Plan, day: dt.date, reason: str = "", by: User | None) -> PlanVersion:
    """A version of the plan as it stands now; refused where nothing has changed since the last."""
    plan = Plan.objects.unscoped(WHY).select_for_update().get(pk=plan.pk)
    copy = copy_of(plan)
    content_hash = hash_of(copy)
    versions = PlanVersion.objects.unscoped(WHY).filter(plan=plan)
    newest = versions.first()
    if newest and newest.content_hash == content_hash and newest.status == plan.status:
        raise Refused(f"Nothing has changed since {newest}, so there is nothing to freeze.")
    if newest and day < newest.day:
        raise Refused(f"{newest} is later than the day you chose. Choose that day or a later one.")
    version = PlanVersion.objects.create(
        plan=plan,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        status=plan.status,
        day=day,
        reason=reason,
        copy=copies.as_json(copy),
        content_hash=content_hash,
        frozen_by=by,
    )
    record("version frozen", by=by, on=version, number=version.number, hash=version.short_hash)
    return version


@transaction.atomic
def move_to(
    *, plan: Plan, status: str, day: dt.date, month_only: bool = False, reason: str = "", by: User | None
) -> PlanVersion:
    """The plan is agreed, provisionally agreed or revised from that day, and frozen as it stands."""
    plan = Plan.objects.unscoped(WHY).select_for_update().get(pk=plan.pk)
    status = Plan.Status(status)
    if status not in NEXT[plan.status]:
        raise Refused(
            f"A plan that is {plan.get_status_display().lower()} cannot become {status.label.lower()}."
        )
    plan.status = status
    plan.save(update_fields=["status"])
    give_topics(plan)
    Standing.objects.create(plan=plan, status=status, day=day, month_only=month_only)
    record("plan " + status.label.lower(), by=by, on=plan, day=day.isoformat())
    return freeze(plan=plan, day=day, reason=reason, by=by)
