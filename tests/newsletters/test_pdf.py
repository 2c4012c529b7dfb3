"""The Update as a PDF: for each reader exactly what they may read, made by a worker, kept by its hash."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from newsletters import pdf
from newsletters.actions import publishing
from newsletters.models import Item
from seslip.jobs.actions import run, try_again
from seslip.jobs.models import Job, Rendition
from seslip.pdf import making, renditions
from tests.newsletters.factories import make_document, make_item, make_person, make_update, published
from tests.pdf.checking import bookmarks, failures, links, pages

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]


@pytest.fixture
def edition(everyone, members, directors):
    """An Update with something for everyone, for members and for directors."""
    return published(
        this_week=[
            make_item(
                "Fostering week", update='<p>See <a href="https://www.example.org/f">the plan</a>.</p>'
            ),
            make_item("Canarymembers", audience=members, update="<p>Wordformembers</p>"),
            make_item("Canarydirectors", audience=directors, update="<p>Wordfordirectors</p>"),
        ],
        reminders=[make_item("Summit", dates=[{"year": 2020, "month": 1, "day": 9}, {"year": 2099}])],
        tools=[make_document("Toolforall"), make_document("Canarytool", audience=directors)],
        contacts=[(make_person("Carol Marsh"), "Fostering")],
        introduction="<p>Good morning.</p>",
    )


def address(edition, name="update-pdf") -> str:
    return reverse(f"newsletters:{name}", args=[edition.update.slug])


def do_all_jobs():
    for job in Job.objects.filter(state="queued"):
        run(job.pk)


def fetch(client, edition, user=None, **headers):
    """The PDF as this person gets it once the worker has done its part."""
    client.logout()
    if user:
        client.force_login(user)
    client.get(address(edition))
    do_all_jobs()
    return client.get(address(edition), headers=headers)


def read(response) -> bytes:
    return b"".join(response.streaming_content)


SEES = {
    "anonymous": set(),
    "pat": set(),
    "ian": set(),
    "fay": set(),
    "liz": set(),
    "dana": {"Canarymembers"},
    "mo": {"Canarymembers"},
    "alison": {"Canarymembers", "Canarydirectors", "Canarytool"},
    "bob": {"Canarymembers", "Canarydirectors", "Canarytool"},
    "petra": {"Canarymembers", "Canarydirectors", "Canarytool"},
}


@pytest.mark.parametrize(("name", "seen"), SEES.items(), ids=SEES.keys())
def test_each_reader_gets_what_they_may_see_and_no_word_more(name, seen, edition, cast, client):
    words = "\n".join(pages(read(fetch(client, edition, cast.get(name)))))
    canaries = {word for word in ("Canarymembers", "Canarydirectors", "Canarytool") if word in words}
    assert canaries == seen
    assert ("Wordformembers" in words) == ("Canarymembers" in seen)
    assert ("Wordfordirectors" in words) == ("Canarydirectors" in seen)
    assert "Fostering week" in words
    assert "Toolforall" in words


def test_who_sees_the_same_shares_one_pdf_and_who_does_not_another(edition, cast):
    made = {name: pdf.rendition_for(cast.get(name, AnonymousUser()), edition).pk for name in SEES}
    assert made["alison"] == made["bob"]
    assert made["anonymous"] == made["pat"] == made["ian"]
    assert len({made["anonymous"], made["dana"], made["alison"]}) == 3


def test_alison_gets_no_more_than_anybody_once_her_post_has_ended(edition, cast, client):
    assert "Canarydirectors" in "".join(pages(read(fetch(client, edition, cast["alison"]))))
    cast["alison"].person.appointments.update(ends=dt.date(2020, 1, 1))
    assert "Canarydirectors" not in "".join(pages(read(fetch(client, edition, cast["alison"]))))


def test_an_item_restricted_after_publication_is_in_nobody_elses_pdf(edition, directors, client):
    assert "Fostering week" in "".join(pages(read(fetch(client, edition))))
    Item.objects.filter(programme="Fostering week").update(audience=directors)
    assert "Fostering week" not in "".join(pages(read(fetch(client, edition))))


def test_a_withdrawn_update_has_no_pdf(edition, cast, client):
    fetch(client, edition)
    publishing.withdraw(update=edition.update, reason="A mistake.", by=cast["petra"])
    assert client.get(address(edition)).status_code == 404


def test_an_update_nobody_may_see_yet_is_not_there(everyone, client):
    draft = make_update(this_week=[make_item("Canarydraft")])
    answer = client.get(reverse("newsletters:update-pdf", args=[draft.slug]))
    assert answer.status_code == 404
    assert not Rendition.objects.exists()


def test_a_correction_is_another_pdf(edition, cast, client):
    before = read(fetch(client, edition))
    Item.objects.filter(programme="Fostering week").update(programme="Fostering fortnight")
    publishing.correct(update=edition.update, note="Two weeks, not one.", by=cast["petra"])
    after = "".join(pages(read(fetch(client, edition))))
    assert "Fostering fortnight" not in "".join(pages(before))
    assert "Fostering fortnight" in after
    assert "Two weeks, not one." in after


def test_rewording_an_item_for_next_week_leaves_the_pdf_alone(edition, client):
    before = read(fetch(client, edition))
    Item.objects.filter(programme="Fostering week").update(programme="Reworded")
    assert read(client.get(address(edition))) == before


def test_asked_before_it_is_made_the_page_says_so_and_asks_once(edition, client):
    Rendition.objects.all().delete()
    Job.objects.all().delete()
    answers = [client.get(address(edition)) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {202}
    assert "Waiting to be made." in answers[0].content.decode()
    assert answers[0]["Cache-Control"] == "private, no-store"
    assert Job.objects.filter(kind="pdf").count() == 1


def test_while_it_is_being_made_the_page_says_so(edition, client):
    Job.objects.update(state="running", lease_until=timezone.now() + dt.timedelta(minutes=1))
    assert "Being made." in client.get(address(edition)).content.decode()


def test_what_went_wrong_is_said_and_trying_again_works(edition, cast, client, monkeypatch):
    with monkeypatch.context() as missing:
        missing.setattr(making, "LIBRARIES", {"libnowhere.so.9": "libnowhere-9"})
        do_all_jobs()
    answer = client.get(address(edition))
    assert answer.status_code == 200
    assert "The PDF could not be made." in answer.content.decode()
    assert "apt-get install --no-install-recommends libnowhere-9" in answer.content.decode()
    client.force_login(cast["petra"])
    rendition = Rendition.objects.get()
    client.post(
        reverse("admin:jobs_rendition_changelist"), {"action": "try_again", "_selected_action": rendition.pk}
    )
    client.logout()
    assert read(fetch(client, edition)).startswith(b"%PDF-1.7")


def test_publishing_asks_for_the_pdf_ahead(edition, client):
    do_all_jobs()
    assert client.get(address(edition)).status_code == 200


def test_it_comes_as_a_download_with_its_name(edition, client):
    answer = fetch(client, edition)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="update-no-389.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_head_and_range(edition, client):
    whole = read(fetch(client, edition))
    assert client.head(address(edition))["Content-Length"] == str(len(whole))
    part = client.get(address(edition), headers={"Range": "bytes=0-7"})
    assert (part.status_code, read(part)) == (206, whole[:8])


def test_head_and_range_of_what_one_may_not_see_is_404(cast, directors, client):
    edition = published(number=390, audience=directors, this_week=[make_item("Canary")])
    fetch(client, edition, cast["alison"])
    client.force_login(cast["dana"])
    for method in (client.get, client.head):
        assert method(address(edition), headers={"Range": "bytes=0-7"}).status_code == 404


def test_a_pdf_lost_from_the_disk_is_made_again(edition, client):
    read(fetch(client, edition))
    rendition = Rendition.objects.get()
    rendition.file.storage.delete(rendition.file.name)
    assert client.get(address(edition)).status_code == 202
    assert read(fetch(client, edition)).startswith(b"%PDF-1.7")


def test_old_pdfs_are_let_go_and_made_again_when_asked_for(
    edition, client, django_capture_on_commit_callbacks
):
    read(fetch(client, edition))
    Rendition.objects.update(asked_at=timezone.now() - dt.timedelta(days=31))
    name = Rendition.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert renditions.forget_old() == 1
    assert not Rendition().file.storage.exists(name)
    assert read(fetch(client, edition)).startswith(b"%PDF-1.7")


def test_the_words_of_a_pdf_that_could_not_be_made_are_let_go_too(edition):
    [rendition] = Rendition.objects.all()
    Job.objects.filter(pk=rendition.job_id).update(state=Job.State.FAILED)
    assert renditions.forget_old() == 0
    Rendition.objects.update(asked_at=timezone.now() - dt.timedelta(days=31))
    assert renditions.forget_old() == 1
    assert not Rendition.objects.exists()


def test_two_workers_at_the_same_pdf_leave_one_file(edition):
    [rendition] = Rendition.objects.all()
    renditions.make(rendition.content_hash)
    renditions.make(rendition.content_hash)
    folder, names = rendition.file.storage.listdir("renditions")
    assert names == [f"{rendition.content_hash}.pdf"]


def test_petra_sees_her_draft_as_a_pdf_and_dana_does_not(cast, directors, client):
    draft = make_update(this_week=[make_item("Canarydraft", audience=directors)])
    preview = reverse("newsletters:update-pdf-preview", args=[draft.slug])
    client.force_login(cast["petra"])
    assert client.get(preview).status_code == client.get(f"{preview}?as=me").status_code == 202
    do_all_jobs()
    assert "Canarydraft" not in "".join(pages(read(client.get(preview))))
    words = "".join(pages(read(client.get(f"{preview}?as=me"))))
    assert "Canarydraft" in words
    assert "Preview of Update No 389" in words
    client.force_login(cast["dana"])
    assert client.get(preview).status_code == 404


def test_the_desk_says_where_the_pdf_stands(edition, cast, client, monkeypatch):
    desk = reverse("admin:newsletters_update_change", args=[edition.update.pk])
    client.force_login(cast["petra"])
    assert "The PDF for everyone: waiting to be made." in client.get(desk).content.decode()
    Job.objects.update(state="failed", reason="No paper.")
    page = client.get(desk).content.decode()
    assert "The PDF for everyone: could not be made." in page
    assert "No paper." in page
    try_again(Job.objects.get(kind="pdf"))
    do_all_jobs()
    assert "The PDF for everyone: ready (" in client.get(desk).content.decode()


def test_its_headings_bookmarks_links_and_struck_dates(edition, cast, client):
    made = read(fetch(client, edition, cast["dana"]))
    assert bookmarks(made) == [
        (0, "Update No 389"),
        (1, "This week"),
        (2, "Fostering week"),
        (2, "Canarymembers"),
        (1, "Reminders from previous weeks"),
        (2, "Summit"),
        (1, "Tools and templates"),
        (1, "Contact details"),
    ]
    assert b"/URI (https://www.example.org/f)" in links(made)
    [words] = pages(made)
    assert "passed: 9 January 2020" in words
    assert "Update No 389, 7 February 2020 · " in words


@pytest.mark.parametrize("name", ["anonymous", "dana", "alison"])
def test_it_passes_every_check(name, edition, cast, client, tmp_path):
    assert failures(read(fetch(client, edition, cast.get(name))), tmp_path) == []
