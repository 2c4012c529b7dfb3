"""Next year's plan, begun from this one."""

from django.db import IntegrityError, transaction

from seslip import registry
from seslip.audit.actions import record
from seslip.people.models import User
from seslip.refusals import Refused
from workstreams.models import (
    Group,
    Output,
    Plan,
    Reference,
    RegionFigure,
    Section,
    Sponsorship,
    Workstream,
)
from workstreams.reading import WHY
from workstreams.years import following

OVER = [Output.Progress.DONE, Output.Progress.DROPPED]


@transaction.atomic
def begin_next_year(*, plan: Plan, by: User) -> Plan:
    """A draft of the year after: text, groups, lines, sponsors and references of this plan.

    Outputs that are done stay behind, and the region's figures are empty until there are new ones.
    """
    year = following(plan.year)
    try:
        with transaction.atomic():
            new = Plan.objects.create(
                year=year, title=plan.title.replace(plan.year, year), audience=plan.audience
            )
    except IntegrityError as error:
        raise Refused(f"There is a plan of {year} already.") from error
    _copy_text(plan, new)
    lines = _copy_lines(plan, new)
    for follow in registry.offered("plan begun"):
        follow(plan=new, follows=plan, lines=lines, by=by)
    record("plan begun", by=by, on=new, year=year)
    return new


def _fresh(row, **changed):
    """The same row once more, unsaved."""
    row.pk, row._state.adding = None, True
    for name, value in changed.items():
        setattr(row, name, value)
    return row


def _copy_text(old: Plan, new: Plan) -> None:
    for section in old.sections.prefetch_related("paragraphs"):
        paragraphs = list(section.paragraphs.all())
        copy = _fresh(Section.objects.get(pk=section.pk), plan=new)
        copy.save()
        for paragraph in paragraphs:
            caption = paragraph.caption.replace(old.year, new.year)
            _fresh(paragraph, section=copy, caption=caption).save()
    RegionFigure.objects.bulk_create(
        _fresh(row, plan=new, earlier=row.later, later=None) for row in old.region_figures.all()
    )


def _copy_lines(old: Plan, new: Plan) -> dict[int, Workstream]:
    """The new workstreams, by the number of the old ones."""
    groups = {}
    for group in Group.objects.filter(plan=old):
        old_pk = group.pk
        groups[old_pk] = _fresh(group, plan=new)
        groups[old_pk].save()
    lines = {}
    for old_line in Workstream.objects.unscoped(WHY).filter(plan=old):
        line = _fresh(Workstream.objects.unscoped(WHY).get(pk=old_line.pk), plan=new)
        line.group = groups[old_line.group_id]
        line.save()
        line.continues.add(old_line.pk)
        _copy_parts(old_line, line)
        lines[line.number] = line
    return lines


def _copy_parts(old: Workstream, new: Workstream) -> None:
    for sponsor in Sponsorship.objects.current().filter(workstream=old):
        councils = list(sponsor.councils.all())
        copy = _fresh(sponsor, workstream=new, starts=new.plan.starts)
        copy.save()
        copy.councils.add(*councils)
    for rows in (
        Output.objects.filter(workstream=old).exclude(progress__in=OVER),
        Reference.objects.filter(workstream=old),
        old.participations.all(),
        old.partners.all(),
        old.measures.all(),
    ):
        for row in rows:
            _fresh(row, workstream=new).save()
