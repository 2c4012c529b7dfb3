"""Pasting a draft: it becomes rows to correct, and nothing is saved before she says so."""

import pytest

from newsletters.models import Item, Section, Update
from seslip.library.models import Document
from seslip.people.models import Person
from tests.newsletters.desk import address, fields
from tests.newsletters.factories import make_item, make_update

DRAFT = """UPDATE NO 390 14 February 2020

Programme:
Fostering network – 6 March 2020

Update:
The next meeting is on Friday 6 March 2020 in Maidstone.

Action Required:
Please tell Rosa Quill who is coming by 28 February 2020.

Programme:
A guide to kinship care

Update:
A charity has published a guide.

Reminders from previous weeks

Programme:
Data workshop

Update:
Places are left.

Action Required:
Book a place.

Tools and Templates

Workbook for social workers

Contact Details

Fostering
Rosa Quill, Network coordinator
rosa.quill@example.org
"""


@pytest.fixture
def petra(cast, client):
    client.force_login(cast["petra"])
    return cast["petra"]


@pytest.fixture
def paste(petra, client):
    def paste(text=DRAFT, name="paste_new", update=None, **others):
        return client.post(address(name, update), {"text": text} | others)

    return paste


def test_what_is_pasted_is_shown_and_nothing_is_saved(paste):
    page = paste()
    typed = fields(page)
    headings = [typed[name][0] for name in typed if name.endswith("-programme") and typed[name][0]]
    assert headings == ["Fostering network – 6 March 2020", "A guide to kinship care", "Data workshop"]
    assert (typed["head-number"], typed["head-date"]) == (["390"], ["2020-02-14"])
    assert typed["items-0-dates"][0].splitlines()
    assert typed["items-2-section"] == [Section.REMINDERS]
    assert not Update.objects.unscoped("test").exists()
    assert not Item.objects.unscoped("test").exists()
    assert not Document.objects.unscoped("test").exists()


def test_it_is_corrected_and_saved_as_a_draft(paste, petra, client):
    typed = fields(paste()) | {"items-1-programme": "A guide to kinship care, corrected"}
    assert client.post(address("paste_new"), typed).status_code == 302
    update = Update.objects.unscoped("test").get()
    placed = [(p.section, p.item.programme) for p in update.placements.select_related("item")]
    assert (update.number, update.state) == (390, Update.State.DRAFT)
    assert placed == [
        ("this-week", "Fostering network – 6 March 2020"),
        ("this-week", "A guide to kinship care, corrected"),
        ("reminders", "Data workshop"),
    ]
    assert update.tools.get().document.title == "Workbook for social workers"
    assert Person.objects.unscoped("test").get(name="Rosa Quill").email == "rosa.quill@example.org"


def test_a_mistake_is_named_and_everything_typed_is_still_there(paste, client):
    make_update(390)
    response = client.post(address("paste_new"), fields(paste()) | {"items-0-update": "<p>Kept words.</p>"})
    page = response.content.decode()
    assert "There already is an Update with this number." in page
    assert "Kept words." in page
    assert Update.objects.unscoped("test").count() == 1


def test_a_line_that_went_nowhere_is_put_where_she_says(petra, client):
    page = client.post(address("paste_new"), {"text": DRAFT})
    typed = fields(page) | {"lines": "1", "line-0-text": "Stray <words>", "line-0-to": "items-1-update"}
    again = fields(client.post(address("paste_new"), typed | {"_look": ""}))
    assert again["items-1-update"][0].endswith("<p>Stray &lt;words&gt;</p>")
    client.post(address("paste_new"), again)
    item = Item.objects.unscoped("test").get(programme="A guide to kinship care")
    assert item.update.endswith("<p>Stray &lt;words&gt;</p>")


def test_a_reminder_is_the_item_of_the_earlier_update(paste, client, everyone):
    item = make_item("Data workshop", update="<p>Places are left.</p>", action="<p>Book a place.</p>")
    make_update(389, this_week=[item])
    client.post(address("paste_new"), fields(paste()))
    update = Update.objects.unscoped("test").get(number=390)
    assert update.placements.get(section=Section.REMINDERS).item == item


def test_a_draft_is_pasted_into_an_update_that_has_been_begun(paste, client):
    update = make_update(400, this_week=[make_item("Already here")])
    typed = fields(paste(name="paste", update=update))
    client.post(address("paste", update), typed)
    names = {p.item.programme for p in update.placements.select_related("item")}
    assert names == {
        "Already here",
        "Fostering network – 6 March 2020",
        "A guide to kinship care",
        "Data workshop",
    }
    assert Update.objects.unscoped("test").get().number == 400


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Paste the draft into the box first."), ("%PDF-1.4 binary", ""), ("x" * 100, ""), ("\x00\x01", "")],
    ids=["nothing", "a PDF", "no Update", "no text"],
)
def test_whatever_is_pasted_is_answered_in_words_and_stays(paste, text, sentence):
    response = paste(text)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Update.objects.unscoped("test").exists()


def test_the_rich_copy_of_what_was_pasted_keeps_links(paste):
    html = (
        "<h1>UPDATE NO 390 14 February 2020</h1><p><b>Programme:</b></p><p>Film</p><p><b>Update:</b></p>"
        '<p>Watch <a href="https://www.example.org/film">the film</a>.</p><script>bad()</script>'
    )
    typed = fields(paste("UPDATE NO 390 …", html=html))
    assert 'href="https://www.example.org/film"' in typed["items-0-update"][0]
    assert "bad()" not in typed["items-0-update"][0]


@pytest.mark.parametrize("number", [344, 389])
def test_a_real_update_is_pasted_whole(seeds, paste, client, number):
    typed = fields(paste((seeds / f"update-{number}.txt").read_text()))
    assert client.post(address("paste_new"), typed).status_code == 302
    update = Update.objects.unscoped("test").get()
    counts = (
        update.placements.filter(section=Section.THIS_WEEK).count(),
        update.placements.filter(section=Section.REMINDERS).count(),
        update.tools.count(),
        update.contacts.count(),
    )
    assert counts == {344: (4, 2, 16, 7), 389: (8, 5, 23, 10)}[number]


def test_only_those_who_write_updates_may_paste(cast, client):
    for name, status in {"petra": 200, "ada": 403, "alison": 403}.items():
        client.force_login(cast[name])
        assert client.get(address("paste_new"), follow=True).status_code == status
