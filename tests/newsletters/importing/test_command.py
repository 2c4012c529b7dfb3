"""`manage.py import_updates`: what it brings in, only once, and that a bad file changes nothing."""

import datetime as dt
import io
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from newsletters.actions import publishing
from newsletters.models import (
    Contact,
    Delivery,
    Edition,
    EditionItem,
    Item,
    OldAddress,
    Placement,
    Reader,
    Section,
    Tool,
    Update,
)
from seslip.audit.actions import record
from seslip.audit.models import Event
from seslip.library.models import Document
from seslip.people.models import Circle, Person
from seslip.search.models import SearchEntry
from tests.newsletters.factories import make_item, make_update, published

FORMS = Path(__file__).parent / "forms"
MODELS = (Update, Edition, EditionItem, Item, Placement, Tool, Contact, Document, Person, OldAddress, Event)


@pytest.fixture
def bring(reference):
    """Run the command on files of forms/, or on paths; its output."""

    def run(*names, **options):
        out = io.StringIO()
        call_command("import_updates", *[str(FORMS / name) for name in names], stdout=out, **options)
        return out.getvalue()

    return run


def everything():
    """Every row that an import could write, as it stands."""
    return {model: sorted(map(str, model._base_manager.values_list())) for model in MODELS}


def the(number):
    return Update.objects.unscoped("test").get(number=number)


def current(update):
    return Edition.objects.unscoped("test").get(update=update, is_current=True)


def test_number_date_and_address_are_kept_and_it_is_published(bring):
    said = bring("page-2019.html")
    update = the(362)
    assert (update.date, update.slug, update.state) == (
        dt.date(2019, 7, 26),
        "update-no-362-26-july-2019",
        "published",
    )
    assert (
        "page-2019.html: Update No 362, 26 July 2019, 2 items, 1 reminder, 2 tools, 1 contact: added" in said
    )
    assert current(update).published_at.date() == dt.date(2019, 7, 26)


def test_items_stand_in_their_sections_in_order_with_their_words(bring):
    bring("page-2019.html")
    placements = list(the(362).placements.select_related("item"))
    assert [(placement.section, placement.item.programme) for placement in placements] == [
        (Section.THIS_WEEK, "Adoption Board"),
        (Section.THIS_WEEK, "Court Work"),
        (Section.REMINDERS, "Summer Reading"),
    ]
    assert placements[0].item.action == "<p>Read it before <em>6 September</em>.</p>"
    assert placements[2].item.action == ""


def test_drafts_stay_drafts(bring):
    bring("tight-2018.txt", draft=True)
    assert the(302).state == "draft"
    assert not the(302).editions(manager="objects").unscoped("test").exists()


def test_a_draft_of_the_old_site_is_not_published(bring):
    bring("export-2020.xml")
    assert (the(420).state, the(421).state) == ("published", "draft")


def test_the_number_the_old_site_gave_it_is_kept(bring):
    bring("page-2019.html")
    assert (OldAddress.objects.get().address, OldAddress.objects.get().update) == ("?p=7001", the(362))


def test_an_address_worded_otherwise_leads_there_too(bring, client):
    bring("loose-2023.txt")
    page = "/newsletters/update-no-561-16th-june-2023/"
    assert the(561).get_absolute_url() == page
    assert client.get("/newsletters/update-no-561-16-june-2023/", follow=True).redirect_chain[-1][0] == page


@pytest.mark.parametrize("name", sorted(path.name for path in FORMS.iterdir()))
def test_a_second_time_changes_nothing(bring, name):
    bring(name)
    before = everything()
    assert "unchanged" in bring(name)
    assert everything() == before


def test_what_it_was_brought_in_from_outlives_the_record_of_it(bring, monkeypatch):
    bring("page-2019.html")
    monkeypatch.setattr(Event.objects, "filter", lambda **_: Event.objects.none())
    assert "unchanged" in bring("page-2019.html")


def test_what_was_brought_in_before_the_update_knew_is_told_from_the_record(everyone):
    update = make_update()
    migration = import_module("newsletters.migrations.0002_what_an_update_was_brought_in_from")
    for version, source in ((1, "older"), (7, "newest")):
        record("update brought in", by=None, on=update, source=source, version=version)
    migration.fill(apps, None)
    update.refresh_from_db()
    assert (update.brought_hash, update.brought_version) == ("newest", 7)


def test_readers_are_told_nothing(bring, django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True):
        bring("tight-2018.txt")
    assert not mailoutbox
    assert not the(302).deliveries.exists()


