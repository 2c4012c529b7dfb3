"""Reading the plan's document: our own text always, the programme's own where it is there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstreams import copies
from workstreams.demonstration import FILE
from workstreams.importing import Unreadable, read_plan

DOCUMENT = FILE.read_text(encoding="utf-8")
TITLES = [
    "Data benchmarking",
    "DCS annual self-assessment and peer challenge",
    "Family Hub Development",
    "Small package SLI support",
    "National Transfer Scheme for Unaccompanied Asylum Seeking Children",
    "Workforce matters; recruitment and retention; agency",
    "Take Your Place – our future leaders' programme",
    "Placement Sufficiency",
    "Data to Insight",
    "Children Missing Education",
    "National Transfer Scheme – placement officer",
    "Special Guardianship and Kinship Support",
    "Family Safeguarding - Pre-Birth pandemic caseload",
    "Accelerate Family Hubs (Option B)",
    "Safeguarding adolescents from extra familial harm",
    "Safeguarding infants - Born into care pilot",
    "Reducing Court Backlog - Regional Trainer",
    "Mockingbird South East",
    "Inside Out South East",
    "Lifelong Links South East",
    "East Berkshire Commissioning Project",
    "Family Safeguarding – motivational interviewing South East",
    "Pause Reading",
    "Regional Adoption and Special Guardianship Leadership Board",
    "AD Education Network",
    "AD Safeguarding Network",
    "Commissioners' Network",
    "Data Benchmarking Network",
    "Early Help",
    "Fostering Network",
    "Quality Assurance Network",
    "SEND 19 Network",
    "Support for Lead Members Network",
    "Post-Covid Learning Recovery Planning",
    "Input to the DfE Care Review",
]


@pytest.fixture(params=["ours", "the programme's"])
def document(request):
    if request.param == "ours":
        return DOCUMENT
    folder = request.getfixturevalue("seeds")
    return (folder / "regional-improvement-plan-2021-22.txt").read_text(encoding="utf-8")


@pytest.fixture
def plan(document):
    return read_plan(document)


def line(plan, number):
    return next(line for line in plan.lines if line.number == number)


def test_every_line_has_its_title_and_stands_in_its_group(plan):
    assert [line.title for line in plan.lines] == TITLES
    assert [(group.stated, len(group.lines)) for group in plan.groups] == [
        (5, 5),
        (8, 8),
        (4, 4),
        (6, 6),
        (10, 10),
        (None, 2),
    ]


def test_sections_paragraphs_and_tables_stand_where_they_stand(plan):
    assert (plan.year, len(plan.sections)) == ("2021-22", 6)
    assert [len(section.paragraphs) for section in plan.sections] == [10, 5, 1, 1, 3, 2]
    tables = {p.number: (p.table.number, p.table.name) for p in plan.paragraphs if p.table}
    assert tables == {"1.6": (1, "region"), "3.1": (2, "workstreams"), "": (3, "budget")}
    assert plan.sections[0].paragraphs[0].footnotes


def sponsors(plan, number):
    return [(s.name, s.councils, s.through, s.on_behalf_of) for s in line(plan, number).sponsors]


def test_sponsors_are_read_however_they_are_stated(plan):
    assert sponsors(plan, 1) == [("Alison Jeffery", ("East Sussex",), "", "")]
    assert sponsors(plan, 3) == [("Kathy Marriott", ("Isle of Wight",), "", "Steve Crocker")]
    assert sponsors(plan, 4) == [("Alison Smailes", ("Hampshire",), "", "Steve Crocker")]
    assert sponsors(plan, 15) == [
        ("Sarah Daly", ("Portsmouth",), "", ""),
        ("Sonia Johnson", ("Bracknell Forest",), "", "Grainne Siggins"),
    ]
    assert sponsors(plan, 23) == [("Deborah Glassbrook", ("Reading",), "Brighter Futures for Children", "")]
    assert [name for name, *_ in sponsors(plan, 28)] == ["Stuart Gallimore", "Alison Jeffery"]
    assert sponsors(plan, 31) == [("Stuart Ashley", ("Hampshire", "Isle of Wight"), "", "Steve Crocker")]
    assert line(plan, 33).sponsors[0].post == "Lead Member"
    assert line(plan, 21).sponsors[0].councils == ("Windsor and Maidenhead",)


def test_two_lines_only_point_to_another(plan):
    assert {each.number: each.points_to for each in plan.lines if each.points_to} == {11: "5", 14: "3"}


def test_each_reference_at_the_end_of_a_line_is_one_of_its_own(plan):
    targets = {each.number: [r.target for r in each.references] for each in plan.lines if each.references}
    assert targets[1] == ["9", "28"]
    assert targets[20] == ["19", "30"]
    assert (len(targets), sum(map(len, targets.values()))) == (20, 31)


def test_what_a_page_cut_in_two_is_whole_again(plan):
    for number, words in {4: "programme manager", 19: "Essex", 34: "learning recovery"}.items():
        assert any(words in output for output in line(plan, number).outputs), number
    assert all(line(plan, number).sponsors for number in (8, 23, 34))


def test_no_address_and_no_telephone_number_is_carried_over(plan):
    kept = str(copies.as_json(plan))
    assert "@" not in kept
    assert "07880" not in kept


def test_the_tables_are_carried_cell_for_cell(plan):
    region, budget = plan.table("region"), plan.table("budget")
    assert region.rows[-1][1:] == ("17%", "19%")
    assert len(region.rows) == 9
    assert len(budget.rows) == 57
    assert {len(row) for row in budget.rows} == {6}
    assert next(row[:5] for row in budget.rows if row[0] == "23") == ("23", "Pause Reading", "", "", "55,000")


def test_a_copy_kept_as_json_is_the_same_when_it_comes_back(plan):
    assert copies.from_json(copies.PlanCopy, copies.as_json(plan)) == plan


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("East Sussex", "East\u00a0Sussex"),
    ],
)
def test_what_word_processors_do_to_a_text_changes_nothing(change):
    assert read_plan(change(DOCUMENT)) == read_plan(DOCUMENT)


@pytest.mark.parametrize("text", ["", "Minutes of a meeting\n1. Present", DOCUMENT.split("Table 2")[0]])
def test_what_is_no_plan_is_refused_with_a_sentence(text):
    with pytest.raises(Unreadable, match=r"\.$"):
        read_plan(text)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mutilated_text_is_read_or_refused(data):
    lines = DOCUMENT.splitlines()
    dropped = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=40))
    cut = data.draw(st.integers(0, len(DOCUMENT)))
    text = "\n".join(line for place, line in enumerate(lines) if place not in dropped)[:cut]
    try:
        read = read_plan(text)
    except Unreadable:
        return
    assert copies.from_json(copies.PlanCopy, copies.as_json(read)) == read
