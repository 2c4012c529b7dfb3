"""The pages around the desk: the first page, a new Update, publishing and what follows it."""

import datetime as dt

import pytest
from django.utils import timezone

from newsletters.actions import outbox, publishing
from newsletters.models import Dismissal, Edition, Item, Update
from seslip.audit.models import Event
from tests.newsletters.desk import address, fields
from tests.newsletters.factories import make_document, make_item, make_person, make_update

State = Update.State


@pytest.fixture
def petra(cast, client):
    client.force_login(cast["petra"])
    return cast["petra"]


def test_an_update_is_saved_on_its_desk_and_nowhere_else(petra, client):
    """Every save goes by the version and leaves a record; Django's own form knows of neither."""
    update = make_update(389)
    for written in (f"{update.pk}%20", f"%20{update.pk}"):
        page = f"/admin/newsletters/update/{written}/change/"
        assert client.get(page).status_code == 404
        assert client.post(page, {"number": "390"}).status_code == 404
    assert Update.objects.unscoped("test").get(pk=update.pk).number == 389


@pytest.fixture
def send(petra, client):
    """send("publish", update, note="…") opens that page, changes fields of its last form and sends it."""

    def send(name, update=None, **changes):
        page = client.get(address(name, update))
        typed = fields(page, None) | changes
        return client.post(address(name, update), typed, follow=True)

    return send


def state_of(update):
    return Update.objects.unscoped("test").get(pk=update.pk).state


PAGES = ["change", "paste", "preview", "publish", "schedule", "correct", "withdraw"]


@pytest.mark.parametrize("name", PAGES)
def test_only_those_who_write_updates_open_its_pages(cast, client, name):
    update = make_update(389, this_week=[make_item("CANARY")])
    for who, status in {"petra": 200, "ada": 403, "alison": 403}.items():
        client.force_login(cast[who])
        response = client.get(address(name, update), follow=True)
        assert response.status_code == status, who
        assert b"CANARY" not in response.content or who == "petra"


@pytest.mark.parametrize("name", PAGES)
def test_an_update_that_does_not_exist_is_not_found(petra, client, name):
    update = make_update(389)
    update.pk += 1
    assert client.get(address(name, update)).status_code == 404


def test_the_first_page_offers_a_new_update_and_says_how_things_stand(petra, client):
    update = make_update(
        389, this_week=[make_item(update='<p>Look <a href="http://example.org/x">here</a>.</p>')]
    )
    page = client.get("/admin/").content.decode()
    for words in ("New Update", str(update), "things to look at", "Nothing has failed", "It has not run yet"):
        assert words in page, words
    assert page.index("New Update") < page.index("Search the record")


def test_the_first_page_of_the_administrator_shows_nothing_of_updates(cast, client):
    make_update(389)
    client.force_login(cast["ada"])
    page = client.get("/admin/").content.decode()
    assert "New Update" not in page
    assert "389" not in page


def test_beginning_shows_everything_before_it_makes_anything(petra, client):
    over = make_item("Workshop", ends_on=dt.date(2020, 2, 11))
    make_update(389, this_week=[over, make_item("Film")], contacts=[make_person()])
    page = client.get(address("add")).content.decode()
    assert "390" in page
    assert "Its day has passed: it was live until 11 February 2020." in page
    assert Update.objects.unscoped("test").count() == 1


def test_beginning_carries_what_is_ticked(petra, send):
    make_update(
        389,
        this_week=[make_item("Workshop", ends_on=dt.date(2020, 2, 11)), make_item("Film")],
        tools=[make_document()],
        contacts=[make_person()],
    )
    send("add", date="2020-02-14")
    update = Update.objects.unscoped("test").get(number=390)
    assert [placement.item.programme for placement in update.placements.all()] == ["Film"]
    assert (update.tools.count(), update.contacts.count(), update.state) == (1, 1, State.DRAFT)


