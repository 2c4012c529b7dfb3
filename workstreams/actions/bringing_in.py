"""Bringing in a plan from a document: as it stands there, slips and all."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from seslip import registry
from seslip.audit.actions import record
from seslip.people.models import Circle, Person, User
from seslip.refusals import Refused
from seslip.topics.models import Topic
from workstreams import copies
from workstreams.figures import figure
from workstreams.models import (
    Group,
    Output,
    Paragraph,
    Participation,
    Plan,
    Reference,
    RegionFigure,
    Section,
    Source,
    Sponsorship,
    Workstream,
)
from workstreams.places import Places
from workstreams.prose import to_html
from workstreams.searchable import make_findable
from workstreams.topics import Topics

# What the words after a list of councils say of the part they take.
AS_WHAT = [
    (re.compile(r"trailblaz", re.I), Participation.Part.TRAILBLAZER),
    (re.compile(r"pathfinder", re.I), Participation.Part.PATHFINDER),
    (re.compile(r"early adopter", re.I), Participation.Part.EARLY_ADOPTER),
]
# "Kent and Hampshire" may be named for any reason; a list of three says who takes part.
FEWEST_IN_A_LIST = 3


def hash_of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def bring_in(
    *,
    copy: copies.PlanCopy,
    name: str,
    text_hash: str,
    by: User | None,
    topics: Mapping[int, Topic] | None = None,
) -> Plan:
    """The plan of this document, a draft. The same again changes nothing; another for the year is refused.

    `topics` says which topic a line is cited under, by its number; of the others those whose title names one.
    """
    known = Plan.objects.unscoped("bringing in a plan").filter(year=copy.year).first()
    if known and known.sources.filter(text_hash=text_hash).exists():
        return known
    if known:
        raise Refused(
            f"There is a plan of {copy.year} already. Change it in the admin, or compare the document "
            f"with it: “manage.py check_plan {copy.year} --against FILE”."
        )
    plan = _plan(copy)
    Source.objects.create(plan=plan, name=name, text_hash=text_hash, copy=copies.as_json(copy), brought_by=by)
    _text(plan, copy)
    _lines(plan, copy, topics or {})
    for follow in registry.offered("plan brought in"):
        follow(plan=plan, copy=copy, by=by)
    make_findable(plan)
    record("plan brought in", by=by, on=plan, year=plan.year, document=name)
    return plan


def _plan(copy: copies.PlanCopy) -> Plan:
    return Plan.objects.create(
        year=copy.year,
        title=copy.title,
        opening=to_html(copy.opening),
        audience=Circle.objects.everyone(),
    )


def _text(plan: Plan, copy: copies.PlanCopy) -> None:
    for position, section in enumerate(copy.sections):
        row = Section.objects.create(plan=plan, number=section.number, title=section.title, position=position)
        Paragraph.objects.bulk_create(
            _paragraph(row, place, paragraph) for place, paragraph in enumerate(section.paragraphs)
        )
    region = copy.table(Paragraph.Table.REGION)
    if region:
        RegionFigure.objects.bulk_create(
            _region_figure(plan, place, cells) for place, cells in enumerate(region.rows)
        )


def _paragraph(section: Section, position: int, paragraph: copies.Paragraph) -> Paragraph:
    table = paragraph.table
    return Paragraph(
        section=section,
        number=paragraph.number,
        position=position,
        text=to_html(paragraph.text),
        footnotes="\n".join(paragraph.footnotes),
        table=table.name if table else "",
        table_number=table.number if table else None,
        caption=table.caption if table else "",
        table_source=table.source if table else "",
    )


def _region_figure(plan: Plan, position: int, cells: tuple[str, ...]) -> RegionFigure:
    words, earlier, later = (*cells, "", "")[:3]
    try:
        (first, is_percentage), (second, _) = figure(earlier), figure(later)
    except ValueError as error:
        raise Refused(
            f"In the table of the region's figures, “{words}” has “{error}” for a figure."
        ) from error
    return RegionFigure(
        plan=plan, position=position, words=words, earlier=first, later=second, is_percentage=is_percentage
    )


def _lines(plan: Plan, copy: copies.PlanCopy, given: Mapping[int, Topic]) -> None:
    _one_line_a_number(copy)
    places, people = Places(), _people(copy)
    known = Topics()
    for position, group in enumerate(copy.groups):
        row = Group.objects.create(
            plan=plan,
            position=position,
            title=group.title,
            note=group.note,
            stated=group.stated,
            introduction=to_html(group.introduction),
        )
        for line in group.lines:
            topic = given.get(line.number) or known.named_in(line.title)
            _line(row, line, topic, places, people)


def _one_line_a_number(copy: copies.PlanCopy) -> None:
    twice = [number for number, times in Counter(line.number for line in copy.lines).items() if times > 1]
    if twice:
        numbers = ", ".join(map(str, twice))
        raise Refused(f"The document has line {numbers} more than once. Mend that, then bring it in.")


def _people(copy: copies.PlanCopy) -> dict[str, Person]:
    """The people of these names, where there is one of the name and no more."""
    names = {sponsor.name for line in copy.lines for sponsor in line.sponsors}
    known = Person.objects.unscoped("sponsors are public").filter(name__in=names)
    times = Counter(person.name for person in known)
    return {person.name: person for person in known if times[person.name] == 1}


def _line(
    group: Group, line: copies.Line, topic: Topic | None, places: Places, people: dict[str, Person]
) -> None:
    workstream = Workstream.objects.create(
        plan=group.plan,
        group=group,
        number=line.number,
        title=line.title,
        topic=topic,
        purpose=to_html(line.purpose),
    )
    for position, sponsor in enumerate(line.sponsors):
        _sponsor(workstream, position, sponsor, places, people)
    Output.objects.bulk_create(
        Output(workstream=workstream, position=position, text=text)
        for position, text in enumerate(line.outputs)
    )
    Reference.objects.bulk_create(
        Reference(
            workstream=workstream, position=position, kind=each.kind, target=each.target, words=each.words
        )
        for position, each in enumerate(line.references)
    )
    Participation.objects.bulk_create(_participations(workstream, line, places))


def _sponsor(workstream, position, sponsor: copies.Sponsor, places: Places, people) -> None:
    row = Sponsorship.objects.create(
        workstream=workstream,
        position=position,
        name=sponsor.name,
        person=people.get(sponsor.name),
        post=sponsor.post,
        through=sponsor.through,
        on_behalf_of=sponsor.on_behalf_of,
        stated=sponsor.stated,
        starts=workstream.plan.starts,
    )
    for council in sponsor.councils:
        row.councils.add(*places.named_in(council))


def _participations(workstream, line: copies.Line, places: Places) -> list[Participation]:
    """The councils that a sentence lists; the words after a list say as what they take part."""
    parts = {}
    for text in [*line.purpose.splitlines(), *line.outputs]:
        for run in places.runs_in(text, fewest=FEWEST_IN_A_LIST):
            parts |= dict.fromkeys(run.councils, _as_what(run.after))
    return [Participation(workstream=workstream, council=each, part=part) for each, part in parts.items()]


def _as_what(words: str) -> str:
    found = (part for pattern, part in AS_WHAT if pattern.search(words))
    return next(found, Participation.Part.PARTNER)
