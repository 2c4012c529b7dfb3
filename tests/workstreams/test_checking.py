"""The checks find by themselves what is wrong in the plan's document, and nothing that is right."""

import io

import pytest
from django.core.management import CommandError, call_command

from workstreams.demonstration import FILE
from workstreams.importing import read_plan
from workstreams.proof import checked

pytestmark = pytest.mark.django_db

DOCUMENT = FILE.read_text(encoding="utf-8")
# What the document has wrong: check code and place.
SLIPS = {
    ("reference-resolves", "Line 12"),
    ("reference-resolves", "Line 25"),
    ("reference-returned", "Line 20"),
    ("sponsor-post", "Line 13"),
    ("two-holders", "Line 28"),
    ("two-holders", "Line 10, line 15"),
    ("name-spelling", "Line 10"),
    ("year", "Table 2"),
    ("abbreviation", "Line 24"),
    ("percentage-points", "Table 1, Step Down from Children's Social Care to Early Help"),
    ("mixed-rounding", "Table 1"),
    ("note-no-amount", "Table 3, 12 & 24 Special Guardianship"),
    ("note-amount", "Table 3, 19 Inside Out"),
    ("project-gap", "Table 3"),
    ("text-amount", "Line 8"),
}


def findings(text):
    return [finding for each in checked(read_plan(text)) for finding in each.findings]


@pytest.fixture(params=["ours", "the programme's"])
def document(request):
    if request.param == "ours":
        return DOCUMENT
    folder = request.getfixturevalue("seeds")
    return (folder / "regional-improvement-plan-2021-22.txt").read_text(encoding="utf-8")


def test_every_slip_is_found_and_no_other(document):
    found = findings(document)
    assert {(finding.code, finding.place) for finding in found} == SLIPS
    # Line 20 points to two lines that do not point back; three projects of a series are missing.
    assert len(found) == len(SLIPS) + 1 + 2


def test_one_way_references_are_those_two(document):
    pairs = [(f.place, f.stated) for f in findings(document) if f.code == "reference-returned"]
    assert pairs == [("Line 20", "19"), ("Line 20", "30")]


def test_the_projects_that_are_missing_are_named(document):
    assert [f.stated for f in findings(document) if f.code == "project-gap"] == ["2:1a", "2:3", "3:6"]


def test_a_note_that_is_right_is_left_alone(document):
    """Line 9: £80,000 of the regions and £10,000 of our own are £90,000."""
    assert not [finding for finding in findings(document) if "9 Data to Insight" in finding.place]


