"""The page an Update is written on."""

import datetime as dt

import pytest

from newsletters.models import Action, Answer, Item, Placement, Section, Update
from seslip.library.models import Document
from seslip.people.models import Draft, Organisation, Person
from tests.newsletters.desk import address, fields, row_of
from tests.newsletters.factories import make_document, make_item, make_person, make_update


@pytest.fixture
def petra(cast, client):
    client.force_login(cast["petra"])
    return cast["petra"]


@pytest.fixture
def desk(petra, client):
    """desk(update) opens its page; desk(update, {...}) changes fields of it and saves."""

    def send(update, changes=None, **buttons):
        page = client.get(address("change", update))
        assert page.status_code == 200
        if changes is None:
            return page
        typed = fields(page) | changes | buttons
        return client.post(address("change", update), typed)

    return send


def placed(update):
    return [(p.section, p.position, p.item.programme) for p in Placement.objects.filter(update=update)]


def test_only_those_who_write_updates_come_in(cast, client):
    update = make_update(389, this_week=[make_item("CANARY")])
    for name, status in {"petra": 200, "ada": 403, "alison": 403, "pat": 403}.items():
        client.force_login(cast[name])
        response = client.get(address("change", update), follow=True)
        assert response.status_code == status, name
        assert (b"CANARY" in response.content) == (status == 200), name


def test_saving_untouched_changes_nothing(desk):
    item = make_item(
        dates=[{"year": 2027, "month": 3, "day": 5, "about": "meeting"}],
        actions=[{"what": "Nominate two people", "by_when": dt.date(2027, 2, 1), "contact": make_person()}],
        topics=["Fostering"],
        councils=["kent"],
    )
    update = make_update(389, this_week=[item], reminders=[make_item("Film")], tools=[make_document()])
    action = item.actions.get()
    response = desk(update, {})
    assert response.status_code == 302
    update.refresh_from_db()
    item = Item.objects.unscoped("test").get(pk=item.pk)
    assert (update.version, update.slug) == (1, "update-no-389-07-february-2020")
    assert placed(update) == [("this-week", 1, "Fostering week"), ("reminders", 1, "Film")]
    assert [str(date) for date in item.dates.all()] == ["5 March 2027"]
    assert item.actions.get() == action
    assert item.actions.get().contact == action.contact
    assert [council.slug for council in item.councils.all()] == ["kent"]


def test_one_form_writes_the_item_and_its_place(desk):
    item = make_item()
    update = make_update(389, this_week=[item])
    typed = fields(desk(update))
    row = row_of(typed, item)
    desk(
        update,
        {
            f"{row}-programme": "New heading",
            f"{row}-update": "<p>New words.</p>",
            f"{row}-section": Section.REMINDERS,
            f"{row}-override": "<p>Only here.</p>",
        },
    )
    placement = Placement.objects.select_related("item").get(update=update)
    assert (placement.item.programme, placement.item.update) == ("New heading", "<p>New words.</p>")
    assert (placement.section, placement.override) == (Section.REMINDERS, "<p>Only here.</p>")


def test_a_new_item_is_added_from_the_spare_row_without_javascript(desk, petra):
    update = make_update(389, this_week=[make_item()])
    typed = fields(desk(update))
    spare = [name for name, value in typed.items() if name.endswith("-section") and value == ["reminders"]][0]
    row = spare.removesuffix("-section")
    desk(update, {f"{row}-programme": "Fresh news"})
    assert placed(update)[-1] == ("reminders", 1, "Fresh news")
    assert Item.objects.unscoped("test").get(programme="Fresh news").created_by == petra


def test_an_item_moves_to_the_position_typed(desk):
    items = [make_item(f"Item {number}") for number in range(1, 6)]
    update = make_update(389, this_week=items)
    typed = fields(desk(update))
    desk(update, {f"{row_of(typed, items[4])}-position": "1"})
    assert [name for _, _, name in placed(update)] == ["Item 5", "Item 1", "Item 2", "Item 3", "Item 4"]
    typed = fields(desk(update))
    desk(update, {f"{row_of(typed, items[4])}-position": "3"})
    assert [name for _, _, name in placed(update)] == ["Item 1", "Item 2", "Item 5", "Item 3", "Item 4"]


