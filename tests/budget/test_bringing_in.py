"""Table 3 to the pound, from postings and not from typed totals."""

import pytest

from budget import sums
from budget.models import Account, Award, Book, BookYear, Entry, Fund, Line, Posting, Project
from budget.projects import allocations, states
from budget.table import BudgetTable, cells_of
from workstreams.models import Workstream
from workstreams.proof import checked, proof_of
from workstreams.reading import copy_of

STRANDS = {
    "RRF Strand 1 Core": 31_780_000,
    "RRF Strand 1 Options": 29_575_000,
    "RRF Strand 2 Practice Solutions": 47_595_000,
    "RRF Strand 3 Innovation Scale and Spread": 132_812_000,
}


@pytest.fixture
def table(brought):
    return BudgetTable(brought)


def in_pounds(amounts):
    return tuple(amount // 100 for amount in amounts)


def test_income_spending_and_what_is_carried_forward(table):
    assert in_pounds(table.total_in) == (523_930, 584_835, 2_790_555)
    assert in_pounds(table.total_out) == (523_500, 474_650, 2_789_620)
    assert in_pounds(table.carried) == (430, 110_185, 935)


def test_every_cell_is_the_documents_own_and_a_blank_is_no_nought(brought):
    _, rows = cells_of(brought)
    assert rows[0] == ("", "Carry forward from previous year", "50,680", "71,335", "110,185", "")
    by_name = {row[1]: row for row in rows}
    assert by_name["Pause Reading"][2:5] == ("", "", "55,000")
    assert by_name["Family Hub Option B"][2:5] == ("0", "0", "0")
    assert by_name["Silver Linings"][2:5] == ("0", "8,000", "0")
    assert len(rows) == 57


def test_each_allocation_is_the_sum_of_its_projects(brought):
    found = {each.fund.name: each for each in allocations(brought)}
    assert {name: found[name].came_in for name in STRANDS} == STRANDS
    assert {name: found[name].left for name in found} == dict.fromkeys(found, 0)
    assert len(found) == 6


def test_lines_5_and_11_are_two_projects_of_two_funds(brought):
    line = Line.objects.get(plan=brought, ref="5 & 11")
    found = {
        f.project.reference: f.amount
        for each in allocations(brought)
        for f in each.projects
        if f.project.line == line
    }
    assert found == {"1:5": 5_000_000, "1:6f": 4_000_000}


def test_line_15_has_two_projects_each_with_its_own_lead(brought):
    projects = Project.objects.filter(line__ref="15")
    assert {(each.reference, each.lead_council.name) for each in projects} == {
        ("2:2a", "Portsmouth"),
        ("2:2b", "Bracknell Forest"),
    }


def test_what_is_applied_for_and_what_is_awarded(brought):
    assert dict(states(brought)) == {"Applied for": 209_982_000, "Awarded": 31_780_000}
    assert not Award.objects.filter(state=Award.State.RECEIVED).exists()


def test_the_year_opens_with_the_closing_of_the_forecast(brought):
    opening = Entry.objects.unscoped("test").get(
        book_year__book=Book.BUDGET, sort="opening", book_year__year="2021-22"
    )
    closing = opening.cites
    assert (closing.sort, str(closing.book_year)) == ("closing", "Year-end forecast 2020-21")
    assert [posting.pence for posting in opening.postings.all()] == [11_018_500]
    assert BookYear.objects.get(book=Book.FORECAST, year="2020-21").closed_on


def test_restricted_money_reaches_lines_through_projects_alone(brought):
    spent = Account.objects.filter(kind__in=["line", "project"])
    assert {each.fund.is_restricted for each in spent if each.kind == "line"} == {False}
    assert {each.fund_id == each.project.fund_id for each in spent if each.kind == "project"} == {True}
    assert Fund.objects.filter(is_restricted=True).count() == 6


def test_books_never_mix_in_one_sum(brought):
    years = {str(each): sum(m.net for m in sums.moved(each)) for each in BookYear.objects.all()}
    assert len(years) == 3
    assert set(years.values()) == {0}


def test_the_plan_here_is_wrong_just_where_its_document_is(brought):
    from_document = proof_of(brought)
    assert not [row.mended for row in from_document.rows if row.mended]
    assert len(from_document.findings) == 18
    assert len([found for each in checked(copy_of(brought)) for found in each.findings]) == 18


def test_whole_workstreams_whose_money_stands_elsewhere_say_where(brought):
    for ref, row in {"24": "12 & 24", "27": "8", "28": "1 & 28", "11": "5 & 11", "14": "3 & 14"}.items():
        assert Line.objects.get(plan=brought, ref=ref).sends_to.ref == row


def test_rows_serve_several_workstreams_or_none(brought):
    def numbers(name):
        paid = Line.workstreams.through.objects.filter(line__plan=brought, line__name=name)
        return sorted(paid.values_list("workstream__number", flat=True))

    assert numbers("Data Benchmarking") == [1, 28]
    assert numbers("Website maintenance") == []
    assert Line.objects.get(plan=brought, name="Silver Linings").is_closed
    assert Workstream.objects.unscoped("test").get(plan=brought, number=18).lead_council.name == "Wokingham"


def test_sums_take_as_many_queries_with_more_postings(brought, django_assert_num_queries):
    with django_assert_num_queries(14):
        cells_of(brought)
    postings = list(Posting.objects.all())
    for each in postings:
        each.pk = None
    Posting.objects.bulk_create(each for each in postings if not each.entry.book_year.closed_on)
    with django_assert_num_queries(14):
        cells_of(brought)