def test_a_bad_file_changes_nothing_not_even_from_the_good_ones(bring, tmp_path):
    bad = tmp_path / "export.xml"
    text = (FORMS / "export-2020.xml").read_text()
    bad.write_text(text.replace("buses run", "buses \x0brun"))
    before = everything()
    with pytest.raises(CommandError) as refused:
        bring("tight-2018.txt", bad)
    line = text[: text.index("buses run")].count("\n") + 1
    assert str(refused.value) == (
        f"export.xml: line {line}, column 11 holds a character that XML does not allow (U+000B)."
        " Remove the character, or export again from WordPress.\nNothing was changed."
    )
    assert everything() == before


def test_a_broken_byte_is_shown_where_it_stands(bring, tmp_path):
    bad = tmp_path / "export.xml"
    bad.write_bytes((FORMS / "export-2020.xml").read_bytes().replace(b"kitchens cook", b"kitchens \xff cook"))
    before = everything()
    with pytest.raises(
        CommandError, match=r"export.xml: line 39, column 14 holds a character .* \(U\+00FF\)"
    ):
        bring(bad)
    assert everything() == before


def test_an_export_says_in_which_encoding_it_is(bring, tmp_path):
    export = tmp_path / "export.xml"
    text = (
        (FORMS / "export-2020.xml").read_text().replace("UTF-8", "ISO-8859-1").replace("Heads", "Café owners")
    )
    export.write_bytes(text.encode("iso-8859-1"))
    bring(export)
    assert "Café owners" in Item.objects.unscoped("test").get(programme="Return to the Classroom").update


def test_of_an_export_only_the_posts_that_are_no_good_are_left_out(bring, tmp_path, cast):
    published(number=420, date=dt.date(2020, 9, 11), this_week=[make_item("Kestrel")])
    said = bring("export-2020.xml")
    assert "“Update No 420” left out: Update No 420, 11 September 2020 was written or edited here" in said
    assert the(421).state == "draft"
    assert the(420).items.unscoped("test").get().programme == "Kestrel"


def test_a_draft_beside_the_published_post_is_left_out(bring, tmp_path):
    export = tmp_path / "export.xml"
    export.write_text((FORMS / "export-2020.xml").read_text().replace("Update no 421", "Update no 420"))
    assert "left out: a draft of the old site beside the published Update" in bring(export)
    assert the(420).state == "published"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        ("Dear all, nothing to see.", "No title with a number was found"),
        ("UPDATE NO 400\n\nProgramme:\nA\nUpdate:\nB.", "The date of Update No 400 was not found."),
        ("UPDATE NO 400 24 April 2020\n\nOnly a sentence.", "No items could be told apart in Update No 400."),
        (b"%PDF-1.7", "is a PDF"),
        (b"PK\x03\x04", "is a Word file or a zip archive"),
        (b"\x00\x01\x02", "is no text"),
        ("<rss><!-- wordpress.org/export --><channel>", "the XML is broken at line 1, column 44"),
        ("<rss><!-- wordpress.org/export --></rss>", "holds no Update"),
        (
            '<!DOCTYPE rss [<!ENTITY a "b">]><rss><!-- wordpress.org/export --><channel>&a;</channel></rss>',
            "defines entities or a document type",
        ),
    ],
)
def test_what_cannot_be_brought_in_is_said_in_a_sentence(bring, tmp_path, content, sentence):
    bad = tmp_path / "file.txt"
    bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = everything()
    with pytest.raises(CommandError, match="Nothing was changed.") as refused:
        bring(bad)
    assert sentence in str(refused.value)
    assert everything() == before


def test_a_file_that_is_not_there_and_a_folder_that_is_not_there(bring, tmp_path):
    with pytest.raises(CommandError, match="could not be opened"):
        bring(tmp_path / "none.txt")
    with pytest.raises(CommandError, match="There is no folder"):
        bring("tight-2018.txt", media=str(tmp_path / "none"))


