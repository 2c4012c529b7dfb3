"""The budget's pages and files, and what is entered on them."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from budget.accounts import of_line
from budget.actions.ledger import balance
from budget.models import Book, BookYear, Commitment, Entry, Line, Virement
from seslip.people.models import Circle, Organisation
from tests.budget.factories import make_budget
from tests.workstreams.factories import make_plan

YEAR = "/budget/2021-22"


def words(response) -> str:
    return BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ", strip=True)


def entries():
    return Entry.objects.unscoped("test")


def test_the_budget_leads_to_the_plan_of_this_year(brought, client):
    assert client.get("/budget/")["Location"] == f"{YEAR}/"


def test_the_page_has_the_table_and_says_that_every_grant_closes(brought, client):
    said = words(client.get(f"{YEAR}/"))
    for part in (
        "Total In 523,930 584,835 2,790,555",
        "Total Out 523,500 474,650 2,789,620",
        "Carry forward to 22/23 935",
        "RRF Strand 3 Innovation Scale and Spread: £1,328,120 in, £1,328,120 out Closes at £0",
        "applied for £2,099,820; awarded £317,800",
    ):
        assert part in said, part


def test_the_projects_page_closes_each_allocation(brought, client):
    said = words(client.get(f"{YEAR}/projects/"))
    assert "1:6f 5 & 11 National Transfer Scheme Hampshire £40,000" in said
    assert "2:2b 15 Safeguarding adolescents EFH Bracknell Forest £63,500" in said
    assert "Together £317,800 of £317,800" in said
    assert "Does not close" not in said


def test_the_csv_has_the_figures_and_neutral_words(brought, client):
    Line.objects.filter(plan=brought, name="Mockingbird").update(name="=HYPERLINK(1)", note="+1")
    text = client.get(f"{YEAR}.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    by_name = {row[1]: row for row in rows}
    assert by_name["Total in"][2:5] == ["523930.00", "584835.00", "2790555.00"]
    assert by_name["Pause Reading"][2:5] == ["", "", "55000.00"]
    assert by_name["'=HYPERLINK(1)"][5] == "'+1"
    assert by_name["New Projects"][:2] == ["'-", "New Projects"]


def test_the_workbook_has_real_numbers_a_frozen_head_and_no_formula(brought, client):
    Line.objects.filter(plan=brought, name="Mockingbird").update(name="\x0b=1+1", note="@SUM(1)")
    response = client.get(f"{YEAR}.xlsx")
    assert 'filename="budget-2021-22.xlsx"' in response["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet.freeze_panes == "C2"
    by_name = {row[1].value: row for row in sheet.iter_rows()}
    assert [cell.value for cell in by_name["Total out"][2:5]] == [523_500, 474_650, 2_789_620]
    assert [cell.value for cell in by_name["Pause Reading"][2:5]] == [None, None, 55_000]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert by_name["'=1+1"][5].value == "'@SUM(1)"


def test_the_journal_has_the_entries_its_reader_may_see(ledger, cast, client):
    ledger.spent(words="For members")
    ledger.spent(words="For the team", audience=Circle.objects.team())
    client.force_login(cast["alison"])
    text = client.get(f"{YEAR}.journal").content.decode()
    assert "For members" in text
    assert "For the team" not in text
    client.logout()
    assert "For members" not in client.get(f"{YEAR}.journal").content.decode()


def test_more_postings_and_other_years_take_no_more_queries(ledger, cast, client):
    client.force_login(cast["petra"])
    addresses = [f"{YEAR}/", f"{YEAR}/actual/", f"{YEAR}/projects/", f"{YEAR}/entries/", f"{YEAR}.csv"]
    ledger.spent()

    def queries(address):
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        return len(made)

    before = {address: queries(address) for address in addresses}
    for _ in range(30):
        ledger.spent()
    for year in range(2015, 2020):
        make_budget(make_plan(f"{year}-{year - 1999}"))
    assert {address: queries(address) for address in addresses} == before
    assert max(before.values()) <= 40


def typed(ledger, **changed):
    fields = {
        "kind": "spending",
        "book": "actual",
        "line": ledger.data.pk,
        "amount": "12.50",
        "day": "2021-10-01",
        "words": "Paper",
        "audience": Circle.objects.members().pk,
    }
    return fields | changed


@pytest.mark.parametrize("who", ["petra", "tess"])
def test_spending_is_entered_by_those_who_keep_the_budget(ledger, cast, client, who):
    client.force_login(cast[who])
    assert client.post(f"{YEAR}/entries/new/", typed(ledger))["Location"] == f"{YEAR}/entries/"
    entry = entries().get(words="Paper")
    assert (entry.by, entry.sort) == (cast[who], "spending")
    assert balance(of_line(ledger.data), entry.book_year) == 1_250


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": "1e3"}, "is no amount of money"),
        ({"amount": "0"}, "Write an amount above nought"),
        ({"amount": "9" * 19}, "Write an amount above nought"),
        ({"day": "2022-10-01"}, "1 October 2022 is not in 2021-22"),
        ({"day": "soon"}, "Write the day like"),
        ({"line": ""}, "Choose the row it belongs to"),
        ({"kind": "income"}, "Choose the row it belongs to"),
        ({"words": ""}, "Fill in “What for”"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_changes_nothing(ledger, cast, client, changed, sentence):
    client.force_login(cast["petra"])
    before = entries().count()
    page = client.post(f"{YEAR}/entries/new/", typed(ledger, **changed))
    assert sentence in words(page)
    assert entries().count() == before


def test_going_over_the_budget_is_said_first_and_entered_when_meant(ledger, cast, client):
    client.force_login(cast["petra"])
    asked = typed(ledger, amount="700")
    page = client.post(f"{YEAR}/entries/new/", asked)
    assert "1 Data would be £100 over its budget of £600." in words(page)
    assert not entries().filter(words="Paper").exists()
    client.post(f"{YEAR}/entries/new/", asked | {"anyway": "on"})
    assert entries().filter(words="Paper").exists()
    assert "Over its budget" in words(client.get(f"{YEAR}/actual/"))


def file(text):
    return SimpleUploadedFile("entries.csv", text.encode(), content_type="text/csv")


HEADS = "day,kind,row,project,amount,words\n"
GOOD = f"{HEADS}2021-10-01,income,SE subs,,100,Came\n2021-10-02,spending,Data,,40,Went\n"


def test_a_file_is_tried_first_and_then_entered(ledger, cast, client):
    client.force_login(cast["petra"])
    address = f"{YEAR}/entries/import/"
    tried = client.post(address, {"file": file(GOOD), "book": "actual"})
    assert "The file is right. Nothing is entered yet 2 entries, £140 together" in words(tried)
    assert not entries().filter(words="Came").exists()
    client.post(address, {"file": file(GOOD), "book": "actual", "for_real": "on"})
    assert entries().filter(words__in=["Came", "Went"]).count() == 2
    again = client.post(address, {"file": file(GOOD), "book": "actual", "for_real": "on"})
    assert "has been entered before" in words(again)
    assert entries().filter(words="Came").count() == 1


def test_a_file_with_a_problem_is_not_entered_at_all(ledger, cast, client):
    client.force_login(cast["petra"])
    bad = GOOD + "2021-10-03,spending,Nowhere,,1,x\n"
    page = client.post(f"{YEAR}/entries/import/", {"file": file(bad), "book": "actual", "for_real": "on"})
    assert "Row 4: the budget has no row of spending called “Nowhere”." in words(page)
    assert not entries().filter(words="Came").exists()


def test_an_entry_is_reversed_from_its_page(ledger, cast, client):
    entry = ledger.spent()
    client.force_login(cast["petra"])
    address = f"/budget/entries/{entry.pk}/reverse/"
    assert "Fill in “Why it is reversed”" in words(client.post(address, {"reason": ""}))
    client.post(address, {"reason": "Twice"})
    assert entries().get(reverses=entry).words == "Reversed: Twice"
    assert "reversed already" in words(client.post(address, {"reason": "Twice"}))


def test_a_virement_is_asked_for_by_one_and_agreed_by_another(ledger, cast, client):
    client.force_login(cast["petra"])
    asked = {"source": f"line-{ledger.data.pk}", "target": f"line-{ledger.rooms.pk}"}
    asked |= {"amount": "10", "reason": "More rooms"}
    client.post(f"{YEAR}/virements/", asked)
    virement = Virement.objects.get()
    address = f"/budget/virements/{virement.pk}/"
    assert "never whoever asked" in words(client.get(address))
    assert client.post(address, {"approve": "1"}).status_code == 403
    client.force_login(cast["tess"])
    client.post(address, {"approve": "1"})
    virement.refresh_from_db()
    assert virement.state == "approved"
    assert balance(of_line(ledger.rooms), BookYear.objects.get(book=Book.BUDGET, year="2021-22")) == 41_000
    assert "Virement: More rooms" in words(client.get(f"{YEAR}/entries/"))


def test_a_virement_that_leaves_its_fund_gets_a_sentence(ledger, cast, client):
    client.force_login(cast["petra"])
    asked = {"source": f"line-{ledger.data.pk}", "target": f"project-{ledger.project.pk}"}
    asked |= {"amount": "10", "reason": "x"}
    assert "stays in that fund" in words(client.post(f"{YEAR}/virements/", asked))
    assert not Virement.objects.exists()


def test_a_year_is_closed_once_and_takes_nothing_more(ledger, cast, client):
    ledger.received(pence=5_000)
    client.force_login(cast["tess"])
    address = f"{YEAR}/close/"
    assert "SESLIP core: £50" in words(client.get(address))
    assert "Tick “Nothing more is to be entered in it”" in words(client.post(address, {"book": "actual"}))
    client.post(address, {"book": "actual", "sure": "on"})
    assert entries().filter(sort="opening", book_year__year="2022-23").exists()
    assert "is closed already" in words(client.post(address, {"book": "actual", "sure": "on"}))
    assert "was closed on" in words(client.post(f"{YEAR}/entries/new/", typed(ledger, anyway="on")))


def test_what_councils_owe_and_have_paid(ledger, cast, client):
    kent, surrey = (Organisation.objects.get(slug=slug) for slug in ("kent", "surrey"))
    for council in (kent, surrey):
        ledger.subs.subscriptions.create(council=council, owed=50_000)
    ledger.received(pence=20_000, council=kent)
    ledger.received(pence=10_000, council=surrey, audience=Circle.objects.team())
    client.force_login(cast["petra"])
    said = words(client.get(f"{YEAR}/actual/"))
    assert "Kent SE subs £500 £200 £300" in said
    assert "Surrey SE subs £500 £100 £400" in said
    client.force_login(cast["alison"])
    assert "Surrey SE subs £500 £0 £500" in words(client.get(f"{YEAR}/actual/"))


def test_what_was_promised_is_settled_by_what_is_paid(ledger, cast, client):
    ledger.received()
    actual = BookYear.objects.get(book=Book.ACTUAL, year="2021-22")
    about = {"book_year": actual, "pence": 1_250, "words": "A report", "audience": Circle.objects.members()}
    promised = Commitment.objects.create(account=of_line(ledger.data), **about)
    client.force_login(cast["petra"])
    wrong = typed(ledger, line=ledger.rooms.pk, settles=promised.pk)
    assert "was promised on" in words(client.post(f"{YEAR}/entries/new/", wrong))
    client.post(f"{YEAR}/entries/new/", typed(ledger, settles=promised.pk))
    promised = Commitment.objects.unscoped("test").get()
    assert promised.settled_by.words == "Paper"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("actual/?by=moon", "The figures are not sorted by “moon”"),
        ("entries/?book=moon", "There is no book “moon”"),
        ("entries/?page=99", "There is no page “99”. This is the first."),
        ("entries/?page=x", "There is no page “x”. This is the first."),
    ],
)
def test_what_is_asked_for_and_is_not_there_gets_a_sentence(ledger, cast, client, address, sentence):
    client.force_login(cast["petra"])
    assert sentence in words(client.get(f"{YEAR}/{address}"))
