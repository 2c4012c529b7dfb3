"""The list of workstreams, the dossier of each, the plan, its versions, and what may be compared."""

import datetime as dt
import io

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from budget import accounts
from budget.actions.virements import approve_virement, ask_virement
from budget.models import Line
from seslip.people.models import Circle, Organisation
from seslip.refusals import Refused
from seslip.topics.models import Topic
from tests.newsletters.factories import make_document, make_item, published
from tests.workstreams.factories import (
    frozen,
    line_of,
    make_line,
    make_note,
    make_plan,
    make_task,
    sponsor,
)
from workstreams.actions import anomalies
from workstreams.actions.next_year import begin_next_year
from workstreams.actions.versions import move_to
from workstreams.demonstration import FILE
from workstreams.models import Plan, PlanVersion, Workstream


def words(response) -> str:
    return BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ", strip=True)


def get(client, name, *arguments, query=""):
    return client.get(reverse(f"workstreams:{name}", args=arguments) + query)


def titles(response) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [each.get_text() for each in page.select(".lines-of-group h3")]


def test_the_list_has_the_35_workstreams_by_group_with_their_money(brought, client):
    page = get(client, "workstreams")
    assert len(titles(page)) == 35
    said = words(page)
    assert "RIIA Core Activities (5)" in said
    assert "18. Mockingbird South East Carol Cammiss £327,600" in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?group=2", 4),
        ("?sponsor=Carol Cammiss", 5),
        ("?council=kent", 2),
        ("?words=mockingbird", 2),
        ("?status=no-note", 35),
        ("?status=on-track", 0),
        ("?group=2&council=portsmouth", 1),
    ],
)
def test_the_list_is_narrowed(brought, client, query, found):
    assert len(titles(get(client, "workstreams", query=query))) == found


@pytest.mark.parametrize("query", ["?group=99", "?council=atlantis", "?status=x", "?sponsor=Nobody"])
def test_what_the_list_does_not_offer_gets_a_sentence(brought, client, query):
    page = get(client, "workstreams", query=query)
    assert page.status_code == 200
    assert "is not in this list" in words(page)
    assert titles(page) == []


def test_before_there_is_a_plan_the_list_says_so(everyone, client):
    assert "No plan has been published yet" in words(get(client, "workstreams"))


@pytest.mark.parametrize(("name", "arguments"), [("workstreams", ()), ("workstream", ("2021-22", 1))])
def test_more_lines_and_notes_take_no_more_queries(plan, client, name, arguments, django_assert_num_queries):
    # A reader of their own, whose page is made afresh each time.
    client.cookies["messages"] = "x"
    with CaptureQueriesContext(connection) as first:
        get(client, name, *arguments)
    group = plan.groups.get()
    for number in range(3, 33):
        line = make_line(group, number, f"Line {number}")
        sponsor(line, name=f"Sponsor {number}")
        make_note(line)
        make_note(line_of(plan))
    with django_assert_num_queries(len(first)):
        get(client, name, *arguments)
    assert len(first) <= 22


def test_the_dossier_shows_what_is_known_of_a_line(brought, cast, client):
    line = line_of(brought, 20)
    line.topic = Topic.objects.get(slug="lifelong-links-south-east")
    line.save()
    published(this_week=[make_item("Links week", topics=[line.topic.name])])
    document = make_document("Links guide")
    document.topics.add(line.topic)
    sponsor(line, cast["alison"].person, ends=dt.date(2021, 3, 31))
    said = words(get(client, "workstream", "2021-22", 20))
    for part in (
        "Lifelong Links South East",
        "Alison Jeffery , DCS, East Sussex",
        "Alison Brook",
        "Line 19: Inside Out South East",
        "Line 30: Fostering Network",
        "RRF Strand 3 Innovation Scale and Spread, project 3:3 £100,000",
        "Links week (Update No",
        "Links guide",
        "East Sussex, Kent, Oxfordshire, Portsmouth",
        "East Sussex",
    ):
        assert part in said, part


def test_references_are_shown_both_ways_and_those_to_nowhere_as_such(brought, client):
    said = words(get(client, "workstream", "2021-22", 19))
    assert "Pointed to from" in said
    assert "Line 20: Lifelong Links South East" in said
    assert "Line x (there is none)" in words(get(client, "workstream", "2021-22", 12))
    four = words(get(client, "workstream", "2021-22", 4))
    assert "Section 6 of the plan" in four


def test_a_line_that_only_points_says_so_and_one_that_works_does_not(brought, client):
    assert "only points to another" in words(get(client, "workstream", "2021-22", 11))
    assert "only points to another" not in words(get(client, "workstream", "2021-22", 27))


def test_whose_money_stands_elsewhere_says_where(brought, client):
    assert "Its money stands on 8 Placement Sufficiency" in words(get(client, "workstream", "2021-22", 27))
    assert "also pays for line 28" in words(get(client, "workstream", "2021-22", 1))


