"""Texts that people and machines send: contacts and tools in every shape, slips, and things meant to hurt."""

import datetime as dt

import pytest

from newsletters.importing import UnreadableFile, read_file, read_html, read_text

TOP = "UPDATE NO 610 5 July 2024\nProgramme:\nA thing for all\nUpdate:\nSomething happened.\n"


def with_contacts(*lines):
    return read_text(TOP + "Contacts\n" + "\n".join(lines))


def with_tools(*lines):
    return read_text(TOP + "Tools & Templates\n" + "\n".join(lines)).tools


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Data: Ann Reed (Kent)"], ("Data", "Ann Reed", "Kent", "", "")),
        (
            ["Ann Reed, Data Lead, ann@example.org, 07700 900001"],
            ("Data Lead", "Ann Reed", "", "ann@example.org", "07700 900001"),
        ),
        (["Ann Reed - Data Lead - ann@example.org"], ("Data Lead", "Ann Reed", "", "ann@example.org", "")),
        (
            ["Ann Reed (Data Manager) ann@example.org"],
            ("Data Manager", "Ann Reed", "", "ann@example.org", ""),
        ),
        (
            ["Data: Ann Reed ann@example.org 01632 960111 / 07700 900003"],
            ("Data", "Ann Reed", "", "ann@example.org", "01632 960111 / 07700 900003"),
        ),
        (
            ["Data Coordinator: Ann Reed", "E: ann@example.org", "M: +44 7700 900004"],
            ("Data Coordinator", "Ann Reed", "", "ann@example.org", "+44 7700 900004"),
        ),
        (
            ["Early Help Network", "Ann Reed", "ann@example.org", "T 01632 960112"],
            ("Early Help Network", "Ann Reed", "", "ann@example.org", "01632 960112"),
        ),
        (
            ["Name: Ann Reed", "Role: Business Support", "Email: ann@example.org", "Tel: 01632 960113"],
            ("Business Support", "Ann Reed", "", "ann@example.org", "01632 960113"),
        ),
        (
            ["Dr Ann Fox-Reed (Kent County Council): Lead – ann@example.org"],
            ("Lead", "Dr Ann Fox-Reed", "Kent County Council", "ann@example.org", ""),
        ),
        (["Programme Office office@example.org"], ("Programme Office", "", "", "office@example.org", "")),
        (
            ["South East Grid – Manager: Ann Reed (Reading)"],
            ("South East Grid – Manager", "Ann Reed", "Reading", "", ""),
        ),
    ],
)
def test_a_contact_may_be_written_in_many_ways(lines, expected):
    (contact,) = with_contacts(*lines).contacts
    found = (contact.responsibility, contact.name, contact.organisation, contact.email, contact.phone)
    assert found == expected


def test_a_sentence_among_the_contacts_goes_to_the_report():
    update = with_contacts("Data: Ann Reed (Kent)", "The office is closed on Fridays.")
    assert len(update.contacts) == 1
    assert [(note.line, note.why) for note in update.notes] == [(8, "is no contact")]


def test_a_second_address_is_reported_not_lost():
    update = with_contacts("Data: Ann Reed (Kent)", "ann@example.org", "ann.reed@example.org")
    assert update.contacts[0].email == "ann@example.org"
    assert [(note.line, note.text) for note in update.notes] == [(9, "ann.reed@example.org")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "Sharing what we know: how councils",
                "work with schools",
                "published by Example Trust 3 May 2024",
            ],
            (
                "Sharing what we know: how councils work with schools",
                "Example Trust",
                dt.date(2024, 5, 3),
                "",
            ),
        ),
        (["A framework (DfE, 15 December 2023)"], ("A framework", "DfE", dt.date(2023, 12, 15), "")),
        (
            ["A framework – Ofsted, 3 May 2024", "https://www.example.org/framework"],
            ("A framework", "Ofsted", dt.date(2024, 5, 3), "https://www.example.org/framework"),
        ),
        (
            ["A study published 3 May 2024 by the Example Board"],
            ("A study", "Example Board", dt.date(2024, 5, 3), ""),
        ),
        (["A study, published by the Example Board, says much"], ("A study", "Example Board", None, "")),
        (["We have produced a plan which will guide us"], ("plan", "", None, "")),
        (["The report of the year is here"], ("The report of the year", "", None, "")),
        (["A guide (updated April 2024)"], ("A guide", "", None, "")),
    ],
)
def test_a_tool_may_be_written_in_many_ways(lines, expected):
    (tool,) = with_tools(*lines)
    assert (tool.title, tool.publisher, tool.published, tool.url) == expected


def test_tools_on_lines_of_their_own_stay_apart():
    assert [tool.title for tool in with_tools("Tool A", "Tool B", "the third tool", "Tool D")] != ["Tool A"]
    top = "<p>UPDATE NO 1 5 July 2024</p><p>Programme: A</p>"
    page = read_html(top + "<p>Tools &amp; Templates<br>One A<br>Two</p>")
    assert [tool.title for tool in page.tools] == ["One A", "Two"]


def test_labels_with_a_slip_are_understood_and_said():
    item = read_text("UPDATE NO 610 5 July 2024\nPrograme:\nA\nUpdate:\nB.\nAction Requried:\nC.\n").items[0]
    assert (item.programme, item.update, item.action) == ("A", "<p>B.</p>", "<p>C.</p>")
    assert item.uncertain == [
        "The label “Programe:” is not spelt as usual.",
        "The label “Action Requried:” is not spelt as usual.",
    ]


def test_three_labels_on_one_line():
    item = read_text(
        "UPDATE NO 610 5 July 2024\nProgramme: A Update: B here. Action required: C now.\n"
    ).items[0]
    assert (item.programme, item.update, item.action) == ("A", "<p>B here.</p>", "<p>C now.</p>")