def test_taking_an_item_out_of_an_update_never_deletes_it(desk):
    item = make_item()
    earlier, update = make_update(388, this_week=[item]), make_update(389, reminders=[item])
    typed = fields(desk(update))
    desk(update, {f"{row_of(typed, item)}-remove": "on"})
    assert placed(update) == []
    assert len(placed(earlier)) == 1
    assert Item.objects.unscoped("test").filter(pk=item.pk).exists()


def test_an_item_lives_until_the_last_of_its_dates_unless_set_by_hand(desk):
    item = make_item()
    update = make_update(389, this_week=[item])
    row = row_of(fields(desk(update)), item)
    desk(update, {f"{row}-dates": "Friday 5 June 2020 – meeting\nMarch 2020, to be announced"})
    item = Item.objects.unscoped("test").get(pk=item.pk)
    assert (item.ends_on, item.ends_on_by_hand) == (dt.date(2020, 6, 5), False)
    assert "Live until 5 June 2020, from its dates" in desk(update).content.decode()
    desk(update, {f"{row}-ends_on": "2020-07-01"})
    item = Item.objects.unscoped("test").get(pk=item.pk)
    assert (item.ends_on, item.ends_on_by_hand) == (dt.date(2020, 7, 1), True)


def test_a_line_without_a_date_is_named_and_nothing_typed_is_lost(desk):
    item = make_item()
    update = make_update(389, this_week=[item])
    row = row_of(fields(desk(update)), item)
    response = desk(update, {f"{row}-dates": "some time soon", f"{row}-update": "<p>Precious words.</p>"})
    page = response.content.decode()
    assert "There is no date in “some time soon”." in page
    assert "Precious words." in page
    assert Item.objects.unscoped("test").get(pk=item.pk).update == "<p>What happened.</p>"


def test_actions_are_added_changed_and_removed_and_keep_who_they_are(desk):
    item = make_item(actions=[{"what": "Nominate"}, {"what": "Reply"}])
    kept = item.actions.first()
    person = make_person("Mark Evans")
    update = make_update(389, this_week=[item])
    row = row_of(fields(desk(update)), item)
    desk(
        update,
        {
            f"{row}-actions-0-what": "Nominate two",
            f"{row}-actions-1-remove": "on",
            f"{row}-actions-2-what": "Come",
            f"{row}-actions-2-contact": "Mark Evans",
        },
    )
    assert [(a.what, a.contact) for a in item.actions.all()] == [("Nominate two", None), ("Come", person)]
    assert item.actions.first() == kept


def test_an_action_that_a_council_has_answered_stays(desk, cast):
    item = make_item(actions=[{"what": "Say who comes", "who": "councils", "wants": "interest"}])
    update = make_update(389, this_week=[item])
    kent = Organisation.objects.get(slug="kent")
    Answer.objects.create(action=item.actions.get(), council=kent, says="taking-part", by=cast["alison"])
    response = desk(update, {f"{row_of(fields(desk(update)), item)}-actions-0-remove": "on"})
    assert "Kent answered this already, so it stays." in response.content.decode()
    assert Answer.objects.get().council == kent


def test_an_action_of_another_item_cannot_be_taken(desk):
    theirs = make_item("Other", actions=[{"what": "Keep me"}]).actions.get()
    item = make_item()
    update = make_update(389, this_week=[item])
    row = row_of(fields(desk(update)), item)
    desk(update, {f"{row}-actions-0-what": "Mine", f"{row}-actions-0-id": str(theirs.pk)})
    theirs = Action.objects.get(pk=theirs.pk)
    assert (theirs.what, theirs.item.programme) == ("Keep me", "Other")


