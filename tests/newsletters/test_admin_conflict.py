"""Two people at one Update, or one in two tabs: the second to save sees both texts and loses nothing."""

import threading

import pytest
from django.db import connection
from django.test import Client

from newsletters.actions.editing import SavedByOther, claim
from newsletters.models import Item, Update
from seslip.people.access import Post
from seslip.people.actions import appoint
from seslip.people.models import Draft, Organisation
from tests.newsletters.desk import address, fields, row_of
from tests.newsletters.factories import make_document, make_item, make_person, make_update


@pytest.fixture
def petra(cast):
    return browser(cast["petra"])


@pytest.fixture
def olive(cast):
    """A programme officer: Pat, with a post."""
    appoint(
        person=cast["pat"].person,
        post=Post.PROGRAMME_OFFICER,
        organisation=Organisation.objects.get(slug="seslip"),
        by=None,
    )
    return browser(cast["pat"])


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def typed_on(client, update):
    """What a page opened now would send."""
    return fields(client.get(address("change", update)))


def text_of(item):
    return Item.objects.unscoped("test").get(pk=item.pk).update


@pytest.fixture
def item(cast):
    return make_item("Film", update="<p>As it was.</p>", action="<p>Watch it.</p>")


@pytest.fixture
def clash(petra, olive, item):
    """Both have changed the same words; Petra saved first, and this is what Olive is shown."""
    update = make_update(389, this_week=[item])
    hers, theirs = typed_on(olive, update), typed_on(petra, update)
    row = row_of(hers, item)
    petra.post(address("change", update), theirs | {f"{row}-update": "<p>Petra's words.</p>"})
    page = olive.post(address("change", update), hers | {f"{row}-update": "<p>Olive's words.</p>"})
    return update, row, page


def test_the_second_to_save_sees_both_texts_side_by_side(clash, item):
    _, _, page = clash
    words = page.content.decode()
    assert page.status_code == 409
    assert "Petra&#x27;s words." in words
    assert "Olive&#x27;s words." in words
    assert "Item: Film – Update" in words
    assert "by Petra Long," in words
    assert text_of(item) == "<p>Petra's words.</p>"


@pytest.mark.parametrize(
    ("keep", "words"), [("mine", "<p>Olive's words.</p>"), ("theirs", "<p>Petra's words.</p>")]
)
def test_she_keeps_the_words_she_chooses(clash, olive, item, keep, words):
    update, row, page = clash
    typed = fields(page, None) | {f"keep:{row}-update": keep}
    assert olive.post(address("change", update), typed).status_code == 302
    assert text_of(item) == words
    assert not Draft.objects.exists()


def test_what_she_typed_is_kept_besides_and_back_when_she_comes_again(clash, olive):
    update, _, _ = clash
    assert Draft.objects.get().why == Draft.Why.SAVED_BY_OTHER
    page = olive.get(address("change", update)).content.decode()
    assert "What you typed is back" in page
    assert "someone else had saved first" in page
    assert "Olive&#x27;s words." in page
    again = olive.post(address("change", update), fields(olive.get(address("change", update))))
    assert again.status_code == 409


def test_she_can_leave_what_is_saved(clash, olive, item):
    update, _, page = clash
    olive.post(address("change", update), fields(page, None) | {"_discard": ""})
    assert text_of(item) == "<p>Petra's words.</p>"
    assert "What you typed is back" not in olive.get(address("change", update)).content.decode()


def test_two_tabs_of_one_person_are_two_people(petra, item):
    update = make_update(389, this_week=[item])
    one, two = typed_on(petra, update), typed_on(petra, update)
    one["head-introduction"] = "<p>First.</p>"
    assert petra.post(address("change", update), one).status_code == 302
    assert petra.post(address("change", update), two).status_code == 409


def test_changes_to_different_fields_both_stay(petra, olive, item):
    update = make_update(389, this_week=[item])
    hers, theirs = typed_on(olive, update), typed_on(petra, update)
    row = row_of(hers, item)
    petra.post(address("change", update), theirs | {f"{row}-programme": "Petra's heading"})
    page = olive.post(address("change", update), hers | {f"{row}-action": "<p>Olive's action.</p>"})
    assert page.status_code == 409
    olive.post(address("change", update), fields(page, None))
    saved = Item.objects.unscoped("test").get(pk=item.pk)
    assert (saved.programme, saved.action) == ("Petra's heading", "<p>Olive's action.</p>")


