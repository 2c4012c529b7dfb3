"""Updates of 2018 to 2025 in the forms people kept them in: what each says is found, nothing is invented."""

import datetime as dt

import pytest

from seslip.richtext import plain

EXPECTED = {
    "tight-2018.txt": (302, "2018-05-18", 2, 1, 2, 2),
    "layout-table-2018.html": (310, "2018-07-13", 2, 0, 1, 0),
    "wide-2019.txt": (351, "2019-05-10", 2, 1, 2, 2),
    "page-2019.html": (362, "2019-07-26", 2, 1, 2, 1),
    "no-programme-label-2020.txt": (409, "2020-06-26", 3, 1, 0, 1),
    "export-2020.xml": (420, "2020-09-11", 2, 0, 1, 1),
    "headings-only-2021.txt": (455, "2021-06-11", 3, 1, 2, 1),
    "spaced-2021.txt": (471, "2021-09-17", 3, 1, 2, 1),
    "same-line-2022.txt": (499, "2022-04-01", 2, 1, 1, 1),
    "items-table-2022.html": (520, "2022-09-02", 2, 1, 0, 2),
    "two-line-title-2023.txt": (557, "2023-05-19", 2, 0, 0, 1),
    "loose-2023.txt": (561, "2023-06-16", 5, 0, 0, 1),
    "word-2023.html": (572, "2023-09-15", 2, 0, 1, 1),
    "variants-2024.txt": (601, "2024-05-03", 3, 1, 3, 2),
    "wrapped-mail-2024.txt": (607, "2024-06-14", 2, 0, 0, 1),
    "bold-headings-2025.html": (652, "2025-05-16", 2, 2, 1, 1),
}
HEADINGS = {
    "tight-2018.txt": [
        "Early Help Network – meeting on 6 June",
        "Fostering figures for 2017-18",
        "Care leavers’ day",
    ],
    "layout-table-2018.html": ["Health Assessments", "Sibling Contact"],
    "wide-2019.txt": [
        "Placement Sufficiency",
        "Learning Set for New Managers",
        "Summer Conference – Tuesday 2 July 2019",
    ],
    "page-2019.html": ["Adoption Board", "Court Work", "Summer Reading"],
    "no-programme-label-2020.txt": [
        "Virtual School Heads – summer meeting",
        "Return to School",
        "Data Leads’ Network",
        "Writing Skills Course",
    ],
    "export-2020.xml": ["Return to the Classroom", "Remote Visits"],
    "headings-only-2021.txt": [
        "Recruitment Campaign for the South East",
        "Inspection Learning Group – 24 June",
        "Kinship Carers",
        "Peer Review Training",
    ],
    "spaced-2021.txt": [
        "Take a Seat – the course for new heads of service NOW BOOKING",
        "first steps in practice: a study.",
        "Home Visits",
        "Short Breaks – your help wanted",
    ],
    "loose-2023.txt": [
        "Key Dates",
        "Committee on Family Courts",
        "Area Reviews",
        "Double Trouble",
        "Foster Carer Fund",
    ],
    "same-line-2022.txt": ["SEND network", "Domestic Abuse Project", "Leaders’ Breakfast"],
    "items-table-2022.html": ["Early Years Forum", "Homes for Care Leavers", "Autumn Survey"],
    "two-line-title-2023.txt": ["Multi-agency Audit", "Independent Reviewing Officers"],
    "word-2023.html": ["Social Work Academy", "Exploitation Forum"],
    "variants-2024.txt": [
        "Inside the Front Door",
        "Foster Carer Recruitment",
        "Winter Learning Review",
        "Practice Week",
    ],
    "wrapped-mail-2024.txt": ["Participation Network – next meeting", "Quarterly Figures"],
    "bold-headings-2025.html": ["Families First", "Regional Care Cooperative", "Summit", "Data return"],
}
WITHOUT_ACTION = {
    "spaced-2021.txt": {"first steps in practice: a study."},
    "loose-2023.txt": set(HEADINGS["loose-2023.txt"]),
    "tight-2018.txt": {"Fostering figures for 2017-18"},
    "layout-table-2018.html": {"Sibling Contact"},
    "page-2019.html": {"Summer Reading"},
    "no-programme-label-2020.txt": {"Return to School"},
    "export-2020.xml": {"Remote Visits"},
    "items-table-2022.html": {"Homes for Care Leavers"},
    "two-line-title-2023.txt": {"Independent Reviewing Officers"},
    "word-2023.html": {"Exploitation Forum"},
    "variants-2024.txt": {"Winter Learning Review"},
    "wrapped-mail-2024.txt": {"Quarterly Figures"},
    "headings-only-2021.txt": set(HEADINGS["headings-only-2021.txt"]),
    "same-line-2022.txt": set(HEADINGS["same-line-2022.txt"]),
    "bold-headings-2025.html": set(HEADINGS["bold-headings-2025.html"]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_number_date_and_counts_are_found(update, name):
    found = update(name)
    counts = [len(part) for part in (found.items, found.reminders, found.tools, found.contacts)]
    assert (found.number, str(found.date), *counts) == EXPECTED[name]


@pytest.mark.parametrize("name", HEADINGS)
def test_each_item_has_its_heading(update, name):
    found = update(name)
    assert [item.programme for item in found.items + found.reminders] == HEADINGS[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_an_action_that_is_absent_stays_empty(update, name):
    found = update(name)
    without = {item.programme for item in found.items + found.reminders if not item.action}
    assert without == WITHOUT_ACTION.get(name, set())


@pytest.mark.parametrize("name", EXPECTED)
def test_every_item_has_an_update(update, name):
    found = update(name)
    assert all(item.update for item in found.items + found.reminders)


def test_a_heading_worked_out_from_its_shape_says_so(update):
    for item in update("headings-only-2021.txt").items:
        assert item.uncertain == [
            "There is no ‘Programme’ label: this heading was worked out from its shape."
        ]


def test_labels_that_are_all_there_leave_no_doubt(update):
    found = update("wide-2019.txt")
    assert [item.uncertain for item in found.items + found.reminders] == [[], [], []]


def test_the_introduction_stands_once_and_its_teaser_goes_to_the_report(update):
    found = update("wide-2019.txt")
    assert found.introduction.count("over the last week") == 1
    assert [(note.line, note.why) for note in found.notes] == [
        (3, "the introduction, shortened"),
        (5, "a caption or heading without text of its own"),
        (7, "the heading of the page"),
    ]


def test_bullets_keep_their_depth_and_paragraphs_their_breaks(update):
    assert update("wide-2019.txt").items[0].update == (
        "<p>Seven councils have sent their numbers. The group will look at</p>"
        "<ul><li>homes within twenty miles</li>"
        "<li>what each kind of home costs<ul><li>for under tens</li><li>for teenagers</li></ul></li></ul>"
    )
    assert update("same-line-2022.txt").items[0].update == (
        "<p>The network will meet in May. Each council may send two people:</p>"
        "<ol><li>the strategic lead</li><li>a parent</li></ol>"
    )


def test_a_line_that_goes_on_below_another_is_one_paragraph(update):
    committee = update("loose-2023.txt").items[1]
    assert committee.update.startswith(
        "<p>On 12 June the committee published what it thinks of<br>the new rules for<br>Family Courts</p>"
    )


def test_lists_of_word_are_lists(update):
    academy = update("word-2023.html").items[0]
    assert academy.update == (
        "<p>The academy opens in October. It will offer:</p>"
        "<ul><li>a first year course<ul><li>with a mentor</li></ul></li><li>a summer school</li></ul>"
    )
    assert (
        academy.action
        == "<ol><li>Name a lead</li><li>Send the name by <strong>29 September</strong></li></ol>"
    )


def test_links_emphasis_and_line_breaks_are_kept(update):
    board, court = update("page-2019.html").items
    assert '<a href="/wp-content/uploads/2019/07/board-paper.pdf">a paper on matching</a>' in board.update
    assert board.action == "<p>Read it before <em>6 September</em>.</p>"
    assert court.update == "<p>Two judges will speak in the autumn.<br>Their names will follow.</p>"


def test_a_table_of_figures_stays_a_table(update):
    assert update("layout-table-2018.html").items[0].update == (
        "<p>Clinics report shorter waits.</p><table><tbody><tr><td>Council</td><td>Days</td></tr>"
        "<tr><td>Kent</td><td>19</td></tr></tbody></table>"
    )


def test_a_mail_is_unwrapped_unquoted_and_decoded(update):
    network = update("wrapped-mail-2024.txt").items[0]
    assert network.update == (
        "<p>The network meets on Thursday 27 June. Young people from four councils will lead the morning,"
        " and the afternoon is about pledges and how they are kept.</p>"
        "<ul><li>bring one pledge that was kept, and one that was not, with a few words on what made the"
        " difference</li><li>bring a friend</li></ul>"
    )
    assert network.action == "<p>Please tell Sam Oak who is coming.</p>"


def test_the_old_site_around_an_update_goes_to_the_report(update):
    found = update("page-2019.html")
    said = " ".join(
        [found.introduction, *(item.update + item.action for item in found.items + found.reminders)]
    )
    for words in ("About us", "Facebook", "Leave a Reply", "cookies", "Recent Posts", "No 361", "admin"):
        assert words.lower() not in said.lower()
    left_out = " ".join(note.text for note in found.notes)
    for words in (
        "About us",
        "Facebook",
        "Leave a Reply",
        "cookies",
        "Recent Posts",
        "UPDATE NO 361",
        "admin",
    ):
        assert words in left_out


def test_the_old_address_and_id_are_kept(update):
    found = update("page-2019.html")
    assert (found.slug, found.old_id) == ("update-no-362-26-july-2019", 7001)
    assert [media.url for media in found.media] == [
        "/wp-content/uploads/2019/07/kites.jpg",
        "/wp-content/uploads/2019/07/board-paper.pdf",
    ]


def test_an_address_is_made_where_none_is_known(update):
    assert update("tight-2018.txt").slug == "update-no-302-18-may-2018"
    assert update("variants-2024.txt").slug == "update-no-601-03-may-2024"


def test_an_address_follows_the_words_of_the_title_as_on_the_old_site(update):
    assert update("loose-2023.txt").slug == "update-no-561-16th-june-2023"
    assert update("spaced-2021.txt").slug == "update-no-471-17-september-2021"


def test_the_standing_paragraphs_at_the_top_are_the_introduction(update):
    said = plain(update("loose-2023.txt").introduction).split("\n")
    assert [line.split()[0] for line in said] == ["If", "Our", "Our", "If"]
    assert [note.text for note in update("loose-2023.txt").notes if "caption" in note.why] == [
        "Three girls on a swing"
    ]


def test_tools_have_title_publisher_date_and_link(update):
    tools = (
        update("page-2019.html").tools
        + update("variants-2024.txt").tools
        + update("same-line-2022.txt").tools
    )
    assert [(tool.title, tool.publisher, tool.published, tool.url) for tool in tools] == [
        ("Matching: what works", "Example Centre", dt.date(2019, 7, 19), "https://www.example.org/matching/"),
        ("Court diary", "", None, "https://www.example.org/court/"),
        ("Front door summary", "", None, ""),
        ("Hub leaflet", "Example Fostering", dt.date(2024, 4, 26), ""),
        ("https://example.org/review", "", None, "https://example.org/review"),
        ("Domestic abuse first report", "Example Trust", dt.date(2022, 3, 28), ""),
    ]


def test_a_month_is_a_date_of_publication_as_written(update):
    assert update("headings-only-2021.txt").tools[1].published is None
    assert update("headings-only-2021.txt").tools[1].published_text == "June 2021"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tight-2018.txt", ("Early Help Network", "Nora Penn", "Example Partnership", "", "")),
        (
            "wide-2019.txt",
            ("Learning Sets", "Ruth Vale", "Example Partnership", "ruth.vale@example.org", "07700 900123"),
        ),
        (
            "no-programme-label-2020.txt",
            ("Data Lead", "Omar Field", "", "omar.field@example.org", "07700 900321"),
        ),
        (
            "same-line-2022.txt",
            ("Network Coordinator", "Lena Ford", "", "lena.ford@example.org", "01632 960123"),
        ),
        (
            "variants-2024.txt",
            ("Front door lead", "Anya Holt", "Surrey", "anya.holt@example.org", "01632 960456"),
        ),
        (
            "two-line-title-2023.txt",
            ("Audit", "Mei Long", "Oxfordshire", "mei.long@example.org", "07700 900777"),
        ),
        (
            "items-table-2022.html",
            ("Forum chair", "Kit Dale", "Isle of Wight", "kit.dale@example.org", "01632 960789"),
        ),
        ("page-2019.html", ("Adoption", "Gwen Hart", "Example Partnership", "gwen.hart@example.org", "")),
        (
            "bold-headings-2025.html",
            ("Families First", "Uma Reed", "", "uma.reed@example.org", "07700 900999"),
        ),
    ],
)
def test_a_contact_is_taken_apart(update, name, expected):
    contact = update(name).contacts[0]
    found = (contact.responsibility, contact.name, contact.organisation, contact.email, contact.phone)
    assert found == expected