def test_a_tool_is_chosen_from_the_library_or_made_from_a_title_and_an_address(desk):
    known = make_document("A guide")
    update = make_update(389, tools=[make_document("A workbook")])
    desk(update, {"tools-1-title": "A guide"})
    desk(update, {"tools-2-title": "New film", "tools-2-address": "https://www.example.org/film"})
    tools = [tool.document for tool in update.tools.select_related("document")]
    assert [tool.title for tool in tools] == ["A workbook", "A guide", "New film"]
    assert tools[1] == known
    assert (tools[2].url, tools[2].audience.is_public) == ("https://www.example.org/film", True)


def test_a_new_tool_without_an_address_is_refused_in_words(desk):
    update = make_update(389)
    response = desk(update, {"tools-0-title": "New film"})
    assert "“New film” is new to the library: give its address." in response.content.decode()
    assert not Document.objects.unscoped("test").exists()


def test_a_new_tool_may_be_known_to_have_no_address(desk):
    desk(make_update(389), {"tools-0-title": "Old checklist", "tools-0-no_address": "on"})
    document = Document.objects.unscoped("test").get()
    assert (document.url, document.on_request, document.leads_somewhere) == ("", False, False)


def test_taking_a_tool_off_the_list_leaves_it_in_the_library(desk):
    update = make_update(389, tools=[make_document()])
    desk(update, {"tools-0-remove": "on"})
    assert not update.tools.exists()
    assert Document.objects.unscoped("test").count() == 1


def test_a_contact_is_somebody_known_or_somebody_new_with_an_email(desk):
    known = make_person("Mark Evans")
    update = make_update(389)
    unknown = {"contacts-0-person": "Nobody Known", "contacts-0-responsibility": "Data"}
    assert "We know nobody called “Nobody Known”" in desk(update, unknown).content.decode()
    desk(update, unknown | {"contacts-0-email": "nobody@example.org"})
    desk(update, {"contacts-1-person": "Mark Evans", "contacts-1-responsibility": "Safeguarding"})
    people = [contact.person for contact in update.contacts.select_related("person")]
    assert [person.name for person in people] == ["Nobody Known", "Mark Evans"]
    assert people[1] == known
    assert Person.objects.unscoped("test").get(name="Nobody Known").email == "nobody@example.org"


def test_hostile_html_is_cleaned(desk):
    item = make_item()
    update = make_update(389, this_week=[item])
    row = row_of(fields(desk(update)), item)
    desk(update, {f"{row}-update": '<p onclick="x()">Kept<script>bad()</script></p><img src=x onerror=y>'})
    assert Item.objects.unscoped("test").get(pk=item.pk).update == "<p>Kept</p>"


@pytest.mark.parametrize("text", ["<p></p>", "<p> <br></p>", ""])
def test_an_editor_left_empty_is_an_absent_action(desk, text):
    item = make_item(action="<p>Reply.</p>")
    update = make_update(389, this_week=[item])
    row = row_of(fields(desk(update)), item)
    desk(update, {f"{row}-action": text})
    assert Item.objects.unscoped("test").get(pk=item.pk).action == ""


@pytest.mark.parametrize(
    "broken",
    [
        {"version": "x"},
        {"items-TOTAL_FORMS": "many"},
        {"items-0-item": "x"},
        {"items-0-position": "-4"},
        {"items-0-section": "nowhere"},
        {"items-0-audience": "999999"},
        {"items-0-topics": ["x"]},
        {"items-0-actions-TOTAL_FORMS": ""},
        {"items-0-actions-0-id": "99999999999999999999"},
        {"items-0-ends_on": "31 June"},
        {"items-0-programme": "x" * 5000},
        {"head-number": ""},
        {"head-date": "0001-01-01"},
        {"head-number": "99999999999999999999"},
        {"contacts-0-id": "x"},
        {"items-0-dates": "5 June 2020\n" * 100},
    ],
    ids=str,
)
def test_broken_input_changes_nothing_and_is_never_a_500(desk, broken):
    update = make_update(389, this_week=[make_item()])
    response = desk(update, broken)
    assert response.status_code in (200, 409)
    assert Update.objects.unscoped("test").get().version == 1