def test_what_the_other_added_stays(petra, olive, item):
    update = make_update(389, this_week=[item], tools=[make_document("Old tool")])
    make_document("New tool")
    make_person("Mark Evans")
    hers, theirs = typed_on(olive, update), typed_on(petra, update)
    new = {"items-1-programme": "Petra's news", "tools-1-title": "New tool"}
    new |= {"contacts-0-person": "Mark Evans", "contacts-0-responsibility": "Safeguarding"}
    petra.post(address("change", update), theirs | new)
    page = olive.post(address("change", update), hers | {"head-introduction": "<p>Olive's.</p>"})
    words = page.content.decode()
    for what in ("Item: Petra&#x27;s news", "Tool: New tool", "Contact: Mark Evans"):
        assert what in words
    olive.post(address("change", update), fields(page, None))
    assert {p.item.programme for p in update.placements.select_related("item")} == {"Film", "Petra's news"}
    assert update.tools.count() == 2
    assert update.contacts.count() == 1
    assert Update.objects.unscoped("test").get().introduction == "<p>Olive's.</p>"


def test_an_item_the_other_took_out_stays_out_unless_she_had_changed_it(petra, olive, item):
    other = make_item("Census")
    update = make_update(389, this_week=[item, other])
    hers, theirs = typed_on(olive, update), typed_on(petra, update)
    gone = {f"{row_of(theirs, each)}-remove": "on" for each in (item, other)}
    petra.post(address("change", update), theirs | gone)
    page = olive.post(address("change", update), hers | {f"{row_of(hers, item)}-update": "<p>Better.</p>"})
    assert page.status_code == 409
    olive.post(address("change", update), fields(page, None))
    assert [p.item.programme for p in update.placements.select_related("item")] == ["Film"]
    assert text_of(item) == "<p>Better.</p>"


def test_an_item_she_took_out_and_the_other_rewrote_is_asked_about(petra, olive, item):
    update = make_update(389, this_week=[item])
    hers, theirs = typed_on(olive, update), typed_on(petra, update)
    row = row_of(hers, item)
    petra.post(address("change", update), theirs | {f"{row}-update": "<p>Rewritten.</p>"})
    page = olive.post(address("change", update), hers | {f"{row}-remove": "on"})
    assert "Rewritten." in page.content.decode()
    olive.post(address("change", update), fields(page, None) | {f"keep:{row}-remove": "theirs"})
    assert [p.item.programme for p in update.placements.select_related("item")] == ["Film"]
    assert text_of(item) == "<p>Rewritten.</p>"


def test_actions_and_dates_are_compared_too(petra, olive, cast):
    item = make_item(actions=[{"what": "Nominate"}])
    update = make_update(389, this_week=[item])
    hers, theirs = typed_on(olive, update), typed_on(petra, update)
    row = row_of(hers, item)
    petra.post(
        address("change", update),
        theirs | {f"{row}-actions-0-what": "Petra's action", f"{row}-dates": "5 June 2020"},
    )
    page = olive.post(address("change", update), hers | {f"{row}-actions-0-what": "Olive's action"})
    words = page.content.decode()
    assert "Petra&#x27;s action" in words
    assert "Friday 5 June 2020" in words
    olive.post(address("change", update), fields(page, None) | {f"keep:{row}-actions": "theirs"})
    assert [action.what for action in item.actions.all()] == ["Petra's action"]
    assert [str(date) for date in item.dates.all()] == ["5 June 2020"]


def test_the_order_the_other_chose_stays_when_she_moved_nothing(petra, olive, item):
    update = make_update(389, this_week=[item, make_item("Census"), make_item("Data")])
    hers, theirs = typed_on(olive, update), typed_on(petra, update)
    petra.post(address("change", update), theirs | {f"{row_of(theirs, item)}-position": "3"})
    page = olive.post(address("change", update), hers | {"head-introduction": "<p>Hello.</p>"})
    olive.post(address("change", update), fields(page, None))
    assert [p.item.programme for p in update.placements.select_related("item")] == ["Census", "Data", "Film"]


def test_an_item_changed_in_one_update_is_changed_for_the_desk_of_another(petra, olive, item):
    this, that = make_update(389, this_week=[item]), make_update(390, reminders=[item])
    hers, theirs = typed_on(olive, that), typed_on(petra, this)
    petra.post(address("change", this), theirs | {f"{row_of(theirs, item)}-update": "<p>Petra's.</p>"})
    page = olive.post(address("change", that), hers | {f"{row_of(hers, item)}-update": "<p>Olive's.</p>"})
    assert page.status_code == 409
    assert text_of(item) == "<p>Petra's.</p>"


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_wins(everyone):
    update = make_update(389)
    won, barrier = [], threading.Barrier(2)

    def save():
        barrier.wait()
        try:
            claim(update=Update.objects.unscoped("test").get(pk=update.pk), version=1)
            won.append(1)
        except SavedByOther:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert won == [1]
