"""Long and real Updates as PDFs, before the checkers."""

import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from newsletters import pdf
from newsletters.models import Edition
from seslip.pdf import renditions
from tests.newsletters.factories import make_document, make_item, make_person, published
from tests.pdf.checking import bookmarks, failures, pages

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]

TEXT = """
<p>The networks met on <strong>4 March</strong>; <a href="https://www.example.org/notes/{n}">their notes
number {n}</a> are out.</p>
<ul><li><p>What worked at {n}</p><ul><li>Short visits</li><li>Letters of {n} lines</li></ul></li>
<li>What did not</li></ul>
"""
TABLE = """
<table><tbody><tr><th>Council</th><th>Places</th></tr><tr><td>Kent {n}</td><td>2</td></tr>
<tr><td>Medway {n}</td><td></td></tr></tbody></table>
<ol><li>Read the paper of {n}</li><li>Send a name</li></ol>
"""


def made(edition: Edition, user=None) -> bytes:
    rendition = pdf.rendition_for(user or AnonymousUser(), edition)
    renditions.make(rendition.content_hash)
    rendition.refresh_from_db()
    with rendition.file.open() as file:
        return file.read()


def long_item(n: int):
    text = TEXT + TABLE if n % 5 == 0 else TEXT
    dates = [
        {"year": 2019, "month": 5},
        {"year": 2099, "month": 1, "day": 1 + n % 28, "note": "to be announced"},
    ]
    actions = [{"what": f"Send a name to {n}"}] if n % 3 == 0 else []
    return make_item(
        f"Programme {n}", update=text.format(n=n), action="<p>Tell us.</p>", dates=dates, actions=actions
    )


def test_an_update_of_two_hundred_items_passes_every_check(everyone, tmp_path):
    items = [long_item(n) for n in range(1, 201)]
    edition = published(
        this_week=items[:120],
        reminders=items[120:],
        tools=[
            make_document(f"Workbook {n}", url=f"https://www.example.org/workbook/{n}") for n in range(40)
        ],
        contacts=[make_person(f"Carol Marsh {n}") for n in range(12)],
    )
    document = made(edition)
    # PAG-001: the same words happen to stand at the edge of several pages; it does not look at the tags.
    assert failures(document, tmp_path, besides={"PAG-001"}) == []
    assert len(bookmarks(document)) == 1 + 4 + 200
    printed = pages(document)
    assert f"Page {len(printed)} of {len(printed)}" in printed[-1]


@pytest.mark.parametrize("number", [344, 389])
def test_a_real_update_passes_every_check(number, seeds, everyone, tmp_path):
    call_command("import_updates", str(seeds / f"update-{number}.txt"), stdout=io.StringIO())
    edition = Edition.objects.visible_to(AnonymousUser()).get(update__number=number)
    document = made(edition)
    assert failures(document, tmp_path) == []
    headlines = [words.removesuffix(" Save the date") for level, words in bookmarks(document) if level == 2]
    assert headlines == [item.programme for item in edition.items(manager="objects").unscoped("a test")]
