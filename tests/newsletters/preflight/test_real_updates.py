"""The pre-flight of two real Updates finds what was worked out by hand from their text, and nothing else.

Why each line is there, and why others are not, is in docs/decisions/pre-flight.md.
"""

import dataclasses
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from newsletters.importing import read_file
from newsletters.models import Section, Update
from newsletters.preflight import check
from newsletters.preflight.drafts import preflight
from seslip.people.models import Organisation
from tests.newsletters.preflight.parsed import copy_of_parsed

NO_344 = [
    ("here", "introduction", "can be found here"),
    # the joint day of the Education and SEND networks
    ("details-below", "this week 2", "Alison Rendle"),
    ("details-below", "this week 2", "Tracey Maytas"),
    # peer challenge triads
    ("here", "this week 3", "available for circulation here"),
    ("passed", "this week 3", "Thursday 28 February 2019"),  # triad 1
    ("to-be-announced", "this week 3", "May 2019 tba"),  # triad 2
    ("passed", "this week 3", "Friday 15 February 2019"),  # triad 3
    ("passed", "this week 3", "Friday 15 February 2019"),  # triad 4
    ("passed", "this week 3", "Tuesday 26 February 2019"),  # triad 5
    # the project on complex placements
    ("spelling", "this week 4", "Buckinghamshires"),
    ("details-below", "this week 4", "Rosemary Perry"),
    # the study of schools on the coast
    ("link", "reminder 1", "www.marjon.ac.uk/educational-isolation"),
    ("link", "reminder 1", "www.plymouth.ac.uk/schools/education/coastal-schools-and-educational-isolation"),
    # tools
    ("here", "tool 6", "can be found here"),
    ("here", "tool 7", "Services Report is here"),
    ("here", "tool 8", "available for downloading here"),
    ("here", "tool 10", "to know is here"),
    ("here", "tool 11", "can be found here"),
    ("here", "tool 12", "care leavers is here"),
    ("here", "tool 13", "Rates 2012-17 is here"),
    ("here", "tool 14", "6 report is here"),
]
NO_389 = [
    ("here", "introduction", "can be found here"),
    # quality assurance
    ("details-below", "this week 1", "Diane Williamson"),
    # the Education network: of the two people named, one is in the contacts
    ("details-below", "this week 6", "Tracey Maytas"),
    # publications of the department: two are listed
    ("count", "this week 7", "4 recent DfE publications"),
    # the observatory
    ("here", "this week 8", "form here"),
    ("here", "this week 8", "Lisa’s slides are here"),
    # figures on child abuse: none of the releases is listed
    ("count", "reminder 1", "5 statistical releases"),
    # the census of paediatricians
    ("here", "reminder 2", "press release is here"),
    ("here", "reminder 2", "home page is here"),
    ("here", "reminder 2", "the full report here"),
    # special educational needs
    ("details-below", "reminder 3", "Tracey Maytas"),
    # models of social work
    ("here", "reminder 4", "can be found here"),
    ("details-below", "reminder 4", "Diane Williamson"),
    # making better use of data
    ("here", "reminder 5", "book here"),
]
# The demonstration tells the same news in other words, without the slips, but the triads are what they are.
DEMONSTRATION_344 = [
    ("passed", "this week 3", "Thursday 28 February 2019"),
    ("to-be-announced", "this week 3", "May 2019, to be announced"),
    ("passed", "this week 3", "Friday 15 February 2019"),
    ("passed", "this week 3", "Friday 15 February 2019"),
    ("passed", "this week 3", "Tuesday 26 February 2019"),
]


def found(copy):
    return [(finding.kind.value, finding.where, finding.words) for finding in check(copy)]


@pytest.fixture
def councils(reference):
    return list(Organisation.objects.councils().values_list("name", flat=True))


@pytest.fixture
def real(seeds, councils):
    return lambda number: _copy(seeds / f"update-{number}.txt", councils)


def _copy(path, councils):
    (parsed,) = read_file(path.read_bytes(), path.name).updates
    return copy_of_parsed(parsed, councils=councils)


@pytest.mark.parametrize(("number", "findings"), [(344, NO_344), (389, NO_389)])
def test_real_updates_have_these_findings_and_no_other(real, number, findings):
    assert found(real(number)) == findings


@pytest.mark.parametrize(("number", "findings"), [(344, NO_344), (389, NO_389)])
def test_real_updates_brought_in_as_drafts_have_the_same(seeds, reference, number, findings):
    call_command("import_updates", str(seeds / f"update-{number}.txt"), draft=True, stdout=io.StringIO())
    update = Update.objects.unscoped("the test").get(number=number)
    places = _places(update)
    assert [
        (each.kind.value, places[each.where], each.words) for each in preflight(update).findings
    ] == findings


def _places(update):
    """What the table calls the items and tools of this Update."""
    parts = {
        "this week": update.placements.filter(section=Section.THIS_WEEK).values_list("item", flat=True),
        "reminder": update.placements.filter(section=Section.REMINDERS).values_list("item", flat=True),
        "tool": update.tools.values_list("document", flat=True),
    }
    keys = {"this week": "item", "reminder": "item", "tool": "tool"}
    places = {
        f"{keys[name]}-{pk}": f"{name} {n}" for name, pks in parts.items() for n, pk in enumerate(pks, 1)
    }
    return places | {"introduction": "introduction"}


def test_a_wrong_weekday_planted_in_a_real_update_is_found(real):
    copy = real(389)
    meetings = copy.items[1]
    planted = dataclasses.replace(
        meetings, action=meetings.action.replace("Friday 5 June", "Thursday 5 June")
    )
    copy = dataclasses.replace(copy, items=[copy.items[0], planted, *copy.items[2:]])
    assert [each for each in found(copy) if each not in NO_389] == [
        ("weekday", "this week 2", "Thursday 5 June 2020")
    ]


@pytest.mark.parametrize(("number", "findings"), [(344, DEMONSTRATION_344), (389, [])])
def test_the_demonstration_has_these_findings_and_no_other(councils, number, findings):
    folder = Path(settings.BASE_DIR) / "newsletters" / "demonstration"
    assert found(_copy(folder / f"update-{number}.txt", councils)) == findings