def test_what_was_left_out_can_be_ticked_all_the_same(petra, client, send):
    make_update(389, this_week=[make_item("Workshop", ends_on=dt.date(2020, 2, 11))])
    page = client.get(address("add"))
    number = page.context_data["proposal"].items[0].placement.pk
    send("add", item=[str(number)], date="2020-02-14")
    update = Update.objects.unscoped("test").get(number=390)
    assert [placement.item.programme for placement in update.placements.all()] == ["Workshop"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("389", "There already is a No 389, of 7 February 2020."),
        ("12", "Numbers go up: the last one is No 389."),
        ("", "Fill in “Number”."),
        ("99999999999999", "less than or equal to 99999"),
        ("x", "Enter a whole number."),
    ],
)
def test_a_number_may_skip_but_never_repeat(petra, send, number, sentence):
    make_update(389)
    response = send("add", number=number)
    assert sentence in response.content.decode()
    assert Update.objects.unscoped("test").count() == 1


def test_numbers_may_skip_over_christmas(petra, send):
    make_update(389)
    send("add", number="392", date="2020-02-28")
    assert Update.objects.unscoped("test").filter(number=392).exists()


def test_publishing_from_the_desk(petra, send):
    update = make_update(389, this_week=[make_item()])
    page = send("publish", update)
    assert "is published now" in page.content.decode()
    assert state_of(update) == State.PUBLISHED


def test_publishing_with_open_findings_asks_once_more(petra, send):
    update = make_update(
        389, this_week=[make_item(update='<p>See <a href="https://x.example.org">here</a>.</p>')]
    )
    page = send("publish", update).content.decode()
    assert "Findings of the pre-flight still open: 1." in page
    assert state_of(update) == State.DRAFT
    send("publish", update, **{"anyway": "on"})
    assert state_of(update) == State.PUBLISHED


@pytest.mark.parametrize("said", ["²", "9" * 5000, "-1", "x"])
def test_a_number_that_is_none_is_no_error(petra, client, said):
    update = make_update(389, this_week=[make_item()])
    assert client.post(address("settle", update), {"_take_back": said}).status_code == 302
    sent = fields(client.get(address("change", update)))
    assert client.post(address("change", update), sent | {"version": said}).status_code < 500
    assert client.post(address("change", update), sent | {"_copy": said}).status_code < 500
    assert client.post(address("paste", update), sent | {"lines": said}).status_code < 500
    begun = {"number": "390", "date": "2020-02-14", "chosen": "1", "item": said}
    assert client.post("/admin/newsletters/update/add/", begun).status_code < 500


def test_a_finding_is_let_stand_with_a_reason_and_looked_at_again(petra, client):
    update = make_update(
        389, this_week=[make_item(update='<p>See <a href="https://x.example.org">here</a>.</p>')]
    )
    page = client.get(address("publish", update))
    finding = page.context_data["panel"].findings[0].finding
    names = dict(zip(("kind", "where", "words"), finding.identity, strict=True))
    asked = {f"finding-0-{name}": value for name, value in names.items()} | {
        "_dismiss": "0",
        "back": "publish",
    }
    page = client.post(address("settle", update), asked, follow=True).content.decode()
    assert "Say in a few words why this may stand." in page
    page = client.post(address("settle", update), asked | {"finding-0-reason": "It is fine"}, follow=True)
    assert "nothing to look at" in page.content.decode()
    assert f"“{finding.words}” was left standing." in page.content.decode()
    assert "It is fine" in page.content.decode()
    assert "Petra Long" in page.content.decode()
    number = Dismissal.objects.get().pk
    client.post(address("settle", update), {"_take_back": number})
    assert not Dismissal.objects.exists()


def test_letting_a_finding_stand_on_the_desk_saves_what_was_typed(petra, client):
    update = make_update(
        389, this_week=[make_item(update='<p>See <a href="https://x.example.org">here</a>.</p>')]
    )
    page = client.get(address("change", update))
    finding = page.context_data["panel"].findings[0].finding
    names = dict(zip(("kind", "where", "words"), finding.identity, strict=True))
    asked = {f"finding-0-{name}": value for name, value in names.items()}
    asked |= {"_dismiss": "0", "finding-0-reason": "Fine", "head-introduction": "<p>Typed.</p>"}
    client.post(address("change", update), fields(page) | asked)
    assert Dismissal.objects.get().reason == "Fine"
    assert Update.objects.unscoped("test").get().introduction == "<p>Typed.</p>"


