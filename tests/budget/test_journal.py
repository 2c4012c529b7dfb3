"""The journal loads in hledger, ledger and beancount, and they come to our balances."""

import re
import shutil
import subprocess

import pytest

from budget import sums
from budget.exporting import account_name, as_journal
from budget.models import BookYear, Entry

NAME = re.compile(r"[A-Z][A-Za-z0-9-]*(?::[A-Za-z0-9][A-Za-z0-9-]*)+")


@pytest.fixture
def journal(brought, tmp_path):
    entries = Entry.objects.unscoped("test")
    file = tmp_path / "budget.journal"
    file.write_text(as_journal(brought, entries), encoding="utf-8")
    return file


def ours():
    """Balances in pence by the journal's names; closings count, as all that is in the file does."""
    balances = {}
    for entry in Entry.objects.unscoped("test").with_postings():
        for posting in entry.postings.all():
            for account, sign in ((posting.target, 1), (posting.source, -1)):
                name = account_name(entry, account)
                balances[name] = balances.get(name, 0) + sign * posting.pence
    return {name: amount for name, amount in balances.items() if amount}


def ran(*command, stdin=None):
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed: script/setup --tests")
    done = subprocess.run(command, capture_output=True, text=True, input=stdin, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def pence(text):
    return round(float(text.replace(",", "")) * 100)


def test_hledger_loads_it_and_comes_to_our_balances(journal):
    ran("hledger", "-f", str(journal), "check")
    said = ran("hledger", "-f", str(journal), "balance", "--flat", "--no-total", "-O", "csv")
    rows = re.findall(r'"([^"]+:[^"]+)","(-?[\d,.]+) GBP"', said)
    assert {name: pence(amount) for name, amount in rows} == ours()


def test_ledger_loads_it_and_comes_to_our_balances(journal):
    said = ran("ledger", "-f", str(journal), "balance", "--flat", "--no-total")
    rows = re.findall(r"(-?[\d,.]+) GBP\s+(\S+)", said)
    assert {name: pence(amount) for amount, name in rows} == ours()


def converted(text):
    """For beancount: accounts are opened first, and an entry has a star and its words in quotes."""
    opened = "".join(f"1970-01-01 open {name} GBP\n" for name in sorted(set(NAME.findall(text))))
    entries = re.sub(r"^(\d{4}-\d\d-\d\d) \((\d+)\) (.*)$", r'\1 * "\3" ^entry-\2', text, flags=re.M)
    return opened + entries


def test_beancount_loads_it_converted_and_comes_to_our_balances(journal, tmp_path):
    file = tmp_path / "budget.beancount"
    file.write_text(converted(journal.read_text(encoding="utf-8")), encoding="utf-8")
    ran("bean-check", str(file))
    said = ran("bean-query", "-f", "csv", str(file), "SELECT account, sum(position) GROUP BY account")
    rows = re.findall(r"^([A-Z]\S*?)\s*,\s*(-?[\d,.]+) GBP", said, re.M)
    assert {name: pence(amount) for name, amount in rows} == ours()


def test_what_the_journal_says_of_a_book_is_what_our_sums_say(journal):
    budget = BookYear.objects.get(book="budget", year="2021-22")
    held = sum(sums.held_of(sums.moved(budget)).values())
    said = ran(
        "hledger",
        "-f",
        str(journal),
        "balance",
        "assets:budget",
        "-b",
        "2021-04-01",
        "--depth",
        "1",
        "-O",
        "csv",
    )
    assert pence(re.search(r'"(-?[\d.]+) GBP"', said)[1]) == held == 93_500
