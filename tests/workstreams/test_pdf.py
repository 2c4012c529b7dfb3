"""The plan as a PDF: every title, figure and reference of it, for whoever reads with eyes or ears."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from budget.table import cells_of
from seslip.jobs.actions import run
from seslip.jobs.models import Job
from tests.pdf.checking import bookmarks, failures, pages
from tests.workstreams.factories import frozen, make_plan
from workstreams.reading import copy_of

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]


def read(response) -> bytes:
    return b"".join(response.streaming_content)


def fetch(client, address) -> bytes:
    """Asked for, made by a worker, and fetched."""
    assert client.get(address).status_code == 202
    for job in Job.objects.filter(state="queued"):
        run(job.pk)
    return read(client.get(address))


def flat(text) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def version(brought):
    return frozen(brought, day=dt.date(2021, 8, 31))


@pytest.fixture(scope="module")
def kept():
    """The same words give the same bytes: the PDF is made once for the tests that only read it."""
    return {}


@pytest.fixture
def made(version, client, kept):
    if not kept:
        kept["pdf"] = fetch(client, reverse("workstreams:plan-pdf", args=["2021-22"]))
    return kept["pdf"]


def test_it_has_every_title_every_figure_and_every_reference(made, brought):
    words = flat(" ".join(pages(made)))
    copy = copy_of(brought)
    assert len(copy.lines) == 35
    for line in copy.lines:
        assert f"{line.number}. {line.title}" in words
        for reference in line.references:
            assert reference.words in words
    _, rows = cells_of(brought)
    for row in rows:
        for figure in row[2:5]:
            assert figure in words, row
    for figure in ("12,247", "10,432", "17%", "19%", "523,930", "584,835", "2,790,555", "935", "110,185"):
        assert figure in words
    for member in ("Alison Jeffery", "Becky Shaw", "Hannah Clare", "David Myers"):
        assert member in words


def test_it_passes_the_rules_of_pdf_ua_and_reads_aloud_with_its_table_heads(made, tmp_path):
    assert failures(made, tmp_path) == []


def test_it_has_a_cover_contents_with_page_numbers_and_bookmarks(made):
    read_pages = [flat(page) for page in pages(made)]
    assert "SESLIP Regional Improvement Plan 2021-22" in read_pages[0]
    contents = read_pages[1]
    for title in (
        "1. Introduction",
        "4. Budget",
        "Table 3: South East Sector Led Improvement Budget 2021-22",
    ):
        number = int(re.search(rf"{re.escape(title)}\s*\.*\s*(\d+)", contents)[1])
        assert title in read_pages[number - 1]
    titles = [title for _, title in bookmarks(made)]
    assert "3. 35 proposed workstreams for this improvement plan" in titles
    assert "Practice Networks (10)" in titles


def test_its_foot_carries_version_day_and_hash_and_the_page_shows_the_same(made, version, client):
    foot = f"Version 1 · 31 August 2021 · {version.short_hash}"
    assert all(foot in flat(page) for page in pages(made))
    page = client.get(reverse("workstreams:plan", args=["2021-22"])).content.decode()
    assert f"content hash {version.short_hash}" in page
    assert "as the PDF has it" in page


def test_what_changes_in_the_plan_leaves_the_version_and_its_pdf_alone(version, brought, client):
    brought.workstreams.filter(number=18).update(title="Hummingbird")
    again = fetch(client, reverse("workstreams:plan-version-pdf", args=["2021-22", 1]))
    words = flat(" ".join(pages(again)))
    assert "18. Mockingbird South East" in words
    assert "Hummingbird" not in words
    page = client.get(reverse("workstreams:plan", args=["2021-22"])).content.decode()
    assert "This page has changed since Version 1, 31 August 2021" in page


def test_a_draft_is_made_for_its_keeper_and_for_nobody_else(everyone, cast, client):
    make_plan("2022-23", status="draft")
    address = reverse("workstreams:plan-pdf", args=["2022-23"])
    assert client.get(address).status_code == 404
    client.force_login(cast["petra"])
    assert "not frozen" in flat(pages(fetch(client, address))[0])
