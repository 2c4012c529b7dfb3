"""The rows of next year's budget, begun from this year's; its money is new."""

from django.db import transaction

from budget.models import Income, Line
from seslip.people.models import User
from workstreams.models import Plan, Workstream


@transaction.atomic
def begun(*, plan: Plan, follows: Plan, lines: dict[int, Workstream], by: User | None) -> None:
    """Every row that is not closed, going on with the old one; projects stay with the money they had."""
    for row in Income.objects.filter(plan=follows):
        Income.objects.create(
            plan=plan,
            fund=row.fund,
            position=row.position,
            name=row.name,
            is_opening=row.is_opening,
            continues=row,
        )
    rows = {row.pk: _row(plan, row, lines) for row in Line.objects.filter(plan=follows, is_closed=False)}
    for old, new in rows.items():
        sends_to = Line.objects.get(pk=old).sends_to_id
        if sends_to in rows:
            new.sends_to = rows[sends_to]
            new.save(update_fields=["sends_to"])


def _row(plan: Plan, old: Line, lines: dict[int, Workstream]) -> Line:
    new = Line.objects.create(
        plan=plan,
        position=old.position,
        ref=old.ref,
        name=old.name,
        lead_council=old.lead_council,
    )
    new.continues.add(old)
    paid = Line.workstreams.through.objects.filter(line=old).values_list("workstream__number", flat=True)
    new.workstreams.add(*(lines[number] for number in paid if number in lines))
    return new
