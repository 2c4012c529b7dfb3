"""The programme manager keeps the plan and its budget in the admin; others do not come in."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from budget.models import Line
from seslip.audit.models import Event
from seslip.jobs.models import Rendition
from seslip.search.models import SearchEntry
from tests.budget.factories import make_budget
from tests.newsletters.desk import fields
from tests.workstreams.factories import line_of, make_more, make_note, make_task, sponsor
from workstreams.models import Anomaly, Paragraph, Plan, PlanVersion, Workstream

KEPT = [model._meta for model in site._registry if model._meta.app_label in ("workstreams", "budget")]


@pytest.fixture
def everything(plan, cast):
    """Something of each kind that is kept."""
    make_more(line_of(plan), "more")
    sponsor(line_of(plan), cast["alison"].person)
    make_note(line_of(plan))
    make_task(line_of(plan), cast["cora"].person)
    ledger = make_budget(plan)
    ledger.spent()
    return plan


@pytest.mark.parametrize("kept", KEPT, ids=str)
def test_every_page_of_what_is_kept_opens_for_petra_and_for_no_member(everything, cast, client, kept):
    base = f"admin:{kept.app_label}_{kept.model_name}"
    manager = kept.model._default_manager
    rows = manager.visible_to(cast["petra"]) if hasattr(manager, "visible_to") else manager.all()
    addresses = [reverse(f"{base}_changelist"), f"{reverse(f'{base}_changelist')}?q=a"]
    addresses += [reverse(f"{base}_change", args=[row.pk]) for row in rows[:1]]
    addresses += [reverse(f"{base}_history", args=[row.pk]) for row in rows[:1]]
    addresses += [reverse(f"{base}_add")]
    client.force_login(cast["petra"])
    read_only = ("progressnote", "planversion", "entry")
    for address in addresses:
        expected = {200} if kept.model_name not in read_only else {200, 302, 403}
        assert client.get(address).status_code in expected, address
    client.force_login(cast["alison"])
    assert {client.get(address, follow=True).status_code for address in addresses} == {403}


def test_the_treasurer_keeps_the_budget_and_not_the_plan(everything, cast, client):
    client.force_login(cast["tess"])
    assert client.get("/admin/budget/line/").status_code == 200
    assert client.get("/admin/workstreams/plan/").status_code == 403


def test_petra_changes_a_workstream_and_it_is_found_by_its_new_words(plan, cast, client):
    client.force_login(cast["petra"])
    line = line_of(plan)
    address = reverse("admin:workstreams_workstream_change", args=[line.pk])
    typed = fields(client.get(address), "workstream_form") | {"title": "Heron watching"}
    assert client.post(address, typed).status_code == 302
    assert line_of(plan).title == "Heron watching"
    assert SearchEntry.objects.filter(kind="workstream", title="Heron watching").exists()
    assert Event.objects.get(verb="workstream changed").by == cast["petra"]
    history = client.get(reverse("admin:workstreams_workstream_history", args=[line.pk]))
    assert "Changed Title." in history.content.decode()


def test_petra_changes_a_paragraph_of_the_plan(plan, cast, client):
    client.force_login(cast["petra"])
    section = plan.sections.get()
    address = reverse("admin:workstreams_section_change", args=[section.pk])
    typed = fields(client.get(address), "section_form")
    typed |= {"paragraphs-0-text": "<p>New <script>alert(1)</script><strong>words</strong></p>"}
    assert client.post(address, typed).status_code == 302
    text = Paragraph.objects.get(section=section, number="1.1").text
    assert text == "<p>New <strong>words</strong></p>"
    assert "New" in client.get(plan.get_absolute_url()).content.decode()


def test_a_number_that_is_taken_is_said_and_nothing_is_lost(plan, cast, client):
    client.force_login(cast["petra"])
    address = reverse("admin:workstreams_workstream_change", args=[line_of(plan).pk])
    typed = fields(client.get(address), "workstream_form") | {"number": "2", "title": "Kept words"}
    page = client.post(address, typed).content.decode()
    assert "The plan has a line of this number." in page
    assert "Kept words" in page


def screen(client, plan, name, **typed):
    return client.post(reverse(f"admin:workstreams_plan_{name}", args=[plan.pk]), typed, follow=True)


def test_a_version_is_frozen_and_its_pdf_asked_for_with_one_button(plan, cast, client):
    client.force_login(cast["petra"])
    page = screen(client, plan, "freeze", day="2021-08-31", reason="Autumn")
    assert "is frozen, and its PDF is being made." in page.content.decode()
    assert PlanVersion.objects.unscoped("test").get().reason == "Autumn"
    assert Rendition.objects.count() == 1
    assert Anomaly.objects.exists()
    again = screen(client, plan, "freeze", day="2021-08-31")
    assert "Nothing has changed since" in again.content.decode()
    assert "Enter a valid date" in screen(client, plan, "freeze", day="soon").content.decode()


def test_the_plan_is_revised_and_the_next_begun(plan, cast, client):
    client.force_login(cast["petra"])
    assert (
        "is revised from 1 August 2021"
        in screen(client, plan, "agree", status="revised", day="2021-08-01").content.decode()
    )
    assert "is begun, as a draft" in screen(client, plan, "next_year").content.decode()
    assert Plan.objects.unscoped("test").get(year="2022-23").status == "draft"
    assert Workstream.objects.unscoped("test").filter(plan__year="2022-23").count() == 2
    assert "There is a plan of 2022-23 already" in screen(client, plan, "next_year").content.decode()


@pytest.mark.parametrize("name", ["freeze", "agree", "next_year"])
@pytest.mark.parametrize("who", ["ada", "tess", "alison"])
def test_others_do_none_of_it(plan, cast, client, who, name):
    client.force_login(cast[who])
    address = reverse(f"admin:workstreams_plan_{name}", args=[plan.pk])
    assert client.post(address, {"day": "2021-08-31"}, follow=True).status_code == 403
    assert not PlanVersion.objects.unscoped("test").exists()


def test_a_slip_is_decided_by_somebody_on_a_day(plan, cast, client):
    anomaly = Anomaly.objects.create(plan=plan, place="Line 1", what="A slip", code="year")
    client.force_login(cast["petra"])
    address = reverse("admin:workstreams_anomaly_change", args=[anomaly.pk])
    typed = fields(client.get(address), "anomaly_form") | {
        "decision": "stands",
        "decision_words": "As agreed",
    }
    assert client.post(address, typed).status_code == 302
    anomaly.refresh_from_db()
    assert (anomaly.decided_by, anomaly.decision_words) == (cast["petra"], "As agreed")
    assert anomaly.decided_on


def test_whether_a_fund_is_restricted_stays_as_it_is_once_there_is_money(plan, cast, client):
    ledger = make_budget(plan)
    client.force_login(cast["petra"])
    page = client.get(reverse("admin:budget_fund_change", args=[ledger.grant.pk])).content.decode()
    assert 'name="is_restricted"' not in page


def test_an_entry_is_added_on_the_budgets_own_page(plan, cast, client):
    client.force_login(cast["petra"])
    assert client.get("/admin/budget/entry/add/")["Location"] == "/budget/2021-22/entries/new/"


def test_a_row_pays_for_the_workstreams_that_are_chosen(plan, cast, client):
    ledger = make_budget(plan)
    client.force_login(cast["petra"])
    address = reverse("admin:budget_line_change", args=[ledger.rooms.pk])
    typed = fields(client.get(address), "line_form")
    typed |= {"Line_workstreams-TOTAL_FORMS": "1", "Line_workstreams-0-workstream": str(line_of(plan, 2).pk)}
    assert client.post(address, typed).status_code == 302
    paid = Line.workstreams.through.objects.filter(line=ledger.rooms)
    assert [each.workstream_id for each in paid] == [line_of(plan, 2).pk]
