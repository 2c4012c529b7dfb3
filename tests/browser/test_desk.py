"""The desk in a real browser: what a script adds, and what must work without one."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from newsletters.models import Item, Placement, Update
from tests.browser import checks
from tests.browser.desk_pages import full_draft, published_update
from tests.newsletters.desk import address
from tests.newsletters.factories import make_item, make_update

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(visitor, cast):
    """desk(update) opens its page as Petra, the editors ready; gives the page and its complaints."""

    def open_desk(update, **others):
        page = visitor(cast["petra"], **others)
        console = checks.Console(page)
        page.goto(address("change", update))
        if others.get("javascript", True):
            page.locator("#id_head-introduction").wait_for(state="hidden")
        return page, console

    return open_desk


def everything_found(page, console):
    """What the checks find at 1280, 390 and 320 px, with the keyboard, and what the browser complained of."""
    found = checks.accessibility(page) + checks.keyboard(page)
    page.set_viewport_size({"width": checks.PHONE, "height": 800})
    found += checks.accessibility(page)
    page.set_viewport_size({"width": checks.NARROWEST, "height": 800})
    return found + checks.reflow(page) + console.complaints


def order(update):
    return [p.item.programme for p in Placement.objects.filter(update=update).select_related("item")]


def saved(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("is saved").first.wait_for()


@pytest.mark.parametrize("given", [full_draft, published_update])
def test_the_desk_is_fit_for_everyone(desk, cast, given):
    """Folded and with everything unfolded: axe, the keyboard, 320 px, and nothing that the policy refuses."""
    update = Update.objects.unscoped("test").get(**given(cast))
    page, console = desk(update)
    assert checks.accessibility(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert everything_found(page, console) == []


def test_items_are_put_in_order_with_the_keyboard_alone(desk, cast):
    update = make_update(389, this_week=[make_item(f"Item {number}") for number in (1, 2, 3)])
    page, _ = desk(update)
    page.get_by_role("button", name="Move down Item 1").focus()
    page.keyboard.press("Enter")
    assert page.locator("#say").inner_text() == "Item 1 is now 2 of 3"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("#say").inner_text() == "Item 1 is already last"
    assert page.evaluate("document.activeElement.innerText").startswith("Move down")
    saved(page)
    assert order(update) == ["Item 2", "Item 3", "Item 1"]


def test_an_item_is_dragged_and_its_editors_keep_their_words(desk, cast):
    items = [make_item(f"Item {number}", update=f"<p>Words {number}.</p>") for number in (1, 2, 3)]
    update = make_update(389, this_week=items)
    page, _ = desk(update)
    first, last = (page.locator(f"#at-item-{items[place].pk} .item-heading") for place in (0, 2))
    first.drag_to(last, source_position={"x": 150, "y": 10})
    page.wait_for_timeout(400)
    saved(page)
    assert order(update)[-1] == "Item 1"
    assert Item.objects.unscoped("test").get(pk=items[0].pk).update == "<p>Words 1.</p>"


def test_words_typed_in_the_editor_are_saved(desk, cast):
    item = make_item(update="<p>Old.</p>")
    update = make_update(389, this_week=[item])
    page, _ = desk(update)
    page.locator(f"#at-item-{item.pk} summary").first.click()
    editor = page.locator(f"#at-item-{item.pk} .tiptap").first
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("New words")
    saved(page)
    assert Item.objects.unscoped("test").get(pk=item.pk).update == "<p>New words</p>"


def test_another_item_is_added_with_an_editor_of_its_own(desk, cast):
    update = make_update(389, this_week=[make_item("First")])
    page, console = desk(update)
    page.locator("[data-add-item=reminders]").click()
    page.keyboard.type("Added by script")
    page.locator(".item:has(input:focus) .tiptap").first.click()
    page.keyboard.type("Its words")
    saved(page)
    placement = Placement.objects.select_related("item").get(item__programme="Added by script")
    assert (placement.section, placement.item.update) == ("reminders", "<p>Its words</p>")
    assert console.complaints == []


def test_the_desk_saves_without_javascript(desk, cast):
    item = make_item("First", update="<p>Old.</p>")
    update = make_update(389, this_week=[item, make_item("Second")])
    page, _ = desk(update, javascript=False)
    assert not page.get_by_role("button", name="Move down").count()
    page.locator(f"#at-item-{item.pk} summary").first.click()
    page.locator("[name=items-0-update]").fill("<p>Typed plainly.</p>")
    page.locator("[name=items-0-position]").fill("2")
    saved(page)
    assert order(update) == ["Second", "First"]
    assert Item.objects.unscoped("test").get(pk=item.pk).update == "<p>Typed plainly.</p>"


def test_the_save_row_never_hides_what_has_the_focus(desk, cast):
    update = make_update(389, this_week=[make_item(f"Item {number}") for number in range(6)])
    page, _ = desk(update)
    page.evaluate("document.querySelectorAll('.item details').forEach((each) => { each.open = true })")
    hidden = page.evaluate("""() => {
        const row = document.querySelector(".save-row");
        const covered = (element) => {
            element.focus();
            const [one, other] = [element, row].map((each) => each.getBoundingClientRect());
            return one.top > other.top && one.top < other.bottom && !row.contains(element);
        };
        return [...document.querySelectorAll("#desk input, #desk select")].filter(covered).length;
    }""")
    assert hidden == 0


def test_an_error_leads_to_its_field_even_when_it_is_folded_away(desk, cast):
    item = make_item("First")
    update = make_update(389, this_week=[item])
    page, console = desk(update)
    page.locator(f"#at-item-{item.pk} summary").first.click()
    page.locator("[name=items-0-dates]").fill("some time soon")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#error-summary a").click()
    assert page.locator("[name=items-0-dates]").is_visible()
    assert checks.accessibility(page) + console.complaints == []


def test_two_texts_stand_side_by_side(desk, cast):
    item = make_item("First", update="<p>Old.</p>")
    update = make_update(389, this_week=[item])
    page, console = desk(update)
    Item.objects.filter(pk=item.pk).update(update="<p>Theirs.</p>")
    Update.objects.filter(pk=update.pk).update(version=2)
    page.locator(f"#at-item-{item.pk} summary").first.click()
    page.locator(f"#at-item-{item.pk} .tiptap").first.click()
    page.keyboard.type("Mine. ")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Somebody else has saved this Update").wait_for()
    console.complaints.clear()  # of the 409 itself
    assert everything_found(page, console) == []
    page.get_by_label("Keep what is saved").check()
    page.get_by_role("button", name="Save with these choices").click()
    page.get_by_text("Nothing had changed").wait_for()
    assert Item.objects.unscoped("test").get(pk=item.pk).update == "<p>Theirs.</p>"


def test_a_new_update_is_begun_and_published_without_javascript(visitor, cast):
    make_update(389, this_week=[make_item("A film")])
    page = visitor(cast["petra"], javascript=False)
    page.goto("/admin/")
    page.get_by_role("link", name="New Update").click()
    page.get_by_role("button", name="Begin the Update").click()
    page.get_by_role("button", name="Save and go to publishing").click()
    page.get_by_role("button", name="Publish now").click()
    page.get_by_text("is published now").wait_for()
    assert Update.objects.unscoped("test").get(number=390).state == Update.State.PUBLISHED


def test_a_draft_is_pasted_corrected_and_saved(visitor, cast):
    page = visitor(cast["petra"])
    console = checks.Console(page)
    page.goto(address("paste_new"))
    page.get_by_label("The draft").fill(
        "UPDATE NO 390 14 February 2020\n\nProgramme:\nA film\n\nUpdate:\nWatch it.\n\nContact Details\n\n"
        "Fostering\nRosa Quill, Network coordinator\n"
    )
    page.get_by_role("button", name="Show me what comes of it").click()
    page.get_by_role("heading", name="Correct what was pasted: No 390").wait_for()
    page.wait_for_load_state("networkidle")
    assert everything_found(page, console) == []
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_text("is saved as a draft").wait_for()
    assert order(Update.objects.unscoped("test").get(number=390)) == ["A film"]


@pytest.mark.parametrize("address", ["/admin/people/person/{}/change/", "/admin/people/circle/add/"])
def test_the_forms_for_people_are_fit_for_everyone(visitor, cast, address):
    page = visitor(cast["petra"])
    console = checks.Console(page)
    page.goto(address.format(cast["bob"].person.pk))
    assert everything_found(page, console) == []


def test_no_style_sheet_locks_the_orientation():
    sheets = Path(settings.BASE_DIR / "static").rglob("*.css")
    assert [sheet.name for sheet in sheets if re.search(r"orientation\s*:", sheet.read_text())] == []
