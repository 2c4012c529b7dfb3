"""The plan and its budget: pages with ten other years and 100,000 postings beside few, and the plan's PDF."""

import gc
import io
import os
import tempfile
import time

from bench.machine import manage

ROUNDS, AIM, PDF_AIM = 9, 2.0, 1.1
ADDRESSES = ["/budget/2021-22/", "/workstreams/", "/workstreams/2021-22/18/"]
OTHER_YEARS = range(2005, 2015)
# So many postings in each entry, so that there are as many entries as real books would have.
MANY, TOGETHER = 100_000, 20


def lines():
    """One line a page, and one for the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"SESLIP_VAR": folder, "SESLIP_ENV": "", "KEEP_PUBLIC_PAGES": "0"}
        for command in (["migrate"], ["load_reference"], ["collectstatic", "--no-input"]):
            manage(command, env)
        answer = manage(["shell", "-v0", "-c", "from bench.plan import measure; measure()"], env)
    for line in answer.strip().splitlines():
        name, ours, other, aim = line.split("|")
        ratio = float(ours) / float(other)
        verdict = "as aimed" if ratio <= float(aim) else "short of the aim"
        figures = f"{float(ours):.3f} s to {float(other):.3f} s"
        yield f"{name}: {ratio:.2f} ({figures}; aim at most {aim}: {verdict})"


def measure() -> None:
    """Print a line for each measurement: what, our seconds, the other's, and the aim."""
    plan = _plan()
    _postings(500)
    few = {address: _page(address) for address in ADDRESSES}
    _pdf(plan)
    _other_years()
    _postings(MANY)
    for address in ADDRESSES:
        print(f"{address} with {MANY:,} postings to 500|{_page(address)}|{few[address]}|{AIM}")


def _plan():
    from django.core.management import call_command

    from workstreams.demonstration import FILE
    from workstreams.models import Plan

    call_command("import_plan", str(FILE), stdout=io.StringIO())
    Plan.objects.unscoped("bench").update(status=Plan.Status.REVISED)
    return Plan.objects.unscoped("bench").get(year="2021-22")


def _other_years() -> None:
    """Ten plans as long as this one, each with a budget of its own years."""
    from workstreams.actions.bringing_in import bring_in
    from workstreams.demonstration import FILE
    from workstreams.importing import read_plan
    from workstreams.years import before, named

    text = FILE.read_text(encoding="utf-8")
    for first in OTHER_YEARS:
        year = named(first)
        own = text.replace("2021-22", year).replace("21-22", year[2:]).replace("20-21", before(year)[2:])
        bring_in(copy=read_plan(own), name=year, text_hash=year, by=None)


def _postings(number: int) -> None:
    """So many transfers of a pound to a line, shared out among the actual books of every year there is."""
    from budget import accounts
    from budget.models import BookYear, Entry, Line, Posting
    from seslip.people.models import Circle
    from workstreams.models import Plan

    everyone = Circle.objects.everyone()
    plans = list(Plan.objects.unscoped("bench"))
    each = number // len(plans)
    for plan in plans:
        book_year, _ = BookYear.objects.get_or_create(book="actual", year=plan.year)
        line = accounts.of_line(Line.objects.filter(plan=plan).first())
        held = accounts.held(line.fund)
        about = {"book_year": book_year, "sort": "spending", "audience": everyone, "day": plan.starts}
        entries = Entry.objects.bulk_create(
            Entry(words=f"Entry {place}", **about) for place in range(each // TOGETHER)
        )
        Posting.objects.bulk_create(
            (
                Posting(entry=entry, source=held, target=line, pence=100)
                for entry in entries
                for _ in range(TOGETHER)
            ),
            batch_size=5000,
        )


def _page(address: str) -> float:
    """The quickest of several turns, which others disturbed least."""
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.cookies["messages"] = "x"
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.process_time()
        response = client.get(address)
        times.append(time.process_time() - start)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
    return min(times)


def _pdf(plan) -> None:
    from bench.pdf import _alone, _through_our_code, _time
    from workstreams import pdf
    from workstreams.reading import copy_of

    body = pdf.body_of(copy_of(plan), version="Version 1", day="31 August 2021", mark="00000000")
    times = [(_time(_through_our_code, body, turn), _time(_alone, body, turn)) for turn in range(5)]
    ours, alone = (min(column) for column in zip(*times, strict=True))
    print(f"pdf of the plan, our time to WeasyPrint alone|{ours}|{alone}|{PDF_AIM}")
