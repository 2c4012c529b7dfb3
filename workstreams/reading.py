"""The plan as one copy, from what the database holds today."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Prefetch

from seslip import registry
from workstreams import copies
from workstreams.models import Group, Paragraph, Plan, RegionFigure, Section, Sponsorship, Workstream
from workstreams.prose import to_text
from workstreams.years import before

WHY = "the lines of a plan its reader has been let in to"
REGION_HEAD = "Average number per quarter"


def copy_of(plan: Plan) -> copies.PlanCopy:
    """Everything that stands in the plan today, sponsors as they are today; a fixed number of queries."""
    sections = plan.sections.prefetch_related("paragraphs")
    return copies.PlanCopy(
        title=plan.title,
        year=plan.year,
        opening=to_text(plan.opening),
        opening_html=plan.opening,
        sections=tuple(_section(plan, section) for section in sections),
        groups=tuple(_group(group) for group in groups_of(plan)),
    )


def groups_of(plan: Plan) -> Iterable[Group]:
    """The groups with their workstreams, and what stands in a line of the plan."""
    current = Sponsorship.objects.current().prefetch_related("councils")
    lines = Workstream.objects.unscoped(WHY).prefetch_related(
        Prefetch("sponsorships", current, to_attr="sponsors_today"), "outputs", "references"
    )
    return plan.groups.prefetch_related(Prefetch("workstreams", lines))


def _section(plan: Plan, section: Section) -> copies.Section:
    paragraphs = tuple(_paragraph(plan, each) for each in section.paragraphs.all())
    return copies.Section(number=section.number, title=section.title, paragraphs=paragraphs)


def _paragraph(plan: Plan, paragraph: Paragraph) -> copies.Paragraph:
    return copies.Paragraph(
        number=paragraph.number,
        text=to_text(paragraph.text),
        html=paragraph.text,
        footnotes=tuple(note for note in paragraph.footnotes.splitlines() if note.strip()),
        table=_table(plan, paragraph) if paragraph.table else None,
    )


def _table(plan: Plan, paragraph: Paragraph) -> copies.Table:
    heads, rows = _cells(plan, paragraph.table)
    return copies.Table(
        number=paragraph.table_number,
        name=paragraph.table,
        caption=paragraph.caption,
        heads=heads,
        rows=rows,
        source=paragraph.table_source,
    )


def _cells(plan: Plan, name: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Heads and rows: our own for the region's figures, another area's for a table it offers, else none."""
    if name == Paragraph.Table.REGION:
        return region_heads(plan.year), tuple(_figures(row) for row in plan.region_figures.all())
    for offered, cells_of in registry.offered("plan table"):
        if offered == name:
            return cells_of(plan)
    return (), ()


def region_heads(year: str) -> tuple[str, ...]:
    """The two years before the plan's, written as the table does: 2019/20."""
    earlier, later = before(before(year)), before(year)
    return REGION_HEAD, earlier.replace("-", "/"), later.replace("-", "/")


def _figures(row: RegionFigure) -> tuple[str, ...]:
    return row.words, _figure(row.earlier, row), _figure(row.later, row)


def _figure(value: Decimal | None, row: RegionFigure) -> str:
    if value is None:
        return ""
    written = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{written}%" if row.is_percentage else written


def _group(group: Group) -> copies.Group:
    return copies.Group(
        title=group.title,
        note=group.note,
        stated=group.stated,
        introduction=to_text(group.introduction),
        introduction_html=group.introduction,
        lines=tuple(_line(line) for line in group.workstreams.all()),
    )


def _line(line: Workstream) -> copies.Line:
    return copies.Line(
        number=line.number,
        title=line.title,
        purpose=to_text(line.purpose),
        purpose_html=line.purpose,
        sponsors=tuple(_sponsor(each) for each in line.sponsors_today),
        outputs=tuple(output.text for output in line.outputs.all()),
        references=tuple(
            copies.Reference(kind=each.kind, target=each.target, words=str(each))
            for each in line.references.all()
        ),
    )


def _sponsor(sponsor: Sponsorship) -> copies.Sponsor:
    return copies.Sponsor(
        stated=sponsor.stated,
        post=sponsor.post,
        name=sponsor.name,
        councils=tuple(council.name for council in sponsor.councils.all()),
        through=sponsor.through,
        on_behalf_of=sponsor.on_behalf_of,
    )