# ruff: noqa: E501
# A name for the fault, what stands there, what is put there, the code that must name it, and where.
PLANTED = [
    ("total in, off by one", "2,790,555", "2,790,556", "column-total", "income"),
    ("total out, off by one", "474,650", "474,651", "column-total", "spending"),
    ("total of the first column", "Total In\t523,930", "Total In\t523,920", "column-total", "income"),
    ("carried forward", "22/23\t\t\t935", "22/23\t\t\t936", "carried-forward", "21-22"),
    ("carried from the budget", "21/22\t430", "21/22\t340", "carried-forward", "20-21 budget"),
    ("opening line", "71,335\t110,185", "71,335\t110,158", "opening", "Carry forward from"),
    ("income of a strand", "317,800", "318,700", "strand-total", "Strand 1 Core"),
    ("spending of a line", "\t327,600\t", "\t326,700\t", "strand-total", "Strand 3"),
    ("amount in a note", "SESLIP £46,000", "SESLIP £64,000", "note-amount", "Data Benchmarking"),
    ("amount of a project", "1:2 £60,800", "1:2 £68,000", "note-amount", "Self-assessment"),
    ("amount of one of two", "£63,500 Bracknell", "£65,300 Bracknell", "note-amount", "Safeguarding adolescents"),
    ("sum of a note", "= £90,000", "= £80,000", "note-sum", "Data to Insight"),
    ("product in a note", "8 x £10,000", "9 x £10,000", "note-sum", "Data to Insight"),
    ("number of a project", "RRF project 2:5", "RRF project 2:4", "project-twice", "Reducing Court Backlog"),
    ("a project of no strand", "RRF project 3:7", "RRF project 4:7", "project-fund", "Pause Reading"),
    ("reference of a row", "\n20\tLifelong Links", "\n21\tLifelong Links", "budget-reference", "Line 20"),
    ("see the wrong line", "See line 5 above\n", "See line 6 above\n", "budget-reference", "11 National"),
    ("see a line that is not there", "See line 8\n", "See line 88\n", "budget-reference", "27 Commissioners"),
    ("a row called otherwise", "\tMockingbird\t", "\tHummingbird\t", "row-name", "18 Hummingbird"),
    ("a council that is none", "Wokingham leading\n", "Wokingam leading\n", "lead", "Mockingbird"),
    ("half a council", "East Sussex leading\n17", "Sussex leading\n17", "lead", "Safeguarding Infants"),
    ("a figure that is none", "\t327,600\t", "\t327,6OO\t", "amount", "Table 3"),
    ("year of a column", "20-21 yearend", "19-20 yearend", "column-year", "Table 3"),
    ("year of the table", "Improvement Budget 2021-22", "Improvement Budget 2022-23", "year", "Table 3"),
    ("group count", "Practice Solutions: (4)", "Practice Solutions: (5)", "group-count", "Practice Solutions"),
    ("group count in the list", "- RIIA Options (8)", "- RIIA Options (9)", "groups-listed", "Paragraph 3.1"),
    ("number of workstreams", "Table 2: 35 Workstreams", "Table 2: 34 Workstreams", "workstream-total", "Table 2"),
    ("number of networks", "There are 10 practice", "There are 9 practice", "group-count", "Paragraph 1.10"),
    ("a line twice", "\n29. Early Help", "\n28. Early Help", "line-number", "Line 28"),
    ("a line with another's title", "26. AD Safeguarding N", "26. AD Education N", "line-number", "Line 26"),
    ("a wrong reference", "See lines 18 and 30", "See lines 17 and 30", "reference-returned", "Line 19"),
    ("a reference to nowhere", "See line 31", "See line 36", "reference-resolves", "Line 2"),
    ("a paragraph that is not there", "See paragraph 6", "See paragraph 8", "reference-resolves", "Line 4"),
    ("above for below", "(see line 10 above)", "(see line 10 below)", "reference-direction", "Line 25"),
    ("a council too many", "Slough and Portsmouth as", "Slough as", "listed-count", "Line 18"),
    ("number of a list", "the following 8 LAs", "the following 9 LAs", "listed-count", "Line 18"),
    ("number of another", "four participating", "five participating", "listed-count", "Line 20"),
    ("sponsor of another council", "Mac Heath (Milton Keynes)</p>", "Mac Heath (Medway)</p>", "two-councils", "Line"),
    ("name of a sponsor", "Carol Cammiss (Wokingham) and", "Carol Camiss (Wokingham) and", "name-spelling", ""),
    ("no sponsor", "DCS Sponsor: Steve Crocker (Hampshire)", "", "no-sponsor", "Line 17"),
    ("number of a paragraph", "- 1.7. The plan", "- 1.6. The plan", "numbering", "Paragraph 1.6"),
    ("number of a table", "Table 3: South", "Table 4: South", "numbering", "Table 4"),
    ("above for below in a note", "See line 5 above\n", "See line 5 below\n", "budget-reference", "11 National"),
    ("a number beside another name", "Commissioners' Network (line 27)", "Commissioners' Network (line 28)", "reference-name", "Line 21"),
    ("all councils", "all 19 authorities of", "the 18 authorities of", "councils-in-all", "Table 1"),
    ("a network left out", "Data Benchmarking; Fostering; Lead", "Data Benchmarking; Lead", "group-count", "Paragraph 1.10"),
    ("groups in words", "stand in six groups", "stand in seven groups", "groups-listed", "Paragraph 3.1"),
    ("a council twice in a list", "Kent, Surrey, Windsor", "Kent, Kent, Windsor", "listed-count", "Line 19"),
    ("a head of another year", "Workstreams 2021-22\tOutputs\n\tMembers", "Workstreams 2022-23\tOutputs\n\tMembers", "year", "Table 2"),
    ("a stated change", "referrals increased by 17%", "referrals increased by 71%", "stated-change", "referrals"),
    ("a change the other way", "referrals dropped by 1%", "referrals increased by 1%", "stated-change", ""),
    ("a figure of the region", "12,247", "12,427", "stated-change", "Early Help referrals"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "there", "planted", "code", "place"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_fault_is_named(fault, there, planted, code, place):
    assert there in DOCUMENT
    before = {(finding.code, finding.place, finding.words) for finding in findings(DOCUMENT)}
    new = [
        finding
        for finding in findings(DOCUMENT.replace(there, planted, 1))
        if (finding.code, finding.place, finding.words) not in before
    ]
    assert code in {finding.code for finding in new if place in finding.place}, new


def run(*arguments):
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def brought(everyone):
    run("import_plan", str(FILE))


def test_a_council_that_is_none_is_found(reference):
    new = findings(DOCUMENT.replace("Glassbrook (Reading,", "Glassbrook (Raeding,"))
    assert ("council-known", "Line 23") in {(finding.code, finding.place) for finding in new}
    assert "council-known" not in {finding.code for finding in findings(DOCUMENT)}


def test_a_dry_run_says_what_is_wrong_and_changes_nothing(everyone):
    said = run("import_plan", str(FILE), "--dry-run")
    assert "note-amount: Table 3, 19 Inside Out" in said
    assert "Nothing was changed" in said
    with pytest.raises(CommandError, match="There is no plan of 2021-22 here"):
        run("check_plan", "2021-22")


def test_the_plan_in_the_database_is_found_wrong_where_its_document_is(brought):
    said = run("check_plan", "2021-22")
    for code, place in SLIPS:
        assert f"{code}: {place}:" in said
    assert "ok column-total" in said
    assert "ok fund-closes" in said


def test_the_same_document_again_changes_nothing_and_another_is_refused(brought, tmp_path):
    run("import_plan", str(FILE))
    other = tmp_path / "other.txt"
    other.write_text(DOCUMENT.replace("Mockingbird", "Hummingbird"), encoding="utf-8")
    with pytest.raises(CommandError, match="There is a plan of 2021-22 already"):
        run("import_plan", str(other))
    assert "Line 18" in run("check_plan", "2021-22", "--against", str(other))


def test_a_document_with_a_line_twice_is_not_brought_in(everyone, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(DOCUMENT.replace("\n29. Early Help", "\n28. Early Help"), encoding="utf-8")
    with pytest.raises(CommandError, match="line 28 more than once"):
        run("import_plan", str(other))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"Minutes"])
def test_a_file_that_is_no_plan_is_refused_with_a_sentence(everyone, tmp_path, content):
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=r"\."):
        run("import_plan", str(file))
