"""The plan of 2021-22 in our own words, with its facts, figures and slips, and a little that came after."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from seslip.people.models import Circle, Organisation, Person, User
from seslip.topics import demonstration as topics
from seslip.topics.models import Topic
from workstreams.actions import anomalies
from workstreams.actions.bringing_in import bring_in, hash_of_text
from workstreams.actions.versions import freeze
from workstreams.demonstration import facts
from workstreams.importing import read_plan
from workstreams.models import (
    Measure,
    MeasureValue,
    Milestone,
    Plan,
    ProgressNote,
    Sponsorship,
    Standing,
    Task,
    Workstream,
)
from workstreams.topics import give_topics

FILE = Path(__file__).parent / "plan-2021-22.txt"
WHY = "the demonstration's own plan"
AGREED, REVISED = dt.date(2021, 2, 1), dt.date(2021, 8, 1)


def seed() -> list[str]:
    text = FILE.read_text(encoding="utf-8")
    copy = read_plan(text)
    if not Plan.objects.unscoped(WHY).filter(year=copy.year).exists():
        about = {"name": FILE.name, "text_hash": hash_of_text(text), "topics": _topics()}
        plan = bring_in(copy=copy, by=None, **about)
        _standing(plan)
        give_topics(plan)
        anomalies.register(plan=plan, by=None)
        _by_a_reader(plan)
        freeze(plan=plan, day=dt.date(2021, 8, 31), reason="With what was applied for", by=None)
        _afterwards(plan)
    return [f"{Workstream.objects.unscoped(WHY).count()} workstreams."]


def _topics() -> dict[int, Topic]:
    """The topics that lines share with networks are there before the plan."""
    topics.seed()
    slugs = Topic.objects.in_bulk(facts.TOPICS.values(), field_name="slug")
    return {number: slugs[slug] for number, slug in facts.TOPICS.items()}


def _standing(plan: Plan) -> None:
    plan.status = Plan.Status.REVISED
    plan.save(update_fields=["status"])
    for status, day in ((Plan.Status.PROVISIONAL, AGREED), (Plan.Status.REVISED, REVISED)):
        Standing.objects.create(plan=plan, status=status, day=day, month_only=True)


def _lines(plan: Plan):
    return Workstream.objects.unscoped(WHY).filter(plan=plan)


def _by_a_reader(plan: Plan) -> None:
    for place, quotation, what in facts.FOR_A_READER:
        anomaly = anomalies.note(plan=plan, place=place, quotation=quotation, what=what, by=None)
        anomalies.decide(anomaly=anomaly, decision="stands", words=facts.STANDS, by=None)


def _afterwards(plan: Plan) -> None:
    """What happened after the plan was frozen."""
    lines = {line.number: line for line in _lines(plan)}
    for number, name, address, council, day in facts.HANDED_OVER:
        _hand_over(lines[number], name, address, council, day)
    _progress(lines)
    number, words, owner = facts.TASK
    Task.objects.create(
        workstream=lines[number],
        words=words,
        owner=_person(owner),
        due=timezone.localdate() + dt.timedelta(days=30),
        audience=Circle.objects.members(),
    )


def _hand_over(line: Workstream, name: str, address: str, council: str, day: dt.date) -> None:
    Sponsorship.objects.filter(workstream=line, name=name).update(ends=day - dt.timedelta(days=1))
    person = _person(address)
    sponsor = Sponsorship.objects.create(
        workstream=line,
        name=person.name,
        person=person,
        starts=day,
        stated=f"DCS Sponsor: {person.name} ({council})",
    )
    sponsor.councils.add(Organisation.objects.get(name=council))


def _person(address: str) -> Person:
    return Person.objects.unscoped(WHY).get(user__email=address)


def _progress(lines: dict[int, Workstream]) -> None:
    by = User.objects.get(email="programme.manager@example.org")
    for number, status, text in facts.NOTES:
        ProgressNote.objects.create(
            workstream=lines[number],
            status=status,
            text=text,
            day=dt.date(2022, 1, 31),
            by=by,
            audience=Circle.objects.everyone(),
        )
    for number, day, words, reached in facts.MILESTONES:
        Milestone.objects.create(workstream=lines[number], day=day, words=words, reached_on=reached)
    for position, (number, name, unit, values) in enumerate(facts.MEASURES):
        measure = Measure.objects.create(workstream=lines[number], name=name, unit=unit, position=position)
        MeasureValue.objects.bulk_create(
            MeasureValue(measure=measure, day=day, value=value) for day, value in values
        )