def test_scheduling_is_one_field_and_the_clock_publishes(petra, send):
    update = make_update(389, this_week=[make_item()])
    at = timezone.localtime() + dt.timedelta(hours=2)
    page = send("schedule", update, at=f"{at:%Y-%m-%dT%H:%M}").content.decode()
    assert "It will be published on" in page
    assert state_of(update) == State.SCHEDULED
    publishing.publish_due(at + dt.timedelta(minutes=1))
    assert state_of(update) == State.PUBLISHED


def test_a_schedule_is_replaced_and_taken_back(petra, client, send):
    update = make_update(389)
    for hours in (2, 3):
        at = timezone.localtime() + dt.timedelta(hours=hours)
        send("schedule", update, at=f"{at:%Y-%m-%dT%H:%M}")
    client.post(address("unschedule", update), {"version": "1"})
    assert state_of(update) == State.DRAFT


@pytest.mark.parametrize("at", ["2020-02-07T09:00", "", "Friday", "9999-12-31T09:00"])
def test_a_time_that_cannot_be_is_refused_in_words(petra, send, at):
    update = make_update(389)
    response = send("schedule", update, at=at)
    assert (
        "Give a day and a time." in response.content.decode() or "Choose a time" in response.content.decode()
    )
    assert state_of(update) == State.DRAFT


def test_a_correction_shows_what_changed_and_says_it_to_readers(petra, client, send):
    item, gone = make_item(update="<p>Meet on Friday in London.</p>"), make_item("Old news")
    update = make_update(389, this_week=[item, gone])
    publishing.publish(update=update, by=petra, tell_readers=False)
    Item.objects.filter(pk=item.pk).update(update="<p>Meet on Monday in London.</p>")
    update.placements.filter(item=gone).delete()
    page = client.get(address("correct", update)).content.decode()
    assert "Meet on <del>Friday</del><ins>Monday</ins> in London." in page
    assert "<strong>Removed:</strong> Old news" in page
    assert "Say in a few words what was corrected." in send("correct", update).content.decode()
    page = send("correct", update, note="The day of the meeting").content.decode()
    assert f"The correction of {update} is published: readers get it now." in page
    edition = Edition.objects.unscoped("test").get(is_current=True)
    assert (edition.serial, edition.correction) == (2, "The day of the meeting")


def test_the_desk_says_when_readers_get_something_else(petra, client):
    item = make_item()
    update = make_update(389, this_week=[item])
    publishing.publish(update=update, by=petra, tell_readers=False)
    assert "Readers get it just as it stands here." in client.get(address("change", update)).content.decode()
    Item.objects.filter(pk=item.pk).update(programme="Another heading")
    assert "It differs from what readers get" in client.get(address("change", update)).content.decode()


def test_withdrawing_needs_a_reason_and_can_be_undone(petra, client, send):
    update = make_update(389)
    publishing.publish(update=update, by=petra, tell_readers=False)
    send("withdraw", update)
    assert state_of(update) == State.PUBLISHED
    send("withdraw", update, reason="The wrong file")
    assert state_of(update) == State.WITHDRAWN
    assert Event.objects.get(verb="update withdrawn").details == {"reason": "The wrong file"}
    assert "no letter is sent again" in client.get(address("publish", update)).content.decode()
    send("publish", update)
    assert state_of(update) == State.PUBLISHED


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("publish", {}),
        ("schedule", {"at": "2099-01-01T09:00"}),
        ("correct", {"note": "x"}),
        ("withdraw", {"reason": "x"}),
    ],
)
def test_a_page_opened_before_somebody_saved_does_nothing_and_says_so(petra, client, name, fields):
    update = make_update(389)
    if name in ("correct", "withdraw"):
        publishing.publish(update=update, by=petra, tell_readers=False)
    before = state_of(update)
    fields = fields | (
        {"at": f"{timezone.localtime() + dt.timedelta(days=1):%Y-%m-%dT%H:%M}"} if "at" in fields else {}
    )
    Update.objects.filter(pk=update.pk).update(version=2)
    response = client.post(address(name, update), {"version": "1"} | fields)
    assert response.status_code == 409
    assert "was saved after you opened this page" in response.content.decode()
    assert state_of(update) == before