@pytest.mark.parametrize(
    "address", ["2021-22/99/", "2021-23/1/", "1850-51/", "x/", "plan/2021-22/versions/9/", "tasks/9/"]
)
def test_what_is_not_there_is_not_found(plan, cast, client, address):
    client.force_login(cast["petra"])
    assert client.get(f"/workstreams/{address}").status_code == 404


def test_a_sponsor_sees_their_workstreams_and_writes_a_note(plan, cast, client):
    sponsor(line_of(plan), cast["alison"].person)
    client.force_login(cast["alison"])
    assert "1. Data benchmarking" in words(get(client, "my-workstreams"))
    address = reverse("workstreams:note-write", args=["2021-22", 1])
    page = client.post(address, {"status": "", "text": "Halfway.", "who_sees": "members"})
    assert "Choose an answer for “How it stands”" in words(page)
    assert "Halfway." in page.content.decode()
    done = client.post(address, {"status": "needs-help", "text": "Halfway.", "who_sees": "members"})
    assert done["Location"].endswith("/workstreams/2021-22/1/#progress")
    assert "Needs help" in words(get(client, "workstream", "2021-22", 1))
    client.logout()
    assert "Halfway." not in words(get(client, "workstream", "2021-22", 1))


def test_a_sponsor_whose_time_is_over_writes_no_more(plan, cast, client):
    sponsor(line_of(plan), cast["alison"].person, ends=dt.date(2020, 2, 1))
    client.force_login(cast["alison"])
    assert get(client, "note-write", "2021-22", 1).status_code == 403


def test_a_sponsor_without_a_post_writes_no_more(plan, cast, client):
    sponsor(line_of(plan), cast["ian"].person)
    client.force_login(cast["ian"])
    assert get(client, "note-write", "2021-22", 1).status_code == 403


def test_the_newest_note_a_reader_may_see_says_how_it_stands(plan, cast, client):
    make_note(line_of(plan), status="on-track", day=dt.date(2021, 10, 1))
    make_note(line_of(plan), Circle.objects.team(), status="needs-help", day=dt.date(2021, 11, 1))
    assert "On track" in words(get(client, "workstreams"))
    client.force_login(cast["petra"])
    assert "Needs help" in words(get(client, "workstreams"))


def test_a_task_is_answered_once_by_its_owner(plan, cast, client):
    task = make_task(line_of(plan), cast["cora"].person, words="Which figures?")
    client.force_login(cast["cora"])
    assert "Answer the task “Which figures?”" in client.get("/").content.decode()
    address = task.get_absolute_url()
    assert "Fill in “Your answer”" in words(client.post(address, {"answer": ""}))
    client.post(address, {"answer": "These."})
    assert "These." in words(client.get(address))
    again = client.post(address, {"answer": "Others."})
    assert "This was answered on" in words(again)
    client.force_login(cast["bob"])
    assert client.post(address, {"answer": "Mine."}).status_code == 403


def test_a_plan_is_agreed_step_by_step_and_each_step_frozen(plan, cast):
    plan.status = Plan.Status.DRAFT
    plan.save()
    about = {"by": cast["petra"]}
    move_to(plan=plan, status="provisionally-agreed", day=dt.date(2021, 2, 1), month_only=True, **about)
    plan.refresh_from_db()
    version = move_to(plan=plan, status="revised", day=dt.date(2021, 8, 1), **about)
    assert (version.number, version.status) == (2, "revised")
    assert [str(each) for each in plan.standings.all()] == [
        "Provisionally agreed, February 2021",
        "Revised, 1 August 2021",
    ]


def test_nothing_is_frozen_twice_nor_before_what_is_frozen(plan):
    frozen(plan)
    with pytest.raises(Refused, match="Nothing has changed"):
        frozen(plan)
    Workstream.objects.filter(plan=plan, number=1).update(title="Other")
    with pytest.raises(Refused, match="is later than the day"):
        frozen(plan, day=dt.date(2020, 1, 1))
    with pytest.raises(Refused, match="cannot become"):
        move_to(plan=plan, status="draft", day=dt.date(2022, 1, 1), by=None)


def compared(client, older, newer):
    return words(get(client, "plan-compare", query=f"?older={older}&newer={newer}"))


def test_two_versions_are_compared_in_words(brought, cast, client):
    frozen(brought)
    line = line_of(brought, 18)
    line.title = "Hummingbird South East"
    line.save()
    line.sponsorships.all().update(ends=dt.date(2021, 9, 1))
    sponsor(line, cast["alison"].person, stated="DCS Sponsor: Alison Brook (Kent)")
    line_of(brought, 29).delete()
    said = compared(client, "2021-22.1", "2021-22.today")
    assert "Its title is different. Mockingbird South East Hummingbird South East" in said
    assert (
        "Its sponsor is different. DCS Sponsor: Carol Cammiss (Wokingham) DCS Sponsor: Alison Brook" in said
    )
    assert "Line 29, Early Help The line is gone." in said


