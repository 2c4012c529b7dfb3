"""Whatever is done in whatever order: books balance, nothing is lost, and a grant keeps to its purpose."""

import datetime as dt

import pytest
from django.db.models import F, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget import accounts, sums
from budget.actions.closing import close_year
from budget.actions.importing import import_entries
from budget.actions.ledger import reverse
from budget.actions.virements import approve_virement, ask_virement
from budget.importing.entries import read_entries
from budget.models import Account, Book, BookYear, Entry, Posting
from seslip.refusals import Refused

AMOUNTS = st.integers(1, 2_000)
STEPS = st.one_of(
    st.tuples(st.sampled_from(["subs", "grant", "spend", "project", "virement", "across"]), AMOUNTS),
    st.tuples(st.sampled_from(["reverse", "import", "close"]), st.integers(0, 30)),
)
WHY = "test"


def do(ledger, cast, what, number):
    """One step; what is refused changes nothing."""
    match what:
        case "subs":
            ledger.received(ledger.subs, number)
        case "grant":
            ledger.received(ledger.given, number)
        case "spend":
            ledger.spent(ledger.data, number)
        case "project":
            ledger.spent(ledger.hubs, number, project=ledger.project)
        case "virement" | "across":
            target = (
                accounts.of_project(ledger.project) if what == "across" else accounts.of_line(ledger.rooms)
            )
            about = {"source": accounts.of_line(ledger.data), "target": target, "reason": "x"}
            asked = ask_virement(year="2021-22", pence=number, by=cast["petra"], **about)
            approve_virement(virement=asked, by=cast["tess"])
        case "reverse":
            entries = Entry.objects.unscoped(WHY).order_by("pk")
            reverse(entry=entries[number % entries.count()], reason="x", by=cast["petra"])
        case "import":
            import_file(ledger, cast, number)
        case "close":
            close_year(book=Book.ACTUAL, year="2021-22", by=cast["petra"])


def import_file(ledger, cast, number):
    rows = [f"2021-10-01,income,SE subs,,{number + 1},Came", f"2021-10-02,spending,Hubs,1:1,{number},Went"]
    content = "\n".join(["day,kind,row,project,amount,words", *rows]).encode()
    read = read_entries(content, ledger.plan)
    about = {"plan": ledger.plan, "book": Book.ACTUAL, "content_hash": str(number)}
    import_entries(read=read, by=cast["petra"], **about)


def state():
    return Posting.objects.count(), Entry.objects.unscoped(WHY).count()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=14))
def test_no_sequence_unbalances_a_book_loses_a_posting_or_misspends_a_grant(ledger, cast, steps):
    for step in steps:
        before = state()
        try:
            do(ledger, cast, *step)
        except Refused:
            assert state() == before, "what is refused changes nothing"
        assert state() >= before, "no posting is lost"
        assert_books_balance()
        assert_grants_keep_to_their_purpose()


def assert_books_balance():
    for book_year in BookYear.objects.all():
        assert sum(move.net for move in sums.moved(book_year)) == 0
    across = Posting.objects.exclude(source__fund=F("target__fund"))
    assert not across.exists()


def assert_grants_keep_to_their_purpose():
    spent = Account.objects.filter(fund__is_restricted=True, kind=Account.Kind.LINE)
    assert not spent.exists()
    for account in Account.objects.filter(kind=Account.Kind.HELD, fund__is_restricted=True):
        actual = Posting.objects.filter(entry__book_year__book=Book.ACTUAL)
        into, out = (
            actual.filter(**{side: account}).aggregate(sum=Sum("pence"))["sum"] or 0
            for side in ("target", "source")
        )
        assert into >= out


def test_a_file_is_entered_whole_or_not_at_all(ledger, cast):
    rows = ["2021-10-01,income,SE subs,,100,Came", "2021-10-02,spending,Hubs,1:1,999,Grant is not there"]
    content = "\n".join(["day,kind,row,project,amount,words", *rows]).encode()
    read = read_entries(content, ledger.plan)
    before = state()
    with pytest.raises(Refused, match="Row 3: Grant would be overdrawn by £999"):
        import_entries(plan=ledger.plan, book=Book.ACTUAL, read=read, content_hash="1", by=cast["petra"])
    assert state() == before


def test_every_problem_is_said_with_its_row(ledger):
    rows = [
        "2021-10-01,spending,Data,,12.50,Paper",
        "soon,spending,Data,,12.50,Paper",
        "2021-10-01,spending,Nowhere,,1e3,",
        "2022-10-01,gift,Data,,-5,Paper",
        "2021-10-01,spending,Hubs,9:9,5,Paper",
        "",
    ]
    read = read_entries("\n".join(["day,kind,row,project,amount,words", *rows]).encode(), ledger.plan)
    assert [entry.number for entry in read.entries] == [2]
    assert read.entries[0].day == dt.date(2021, 10, 1)
    assert [problem.split(":")[0] for problem in read.problems] == ["Row 3", "Row 4", "Row 5", "Row 6"]
    assert "“soon” is no day" in read.problems[0]
    assert "no row of spending called “Nowhere”" in read.problems[1]
    assert "“1e3” is no amount" in read.problems[1]
    assert "say what it is for" in read.problems[1]
    assert "neither income nor spending" in read.problems[2]
    assert "there is no project 9:9" in read.problems[3]


def test_a_file_that_is_none_is_refused_with_a_sentence(ledger):
    for content in (b"", b"\xff\xfe", b"a,b\n1,2", b"day,kind,row,project,amount,words\n"):
        read = read_entries(content, ledger.plan)
        assert read.entries == []
        assert len(read.problems) == 1


def test_the_same_file_twice_is_refused(ledger, cast):
    content = b"day,kind,row,project,amount,words\n2021-10-01,income,SE subs,,100,Came\n"
    read = read_entries(content, ledger.plan)
    about = {"plan": ledger.plan, "book": Book.ACTUAL, "read": read, "content_hash": "h", "by": cast["petra"]}
    assert len(import_entries(**about)) == 1
    with pytest.raises(Refused, match="has been entered before"):
        import_entries(**about)