def test_numbered_headings_are_headings():
    update = read_text(
        "Update No 500 8 April 2022\n\n1. SEND Network\n\nIt met on Monday.\n\n2. Fostering\n\n"
        "It begins on 9 May.\n\nAction Required: order posters.\n\n3. Data\n\nFigures are due.\n"
    )
    assert [(item.programme, item.action) for item in update.items] == [
        ("SEND Network", ""),
        ("Fostering", "<p>order posters.</p>"),
        ("Data", ""),
    ]


@pytest.mark.parametrize(
    ("title", "number", "date"),
    [
        ("UPDATE NO 344 22 March 2019", 344, dt.date(2019, 3, 22)),
        ("Update no 557 19th May 2023", 557, dt.date(2023, 5, 19)),
        ("UPDATE NO. 499 – Friday 1 April 2022", 499, dt.date(2022, 4, 1)),
        ("Update No: 601 - 3/5/24", 601, dt.date(2024, 5, 3)),
        ("UPDATE NO344 22 Mar 19", 344, dt.date(2019, 3, 22)),
        ("Weekly Update: Friday 3 May 2024 (No 601)", 601, dt.date(2024, 5, 3)),
        ("SESLIP Update – Issue 601, w/e 3 May 2024", 601, dt.date(2024, 5, 3)),
        ("UPDATE\nNO 557\n19th May 2023", 557, dt.date(2023, 5, 19)),
        ("19 May 2023\nUpdate No 557", 557, dt.date(2023, 5, 19)),
        ("Subject: FW: UPDATE NO 620 13 September 2024", 620, dt.date(2024, 9, 13)),
    ],
)
def test_a_title_may_be_written_in_many_ways(title, number, date):
    update = read_text(f"{title}\n\nProgramme:\nA\nUpdate:\nB.\n")
    assert (update.number, update.date, len(update.items)) == (number, date, 1)


def test_a_title_may_stand_only_in_the_address_or_the_file_s_name():
    text = "Programme:\nA\nUpdate:\nB.\n"
    for place in ({"address": "https://example.org/newsletters/update-no-389-07-february-2020/"},
                  {"name": "update-no-389-07-february-2020.txt"}):  # fmt: skip
        update = read_text(text, **place)
        assert (update.number, update.date, update.slug) == (
            389,
            dt.date(2020, 2, 7),
            "update-no-389-07-february-2020",
        )
        assert any("the text has no title" in note.why for note in update.notes)


def test_titles_of_other_updates_are_not_taken():
    update = read_text(
        "UPDATE NO 610 5 July 2024\nUPDATE NO 609 28 June 2024\nProgramme:\nA\nUpdate:\nB.\n",
        name="update-610.txt",
    )
    assert update.number == 610
    assert read_text("Programme:\nA\nUpdate:\nUPDATE NO 600 26 April 2024\n").number is None


def test_a_day_that_is_no_friday_and_a_name_that_disagrees_are_said():
    update = read_text("UPDATE NO 610 4 July 2024\nProgramme:\nA\nUpdate:\nB.\n", name="update-611.txt")
    said = " ".join(note.why for note in update.notes)
    assert "4 July 2024 is a Thursday, not a Friday." in said
    assert "The text says No 610, its address or file name No 611." in said


def test_a_saved_mail_is_read_with_its_subject():
    mail = (
        b"From: office@example.org\r\n"
        b"Subject: =?utf-8?q?UPDATE_NO_620_=E2=80=93_13_September_2024?=\r\n"
        b"Date: Fri, 13 Sep 2024 09:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Programme:\r\nCaf=C3=A9\r\nUpdate:\r\nIt opens.\r\n"
    )
    update = read_file(mail, "update.eml").updates[0]
    assert (update.number, update.date, update.items[0].programme) == (620, dt.date(2024, 9, 13), "Café")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding):
    text = "UPDATE NO 620 13 September 2024\nProgramme:\nCafé – now\nUpdate:\nChildren’s day.\n"
    update = read_file(text.encode(encoding), "update.txt").updates[0]
    assert update.items[0].programme == "Café – now"
    assert update.items[0].update == "<p>Children’s day.</p>"


def test_scripts_and_handlers_do_not_come_in():
    update = read_html(
        '<p>UPDATE NO 1 5 July 2024</p><p>Programme: A<script>alert(1)</script></p><p onclick="x()">Update: '
        'B <a href="javascript:x()">C</a> <img src="x" onerror="x()"> <svg><p>D</p></svg></p>'
    )
    assert update.items[0].update == "<p>B C</p>"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li"])
def test_a_page_nested_too_deeply_is_refused(tag):
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read_html(f"<p>UPDATE NO 1 5 July 2024</p>{f'<{tag}>' * 3000}x")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a" * (50 * 2**20 + 1), "larger than 50 MB"),
        (b"a b\n" * 2**20, "larger than an Update can be"),
        (b"a b.\n" * 10_001, "more than 10,000 lines"),
    ],
)
def test_what_is_too_large_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_file(data, "update.txt")


def test_two_hundred_items_are_read():
    text = "".join(f"Programme:\nItem {i}\nUpdate:\nText.\nAction Required:\nDo it.\n" for i in range(200))
    update = read_text("UPDATE NO 1 5 July 2024\n" + text)
    assert len(update.items) == 200
    assert not update.notes


@pytest.mark.parametrize(
    "repeated", ["a", "a@", "0 ", "*", "* ", "- ", "update no ", "1 May 2020 ", "Ab, ", "&", "<"]
)
def test_text_made_to_keep_a_reader_busy_does_not(repeated):
    for top in ("", TOP, TOP + "Tools & Templates\n", TOP + "Contacts\n"):
        read_text(top + repeated * 20_000)
