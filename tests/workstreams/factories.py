"""Plans, and what is written about their workstreams."""

import datetime as dt

from seslip.people.models import Circle
from workstreams.actions.versions import freeze
from workstreams.models import (
    Anomaly,
    Group,
    Measure,
    Milestone,
    Output,
    Paragraph,
    Plan,
    ProgressNote,
    Reference,
    RegionFigure,
    Section,
    Sponsorship,
    Task,
    Workstream,
)
from workstreams.searchable import make_findable


def make_plan(year="2021-22", *, audience=None, status="agreed", words="", **fields) -> Plan:
    """A small plan of two lines in one group, with the tables; `words` stands in each of its texts."""
    plan = Plan.objects.create(
        year=year,
        title=f"Plan {year} {words}",
        status=status,
        audience=audience or Circle.objects.everyone(),
        **fields,
    )
    section = Section.objects.create(plan=plan, number="1", title=f"Introduction {words}")
    Paragraph.objects.create(section=section, number="1.1", text=f"<p>findme {words}</p>")
    tables = [("region", 1), ("workstreams", 2), ("budget", 3)]
    Paragraph.objects.bulk_create(
        Paragraph(section=section, position=number, table=table, table_number=number, caption=f"Of {year}")
        for table, number in tables
    )
    RegionFigure.objects.create(plan=plan, words=f"Referrals {words}", earlier=100, later=110)
    group = Group.objects.create(plan=plan, title=f"Core {words}", stated=2)
    make_line(group, 1, f"Data benchmarking {words}", words=words)
    make_line(group, 2, f"Family hubs {words}", words=words)
    make_findable(plan)
    return plan


def make_line(group: Group, number: int, title: str, *, words="", **fields) -> Workstream:
    line = Workstream.objects.create(
        plan=group.plan,
        group=group,
        number=number,
        title=title,
        purpose=f"<p>To learn. {words}</p>",
        **fields,
    )
    Output.objects.create(workstream=line, text=f"A report {words}")
    Reference.objects.create(workstream=line, target="2" if number == 1 else "1")
    return line


def line_of(plan: Plan, number: int = 1) -> Workstream:
    return Workstream.objects.unscoped("test").select_related("plan").get(plan=plan, number=number)


def sponsor(line: Workstream, person=None, name="Somebody Else", **fields) -> Sponsorship:
    name = person.name if person else name
    fields = {"starts": dt.date(2020, 1, 1)} | fields
    return Sponsorship.objects.create(workstream=line, person=person, name=name, **fields)


def make_note(line: Workstream, audience=None, *, text="It goes well.", status="on-track", **fields):
    audience = audience or Circle.objects.everyone()
    return ProgressNote.objects.create(workstream=line, audience=audience, text=text, status=status, **fields)


def make_task(line: Workstream, owner, audience=None, *, words="Find out.", **fields) -> Task:
    fields = {"due": dt.date(2040, 1, 1)} | fields
    audience = audience or Circle.objects.everyone()
    return Task.objects.create(workstream=line, owner=owner, audience=audience, words=words, **fields)


def make_more(line: Workstream, words="") -> None:
    """A measure, a milestone and a slip, with these words."""
    measure = Measure.objects.create(workstream=line, name=f"Trained {words}")
    measure.values.create(day=dt.date(2021, 9, 30), value=42)
    Milestone.objects.create(workstream=line, day=dt.date(2021, 12, 31), words=f"Halfway {words}")
    Anomaly.objects.create(plan=line.plan, place="Line 1", what=f"A slip {words}")


def frozen(plan: Plan, day=dt.date(2021, 8, 31), reason=""):
    return freeze(plan=plan, day=day, reason=reason, by=None)