def test_two_files_with_one_number_are_refused(bring, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text((FORMS / "tight-2018.txt").read_text())
    with pytest.raises(CommandError, match="Update No 302 is in tight-2018.txt too"):
        bring("tight-2018.txt", copy)
    assert not Update.objects.unscoped("test").exists()


def test_an_update_written_here_is_not_replaced_unless_asked(bring, cast):
    published(number=302, date=dt.date(2018, 5, 18), this_week=[make_item("Kestrel")])
    before = everything()
    with pytest.raises(CommandError, match="was written or edited here"):
        bring("tight-2018.txt")
    assert everything() == before
    bring("tight-2018.txt", replace=True)
    assert "Kestrel" not in {item.programme for item in Item.objects.unscoped("test").all()}
    assert [item.programme for item in the(302).items.unscoped("test").all()][0].startswith("Early Help")


def test_another_text_of_an_imported_update_replaces_it_and_readers_see_no_correction(bring, tmp_path):
    bring("tight-2018.txt")
    longer = tmp_path / "longer.txt"
    longer.write_text((FORMS / "tight-2018.txt").read_text().replace("Ten places", "Twelve places"))
    assert "replaced, published" in bring(longer)
    edition = current(the(302))
    assert edition.correction == ""
    words = [item.text for item in EditionItem.objects.unscoped("test").filter(edition=edition)]
    assert any("Twelve places" in text for text in words)
    assert not any("Ten places" in item.update for item in Item.objects.unscoped("test").all())
    found = SearchEntry.objects.filter(kind="item").values_list("object_id", flat=True)
    assert set(found) == set(EditionItem.objects.unscoped("test").values_list("pk", flat=True))


def test_the_same_item_in_two_updates_is_one_item_with_words_for_each(bring, tmp_path):
    later = tmp_path / "later.txt"
    later.write_text(
        "UPDATE NO 303 25 May 2018\nProgramme:\nNew\nUpdate:\nNew words.\nReminders\nProgramme:\n"
        "Care leavers’ day\nUpdate:\nTwo places are left.\nAction Required:\nBook before 25 May.\n"
    )
    bring("tight-2018.txt", later)
    item = Item.objects.unscoped("test").get(programme="Care leavers’ day")
    first, second = item.placements.order_by("update__number")
    assert (first.override, second.override) == ("", "<p>Two places are left.</p>")
    frozen = EditionItem.objects.unscoped("test").get(edition=current(the(302)), item=item)
    assert frozen.text == "<p>Ten places are left for the day in Lewes.</p>"


def test_documents_and_people_are_used_again(bring, tmp_path):
    bring("tight-2018.txt")
    later = tmp_path / "later.txt"
    text = (FORMS / "tight-2018.txt").read_text().replace("302 18 May", "303 25 May")
    later.write_text(
        text.replace("Nora Penn (Example Partnership)", "Nora Penn (Kent)\nnora.penn@example.org")
    )
    bring(later)
    assert Document.objects.unscoped("test").count() == 2
    assert Person.objects.unscoped("test").filter(name="Nora Penn").count() == 1
    assert Person.objects.unscoped("test").get(name="Nora Penn").email == "nora.penn@example.org"


def test_a_number_is_not_added_to_somebody_whose_details_everyone_sees(bring, everyone, client):
    Person.objects.create(name="Ruth Vale", email="ruth.vale@example.org", details_audience=everyone)
    assert "the telephone was not added" in bring("wide-2019.txt")
    assert Person.objects.unscoped("test").get(name="Ruth Vale").telephone == ""
    page = client.get(the(351).get_absolute_url()).content.decode()
    assert "ruth.vale@example.org" in page
    assert "07700 900123" not in page


def test_tools_are_documents_with_publisher_and_date(bring):
    bring("page-2019.html", "tight-2018.txt")
    matching = Document.objects.unscoped("test").get(title="Matching: what works")
    assert (matching.url, matching.publisher, matching.published_on, matching.on_request) == (
        "https://www.example.org/matching/",
        "Example Centre",
        dt.date(2019, 7, 19),
        False,
    )
    without_link = Document.objects.unscoped("test").get(title="Front door checklist")
    assert (without_link.url, without_link.on_request, without_link.conditions) == ("", False, "")


def test_contact_details_are_for_members_only(bring, client):
    bring("wide-2019.txt")
    ruth = Person.objects.unscoped("test").get(name="Ruth Vale")
    assert ruth.details_audience == Circle.objects.members()
    assert (ruth.email, ruth.telephone) == ("ruth.vale@example.org", "07700 900123")
    page = client.get(the(351).get_absolute_url()).content.decode()
    assert "Ruth Vale" in page
    assert "900123" not in page
    assert "ruth.vale@example.org" not in page


def test_dates_councils_and_topics_are_proposed_from_the_words(bring, tmp_path):
    text = tmp_path / "update.txt"
    text.write_text(
        "UPDATE NO 344 22 March 2019\nProgramme:\nPeer challenge triads\nUpdate:\nThese are the days.\n"
        "Action Required:\nTriad 1 – East Sussex, Surrey and Wokingham on Thursday 4 April 2019\n"
        "Triad 3 – Hampshire, IoW and Reading in May 2019, to be announced\n"
        "Answers please by 29 March.\n"
    )
    bring(text)
    item = Item.objects.unscoped("test").get()
    assert {council.name for council in item.councils.all()} == {
        "East Sussex",
        "Surrey",
        "Wokingham",
        "Hampshire",
        "Isle of Wight",
        "Reading",
    }
    assert [(date.kind, date.year, date.month, date.day, date.about) for date in item.dates.all()] == [
        ("event", 2019, 4, 4, "Triad 1 – East Sussex, Surrey and Wokingham"),
        ("event", 2019, 5, None, "Triad 3 – Hampshire, IoW and Reading"),
        ("deadline", 2019, 3, 29, ""),
    ]
    assert item.ends_on == dt.date(2019, 5, 31)


def test_a_dry_run_says_and_changes_nothing(bring):
    before = everything()
    assert "would be brought in" in bring("tight-2018.txt", dry_run=True)
    assert everything() == before


def test_every_line_is_told_where_it_went_when_asked(bring):
    said = bring("tight-2018.txt", verbosity=2)
    assert "line 4 → items[0] label: Update:" in said
    assert "line 5 → items[0].update: The network meets in Reading" in said
    assert "line 14 → the heading of reminders: Reminders from previous weeks" in said


def test_media_go_to_the_library_and_links_follow(bring, tmp_path, client):
    folder = tmp_path / "uploads"
    (folder / "2020/09").mkdir(parents=True)
    (folder / "2020/09/attendance.csv").write_text("council,present\nKent,91\n")
    export = tmp_path / "export.xml"
    export.write_text((FORMS / "export-2020.xml").read_text().replace("attendance.xlsx", "attendance.csv"))
    bring(export, media=str(folder))
    document = Document.objects.unscoped("test").get(title="attendance")
    assert (document.kind, document.versions(manager="objects").unscoped("test").get().name) == (
        "file",
        "attendance.csv",
    )
    item = Item.objects.unscoped("test").get(programme="Return to the Classroom")
    assert f'<a href="/library/{document.pk}/download/">the attendance sheet</a>' in item.action
    before = everything()
    bring(export, media=str(folder))
    assert everything() == before


def test_media_that_are_not_at_hand_become_links(bring):
    bring("export-2020.xml")
    document = Document.objects.unscoped("test").get(title="attendance")
    assert (document.kind, document.url) == (
        "link",
        "https://www.example.org/wp-content/uploads/2020/09/attendance.xlsx",
    )


def test_no_file_outside_the_media_folder_is_taken(bring, tmp_path):
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    folder = tmp_path / "uploads"
    folder.mkdir()
    export = tmp_path / "export.xml"
    text = (FORMS / "export-2020.xml").read_text()
    export.write_text(text.replace("/2020/09/attendance.xlsx", "/../../../secret.csv"))
    bring(export, media=str(folder))
    assert not Document.objects.unscoped("test").filter(kind="file").exists()


def test_an_edition_that_was_sent_is_corrected_not_removed(bring, cast, tmp_path):
    bring("tight-2018.txt")
    update = the(302)
    reader = Reader.objects.create(email="reader@example.org", lawful_basis="consent", source="test")
    sent = current(update)
    Delivery.objects.create(reader=reader, update=update, edition=sent, due_at=sent.published_at)
    longer = tmp_path / "longer.txt"
    longer.write_text((FORMS / "tight-2018.txt").read_text().replace("Ten places", "Twelve places"))
    bring(longer)
    assert Edition.objects.unscoped("test").filter(pk=sent.pk).exists()
    assert current(update).correction == "The text of the old site was brought in."


def test_a_withdrawn_update_stays_withdrawn_when_it_is_the_same(bring, cast):
    bring("tight-2018.txt")
    publishing.withdraw(update=the(302), reason="test", by=cast["petra"])
    assert "unchanged" in bring("tight-2018.txt")
    assert the(302).state == "withdrawn"


def test_a_draft_with_the_number_is_not_overwritten(bring, cast):
    make_update(number=302, this_week=[make_item("Kestrel")])
    with pytest.raises(CommandError, match="was written or edited here"):
        bring("tight-2018.txt")