def test_an_update_of_200_items_saves(desk):
    update = make_update(389, this_week=[make_item(f"Item {number}") for number in range(200)])
    typed = fields(desk(update))
    assert desk(update, {"items-199-programme": "The last"}).status_code == 302
    assert len(placed(update)) == 200
    assert placed(update)[-1][2] == "The last"
    assert typed["items-TOTAL_FORMS"] == ["202"]


def full_update(number, count):
    """An Update with so many items, tools and contacts, each with everything it can have."""
    items = [
        make_item(
            f"Item {each}",
            topics=["Fostering"],
            councils=["kent"],
            actions=[{"what": "Reply", "contact": make_person(f"Person {number} {each}")}],
            dates=[{"year": 2027}],
        )
        for each in range(count)
    ]
    return make_update(
        number,
        this_week=items,
        tools=[make_document(f"Guide {number} {each}") for each in range(count)],
        contacts=[make_person(f"Contact {number} {each}") for each in range(count)],
    )


def test_the_page_asks_the_database_as_often_for_30_items_as_for_1(petra, client, django_assert_num_queries):
    small, large = full_update(389, 1), full_update(390, 30)
    for update in (small, large):
        with django_assert_num_queries(35):
            assert client.get(address("change", update)).status_code == 200


def test_what_was_typed_when_the_session_ended_is_back_after_signing_in(petra, client):
    item = make_item()
    update = make_update(389, this_week=[item])
    typed = fields(client.get(address("change", update)))
    row = row_of(typed, item)
    typed |= {f"{row}-update": "<p>Typed for an hour.</p>", "contacts-0-person": "Half a na"}
    client.cookies.pop("session")
    response = client.post(address("change", update), typed)
    assert response.status_code == 302
    assert "login" in response["Location"]
    client.force_login(petra)
    page = client.get(address("change", update))
    again = fields(page)
    assert "What you typed is back" in page.content.decode()
    assert again[f"{row}-update"] == ["<p>Typed for an hour.</p>"]
    assert again["contacts-0-person"] == ["Half a na"]
    assert client.post(address("change", update), again | {"contacts-0-person": ""}).status_code == 302
    assert Item.objects.unscoped("test").get(pk=item.pk).update == "<p>Typed for an hour.</p>"
    assert not Draft.objects.exists()


def test_what_is_back_can_be_thrown_away(petra, client):
    update = make_update(389)
    typed = fields(client.get(address("change", update)))
    client.cookies.pop("session")
    client.post(address("change", update), typed | {"head-introduction": "<p>Old.</p>"})
    client.force_login(petra)
    client.post(address("change", update), {"_discard": ""})
    assert "What you typed is back" not in client.get(address("change", update)).content.decode()
    assert Update.objects.unscoped("test").get().introduction == ""


def test_the_number_and_date_of_a_published_update_stay(desk, petra):
    from newsletters.actions.publishing import publish

    update = make_update(389, this_week=[make_item()])
    publish(update=update, by=petra, tell_readers=False)
    desk(update, {"head-number": "400", "head-date": "2021-01-01"})
    update = Update.objects.unscoped("test").get()
    assert (update.number, update.slug) == (389, "update-no-389-07-february-2020")


def test_the_address_of_a_draft_follows_its_number_and_date(desk):
    update = make_update(389)
    desk(update, {"head-number": "391", "head-date": "2020-02-21"})
    assert Update.objects.unscoped("test").get().slug == "update-no-391-21-february-2020"


def test_a_number_in_use_is_refused_in_words(desk):
    make_update(388)
    update = make_update(389)
    response = desk(update, {"head-number": "388"})
    assert "There already is an Update with this number." in response.content.decode()
