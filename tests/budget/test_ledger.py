"""The ledger is only added to, stays balanced, and keeps restricted money to its purpose."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from budget import accounts, sums
from budget.actions.closing import close_year
from budget.actions.ledger import Transfer, balance, enter, reverse
from budget.actions.virements import approve_virement, ask_virement, refuse_virement
from budget.against import Against, warnings_of
from budget.models import Account, Book, BookYear, Commitment, Entry, Posting, Virement
from budget.money import pence, words
from budget.shares import split
from seslip.audit.models import Event
from seslip.people.models import Circle
from seslip.refusals import Refused
from tests.at_once import at_once
from tests.budget.factories import make_budget
from tests.workstreams.factories import make_plan

DAY = dt.date(2021, 10, 1)


def entries():
    return Entry.objects.unscoped("test")


def test_a_posted_entry_is_undone_by_a_reversal_with_its_reason(ledger, cast):
    entry = ledger.spent(pence=1_000)
    undone = reverse(entry=entry, reason="Twice", by=cast["petra"])
    assert (undone.reverses, undone.words) == (entry, "Reversed: Twice")
    assert balance(accounts.of_line(ledger.data), entry.book_year) == 0
    with pytest.raises(Refused, match="reversed already"):
        reverse(entry=entry, reason="Again", by=cast["petra"])
    with pytest.raises(Refused, match="not reversed"):
        reverse(entry=undone, reason="Back", by=cast["petra"])
    assert Event.objects.filter(verb="entered in the ledger", object_id=undone.pk).exists()


def test_a_reversal_says_why(ledger, cast):
    with pytest.raises(Refused, match="Say why"):
        reverse(entry=ledger.spent(), reason=" ", by=cast["petra"])


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE budget_entry SET words = 'x' WHERE id = {entry}", "only added to"),
        ("DELETE FROM budget_entry WHERE id = {entry}", "only added to"),
        ("UPDATE budget_posting SET pence = 1 WHERE entry_id = {entry}", "only added to"),
        ("DELETE FROM budget_posting WHERE entry_id = {entry}", "only added to"),
        (
            "INSERT INTO budget_posting (entry_id, source_id, target_id, pence) "
            "VALUES ({entry}, {core}, {grant}, 1)",
            "stays in its fund",
        ),
        (
            "INSERT INTO budget_account (key, fund_id, kind, line_id) "
            "VALUES ('x', {restricted}, 'line', {line})",
            "through projects of its own",
        ),
        ("UPDATE budget_account SET fund_id = {restricted} WHERE id = {core}", "stays what it is"),
        (
            "UPDATE budget_fund SET is_restricted = NOT is_restricted WHERE id = {restricted}",
            "restricted or free",
        ),
        ("UPDATE budget_project SET fund_id = {free} WHERE id = {project}", "stays in its fund"),
    ],
)
def test_the_database_itself_refuses(ledger, sql, words):
    names = {
        "entry": ledger.spent().pk,
        "core": accounts.held(ledger.core).pk,
        "grant": accounts.held(ledger.grant).pk,
        "restricted": ledger.grant.pk,
        "free": ledger.core.pk,
        "line": ledger.data.pk,
        "project": ledger.project.pk,
    }
    accounts.of_project(ledger.project)
    with pytest.raises(IntegrityError, match=words), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(**names))


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_is_above_nought(ledger, amount):
    with pytest.raises(Refused, match="above nought"):
        ledger.spent(pence=amount)
    entry = ledger.spent()
    source, target = accounts.held(ledger.core), accounts.of_line(ledger.data)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(entry=entry, source=source, target=target, pence=amount)


def test_money_of_a_grant_is_not_spent_on_a_line_without_its_project(ledger):
    with pytest.raises(Refused, match="restricted"):
        accounts.of_line(ledger.data, ledger.grant)
    across = Transfer(accounts.held(ledger.grant), accounts.of_line(ledger.data), 100)
    with pytest.raises(Refused, match="stays in that fund"):
        enter(book="actual", year="2021-22", sort="spending", day=DAY, words="x", transfers=[across], by=None)
    with pytest.raises(Refused, match="Project 1:1 is on"):
        ledger.spent(ledger.data, project=ledger.project)


def test_a_grant_is_not_spent_before_it_is_there(ledger):
    with pytest.raises(Refused, match="overdrawn by £10"):
        ledger.spent(ledger.hubs, 1_000, project=ledger.project)
    ledger.received(ledger.given, 1_000)
    ledger.spent(ledger.hubs, 1_000, project=ledger.project)
    with pytest.raises(Refused, match="overdrawn"):
        ledger.spent(ledger.hubs, 1, project=ledger.project)


def test_income_that_was_spent_is_not_reversed(ledger, cast):
    income = ledger.received(ledger.given, 1_000)
    ledger.spent(ledger.hubs, 1_000, project=ledger.project)
    with pytest.raises(Refused, match="overdrawn"):
        reverse(entry=income, reason="Wrong", by=cast["petra"])


def test_a_day_lies_in_its_year(ledger):
    with pytest.raises(Refused, match="is not in 2021-22"):
        ledger.spent(day=dt.date(2022, 4, 1))


def virement(ledger, cast, pence_=1_000, source=None, target=None):
    source = source or accounts.of_line(ledger.data)
    target = target or accounts.of_line(ledger.rooms)
    return ask_virement(
        year="2021-22", source=source, target=target, pence=pence_, reason="More rooms", by=cast["petra"]
    )


def test_a_virement_moves_money_when_another_has_agreed(ledger, cast):
    asked = virement(ledger, cast)
    with pytest.raises(Refused, match="never whoever asked"):
        approve_virement(virement=asked, by=cast["petra"])
    approved = approve_virement(virement=asked, by=cast["tess"])
    budget = BookYear.objects.get(book=Book.BUDGET, year="2021-22")
    spent = sums.by_line(sums.moved(budget))
    assert (spent[ledger.data.pk], spent[ledger.rooms.pk]) == (59_000, 41_000)
    assert (approved.state, approved.entry.audience) == ("approved", Circle.objects.everyone())
    with pytest.raises(Refused, match="approved already"):
        approve_virement(virement=asked, by=cast["tess"])


def test_a_virement_that_is_refused_moves_nothing(ledger, cast):
    asked = virement(ledger, cast)
    assert refuse_virement(virement=asked, by=cast["tess"]).entry is None
    assert entries().filter(sort="virement").count() == 0


def test_a_virement_stays_in_its_fund_and_within_what_is_there(ledger, cast):
    with pytest.raises(Refused, match="stays in that fund"):
        virement(ledger, cast, target=accounts.of_project(ledger.project))
    with pytest.raises(Refused, match="which is less than"):
        virement(ledger, cast, 60_001)
    with pytest.raises(Refused, match="one line or project to another"):
        virement(ledger, cast, source=accounts.held(ledger.core))
    assert not Virement.objects.exists()


@pytest.mark.parametrize("who", ["alison", "stan", "ada"])
def test_others_neither_ask_nor_agree(ledger, cast, who):
    asked = virement(ledger, cast)
    with pytest.raises(Refused):
        approve_virement(virement=asked, by=cast[who])
    with pytest.raises(Refused):
        ask_virement(
            year="2021-22", source=asked.source, target=asked.target, pence=1, reason="x", by=cast[who]
        )


def test_a_closed_year_opens_the_next_with_what_is_left_fund_by_fund(ledger, cast):
    ledger.received(ledger.subs, 5_000)
    ledger.received(ledger.given, 2_000)
    ledger.spent(ledger.data, 1_500)
    ledger.spent(ledger.hubs, 500, project=ledger.project)
    closing, opening = close_year(book=Book.ACTUAL, year="2021-22", by=cast["petra"])
    assert opening.cites == closing
    assert str(opening.book_year) == "Actual 2022-23"
    held = sums.held_of(sums.moved(opening.book_year))
    assert held == {ledger.core.pk: 3_500, ledger.grant.pk: 1_500}
    with pytest.raises(Refused, match="was closed on"):
        ledger.spent()
    with pytest.raises(Refused, match="closed already"):
        close_year(book=Book.ACTUAL, year="2021-22", by=cast["petra"])
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        Entry.objects.create(
            book_year=closing.book_year, sort="income", words="x", audience=Circle.objects.everyone()
        )


def test_two_who_post_at_the_same_moment_lose_nothing(transactional_db, reference, cast):
    ledger = make_budget(make_plan())
    made = at_once(*(partial(ledger.spent, pence=100 + number) for number in range(4)))
    assert len({entry.pk for entry in made}) == 4
    spent = Posting.objects.filter(entry__in=[entry.pk for entry in made]).aggregate(sum=Sum("pence"))["sum"]
    assert spent == 406
    assert Account.objects.filter(line=ledger.data).count() == 1


def test_budget_against_what_is_spent_and_promised_as_far_as_each_may_read(ledger, cast):
    ledger.spent(ledger.data, 10_000)
    ledger.spent(ledger.data, 5_000, audience=Circle.objects.team())
    actual = BookYear.objects.get(book=Book.ACTUAL, year="2021-22")
    Commitment.objects.create(
        book_year=actual,
        account=accounts.of_line(ledger.data),
        pence=2_000,
        words="A report",
        audience=Circle.objects.members(),
    )

    def figures(who):
        row = next(each for each in Against(ledger.plan, cast[who]).by_line() if each.name == "1 Data")
        return row.budget, row.spent, row.promised, row.left

    assert figures("petra") == (60_000, 15_000, 2_000, 43_000)
    assert figures("alison") == (60_000, 10_000, 2_000, 48_000)
    funds = {row.name: row.budget for row in Against(ledger.plan, cast["petra"]).by_fund()}
    assert funds == {"SESLIP core": 100_000, "Grant": 50_000}
    assert Against(ledger.plan, cast["petra"]).totals().budget == 150_000


def test_a_warning_comes_before_a_line_or_a_fund_is_overspent(ledger, cast):
    account = accounts.of_line(ledger.data)
    about = {"account": account, "year": "2021-22", "user": cast["petra"]}
    assert warnings_of(pence=60_000, **about) == []
    assert warnings_of(pence=60_100, **about) == ["1 Data would be £1 over its budget of £600."]
    assert len(warnings_of(pence=100_001, **about)) == 2


@pytest.mark.parametrize(
    ("text", "amount"),
    [("£1,328,120", 132_812_000), ("12.50", 1_250), ("0", 0), ("", None), (" ", None), ("-£5", -500)],
)
def test_an_amount_is_read_and_a_blank_is_no_nought(text, amount):
    assert pence(text) == amount


@pytest.mark.parametrize("text", ["1,23", "12.5", "abc", "£", "1e3", "١٢"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="is no amount"):
        pence(text)


def test_money_is_written_with_pence_only_where_there_are_any():
    assert [words(each) for each in (132_812_000, 1_250, 0, -500, None)] == [
        "£1,328,120",
        "£12.50",
        "£0",
        "-£5",
        "",
    ]


def test_shares_sum_to_the_whole():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(16_250_000, [1] * 19)[:2] == [855_264, 855_264]
    assert sum(split(16_250_000, [1] * 19)) == 16_250_000
    for wrong in ([], [0], [-1, 2]):
        with pytest.raises(ValueError, match="weights"):
            split(10, wrong)