def test_a_page_that_is_too_late_says_why(petra, client):
    update = make_update(389)
    publishing.publish(update=update, by=petra, tell_readers=False)
    response = client.post(address("publish", update), {"version": "1"})
    assert "is published: it cannot be published" in response.content.decode()


def test_the_preview_shows_the_draft_as_everybody_and_as_the_writer_gets_it(petra, client, directors):
    update = make_update(389, this_week=[make_item("Open news"), make_item("CANARY", audience=directors)])
    everybody = client.get(address("preview", update)).content.decode()
    assert "Open news" in everybody
    assert "CANARY" not in everybody
    assert "CANARY" in client.get(address("preview", update), {"as": "me"}).content.decode()
    assert f'href="/newsletters/{update.slug}/pdf/"' not in everybody
    assert everybody.count(f'href="/newsletters/{update.slug}/pdf/preview/"') == 2


def test_a_note_typed_when_the_session_ended_is_back(petra, client):
    update = make_update(389)
    publishing.publish(update=update, by=petra, tell_readers=False)
    client.get(address("correct", update))
    client.cookies.pop("session")
    client.post(address("correct", update), {"version": "1", "note": "A long note"})
    client.force_login(petra)
    assert "A long note" in client.get(address("correct", update)).content.decode()


def test_an_item_is_copied_with_all_it_holds(petra, client):
    item = make_item(
        "Film", topics=["Fostering"], councils=["kent"], actions=[{"what": "Watch"}], dates=[{"year": 2027}]
    )
    update = make_update(389, this_week=[item, make_item("Last")])
    page = client.get(address("change", update))
    response = client.post(address("change", update), fields(page) | {"_copy": str(item.pk)})
    names = [placement.item.programme for placement in update.placements.select_related("item")]
    copy = Item.objects.unscoped("test").get(programme="Film (copy)")
    assert names == ["Film", "Film (copy)", "Last"]
    assert response["Location"].endswith(f"#at-item-{copy.pk}")
    assert (copy.topics.count(), copy.councils.count(), copy.dates.count()) == (1, 1, 1)
    assert (item.actions.count(), copy.actions.get().what) == (1, "Watch")


def test_every_page_of_the_admin_has_a_policy_without_inline_code(petra, client):
    update = make_update(389)
    for path in ("/admin/", address("change", update), address("publish", update), "/admin/people/person/"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy


def test_a_proof_stays_good_until_a_word_changes(petra, client):
    update = make_update(389, this_week=[make_item()])
    outbox.go_without_proof(update=update, by=petra)
    typed = fields(client.get(address("change", update)))
    assert (
        "Nothing had changed" in client.post(address("change", update), typed, follow=True).content.decode()
    )
    assert outbox.proof_is_current(Update.objects.unscoped("test").get())
    client.post(address("change", update), typed | {"head-introduction": "<p>Hello.</p>"})
    assert not outbox.proof_is_current(Update.objects.unscoped("test").get())


def test_what_was_typed_for_a_new_update_is_back_after_signing_in(petra, client):
    make_update(389, this_week=[make_item("Film")])
    typed = fields(client.get(address("add")), None) | {"number": "395", "date": "2020-03-13", "item": []}
    client.cookies.pop("session")
    assert "login" in client.post(address("add"), typed)["Location"]
    client.force_login(petra)
    again = fields(client.get(address("add")), None)
    assert (again["number"], again["date"], again.get("item")) == (["395"], ["2020-03-13"], None)
    assert not Update.objects.unscoped("test").filter(number=395).exists()