def test_money_that_was_moved_is_seen_in_the_comparison(brought, cast, client):
    frozen(brought)
    rooms, website = (accounts.of_line(Line.objects.get(plan=brought, name=name)) for name in (
        "SE ADCS Rooms", "Website maintenance"
    ))  # fmt: skip
    about = {"year": "2021-22", "pence": 100_000, "reason": "Rooms stay closed"}
    asked = ask_virement(source=rooms, target=website, by=cast["petra"], **about)
    approve_virement(virement=asked, by=cast["tess"])
    said = compared(client, "2021-22.1", "2021-22.today")
    assert "other SE ADCS Rooms Its figures or notes are different. 4,000 3,000" in said
    assert "other Website maintenance Its figures or notes are different. 4,000 5,000" in said


def test_next_years_plan_starts_from_this_one_and_is_compared_with_it(brought, cast, client):
    new = begin_next_year(plan=brought, by=cast["petra"])
    assert (new.year, new.status, new.title) == (
        "2022-23",
        "draft",
        "SESLIP Regional Improvement Plan 2022-23",
    )
    lines = Workstream.objects.unscoped("test").filter(plan=new)
    assert lines.count() == 35
    assert line_of(new, 18).continues.through.objects.filter(from_workstream=line_of(new, 18)).exists()
    lines.filter(number=16).delete()
    assert get(client, "plan", "2022-23").status_code == 404
    client.force_login(cast["petra"])
    said = compared(client, "2021-22.today", "2022-23.today")
    assert "Line 16, Safeguarding infants - Born into care pilot The line is gone." in said
    assert "The year before 2021-22: 18. Mockingbird South East" in words(
        get(client, "workstream", "2022-23", 18)
    )
    assert client.get("/budget/2022-23/").status_code == 200


def test_a_comparison_offers_no_more_than_the_reader_may_see(plan, directors, cast, client):
    make_plan("2020-21", audience=directors)
    page = get(client, "plan-compare").content.decode()
    assert "2021-22, as it stands today" in page
    assert "2020-21" not in page
    assert "“2020-21.today” is not in this list" in compared(client, "2020-21.today", "2021-22.today")


def test_the_proof_lists_checks_findings_and_what_only_a_reader_finds(brought, cast, client):
    anomalies.register(plan=brought, by=cast["petra"])
    note = anomalies.note(
        plan=brought, place="Line 26", quotation="", what="It breaks off.", by=cast["petra"]
    )
    anomalies.decide(anomaly=note, decision="stands", words="As agreed.", by=cast["petra"])
    said = words(get(client, "plan-proof", "2021-22"))
    assert "18 things to look at" in said
    assert "Every restricted fund closes at £0 Right" in said
    assert "6 restricted funds at £0; SESLIP core has £935 left." in said
    assert "It breaks off." in said
    assert "Petra Long" not in said
    assert anomalies.register(plan=brought, by=None) == []


def test_a_sponsor_who_does_not_hold_the_post_they_are_shown_with_is_found(plan, cast, client):
    kent = Organisation.objects.get(slug="kent")
    shown = sponsor(line_of(plan), cast["alison"].person)
    shown.councils.add(kent)
    assert "1 sponsor of 1 known here" in words(get(client, "plan-proof", "2021-22"))
    assert "holds no such post" not in words(get(client, "plan-proof", "2021-22"))
    wrong = sponsor(line_of(plan, 2), cast["dana"].person)
    wrong.councils.add(kent)
    said = words(get(client, "plan-proof", "2021-22"))
    assert "Line 2 : Dana Hill is shown as DCS of Kent, and holds no such post today." in said


def test_version_pages_stay_as_they_were_frozen(plan, client):
    frozen(plan)
    Workstream.objects.filter(plan=plan, number=1).update(title="Other")
    assert "Data benchmarking" in words(get(client, "plan-version", "2021-22", 1))
    assert PlanVersion.objects.unscoped("test").count() == 1
    assert get(client, "plan-version", "2021-22", 2).status_code == 404


def test_a_council_that_leads_is_named(brought, client):
    kent = Organisation.objects.get(slug="kent")
    Workstream.objects.filter(plan=brought, number=1).update(lead_council=kent)
    assert "Lead council Kent" in words(get(client, "workstream", "2021-22", 1))


def test_the_titles_of_a_draft_are_in_no_public_list_of_topics(everyone, client):
    call_command("import_plan", str(FILE), stdout=io.StringIO())
    assert not Topic.objects.filter(name__contains="Mockingbird").exists()
    plan = Plan.objects.unscoped("test").get()
    move_to(plan=plan, status="agreed", day=dt.date(2021, 8, 1), by=None)
    assert line_of(plan, 18).topic.name == "Mockingbird South East"
    assert line_of(plan, 11).topic == line_of(plan, 5).topic


def test_whose_last_post_has_ended_reads_no_task_and_no_note_of_their_own(plan, cast, client):
    task = make_task(line_of(plan), cast["ian"].person, Circle.objects.team(), words="Secret")
    make_note(line_of(plan), Circle.objects.team(), text="Secret", by=cast["ian"])
    client.force_login(cast["ian"])
    assert client.get(task.get_absolute_url()).status_code == 404
    assert "Secret" not in words(get(client, "workstream", "2021-22", 1))
