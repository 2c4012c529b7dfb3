"""Who reads which paper of Kent at which stage: the wall, cell by cell, through the database.

The tables below are written a second time, by person instead of by standing, so that those of access.py
cannot vouch for themselves. Whoever is not named reads nothing. Kent, Surrey and Medway stand in one group;
Dev is nominated by the leader of the round; Hal directs Hampshire, whose leaders have signed nothing.
"""

import pytest

from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.models import Paper, PaperVersion, Round, Signature
from seslip.people.access import Post
from seslip.people.models import Appointment, Person, User
from tests.networks.peer_challenge.factories import (
    council,
    make_memorandum,
    make_paper,
    make_round,
    make_version,
    nominate,
)

DIRECTORS = """
draft          alison dev                           4-11
replaced       alison dev cleo lena faz             4-11
assessment     alison dev cleo lena faz             4-11
assessment     bob                                  6-11
assessment     oona                                 10-11
profile        alison dev cleo lena dana faz        3-11
profile        bob                                  6-11
profile        oona liz                             10-11
letter         alison dev cleo lena                 2-11
letter         faz                                  4-11
letter         bob                                  6-11
letter         oona                                 10-11
draft-notes    alison dev faz                       7-11
notes          alison dev cleo lena faz             7-11
notes          bob                                  8-11
"""
LEAD_MEMBERS = """
draft          lena dev alison                      4-11
replaced       lena dev alison cleo faz             4-11
assessment     lena dev alison cleo faz             4-11
assessment     mo                                   6-11
profile        lena dev alison cleo dana faz        3-11
profile        mo                                   6-11
profile        liz                                  10-11
letter         alison lena dev cleo                 2-11
letter         faz                                  4-11
letter         mo                                   6-11
draft-notes    lena dev faz                         7-11
notes          lena dev alison cleo faz             7-11
notes          mo                                   8-11
"""
# What each switch of a memorandum adds, and the host's and the leader's own two.
ADDED = [
    (RoundKind.DIRECTORS, {"advisers_read_assessments": True}, "assessment liz 10-11"),
    (
        RoundKind.DIRECTORS,
        {"leaders_read_each_other": True},
        "assessment mo 10-11\nprofile mo 10-11\nletter mo 10-11",
    ),
    (
        RoundKind.LEAD_MEMBERS,
        {"leaders_read_each_other": True},
        "assessment bob oona 10-11\nprofile bob oona 10-11\nletter bob oona 10-11",
    ),
    (RoundKind.DIRECTORS, {"shared_inside": True}, "draft cleo lena 4-11"),
    (RoundKind.LEAD_MEMBERS, {"shared_inside": True}, "draft cleo 4-11"),
    (RoundKind.DIRECTORS, {"released_by_host": True}, "notes oona 10-11"),
]


def expected(table: str) -> set[tuple[str, str, int]]:
    """Every (paper, person, stage) of a table."""
    found = set()
    for line in table.strip().splitlines():
        paper, *people, stages = line.split()
        first, last = map(int, stages.split("-"))
        found |= {(paper, who, stage) for who in people for stage in range(first, last + 1)}
    return found


@pytest.fixture
def people(cast):
    join("hal", Post.DCS, "hampshire", cast)
    return cast


def join(name, post, *slugs_and_cast) -> User:
    *slugs, cast = slugs_and_cast
    user = User.objects.create_user(f"{name}@example.org", "a long enough pass")
    person = Person.objects.create(
        name=name.title(),
        email=user.email,
        user=user,
        details_audience=cast["alison"].person.details_audience,
    )
    for slug in slugs:
        Appointment.objects.create(person=person, post=post, organisation=council(slug), starts="2018-01-01")
    cast[name] = user
    return user


def kents_papers(round_, *, shared_inside=False, released_by_host=False) -> dict[int, str]:
    """Each version of Kent's papers, by what the tables above call it."""
    assessment = make_paper(round_, shared_inside=shared_inside)
    notes = make_paper(round_, kind="notes", released_by_host=released_by_host)
    versions = {
        "replaced": make_version(assessment),
        "assessment": make_version(assessment),
        "draft": make_version(assessment, settled=False),
        "profile": make_version(make_paper(round_, kind="profile")),
        "letter": make_version(make_paper(round_, kind="letter")),
        "notes": make_version(notes),
        "draft-notes": make_version(notes, settled=False),
    }
    return {version.pk: name for name, version in versions.items()}


def a_round(people, kind, **fields) -> Round:
    leader = people["alison"] if kind == RoundKind.DIRECTORS else people["lena"]
    nominate(people["dev"], leader)
    return make_round(kind=kind, facilitator=people["faz"], **fields)


def read_by(people, round_, names: dict[int, str], stages=Stage) -> set[tuple[str, str, int]]:
    found = set()
    for stage in stages:
        Round.objects.unscoped("the test moves it").filter(pk=round_.pk).update(stage=stage)
        for who, user in people.items():
            versions = PaperVersion.objects.visible_to(afresh(user)).values_list("pk", flat=True)
            found |= {(names[pk], who, int(stage)) for pk in versions}
    return found


def afresh(user) -> User:
    """As at the next request: nothing worked out before is kept."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("kind", "table"), [(RoundKind.DIRECTORS, DIRECTORS), (RoundKind.LEAD_MEMBERS, LEAD_MEMBERS)]
)
def test_each_person_reads_at_each_stage_what_the_table_says(people, kind, table):
    round_ = a_round(people, kind)
    assert read_by(people, round_, kents_papers(round_)) == expected(table)


@pytest.mark.parametrize(("kind", "switch", "added"), ADDED)
def test_each_switch_adds_what_it_says_and_nothing_else(people, kind, switch, added):
    own = {name: True for name in switch if name in ("shared_inside", "released_by_host")}
    make_memorandum(**{name: True for name in switch if name not in own})
    round_ = a_round(people, kind)
    table = DIRECTORS if kind == RoundKind.DIRECTORS else LEAD_MEMBERS
    assert read_by(people, round_, kents_papers(round_, **own)) == expected(table) | expected(added)


def test_deputies_read_their_leaders_group_only_if_the_memorandum_says_so(people):
    """Sam is nominated by Bob at Surrey."""
    sam = join("sam", Post.DEPUTY_DCS, "surrey", people)
    nominate(sam, people["bob"])
    memorandum = make_memorandum()
    round_ = a_round(people, RoundKind.DIRECTORS)
    names = kents_papers(round_)
    assert read_by({"sam": sam}, round_, names) == set()
    memorandum.deputies_read_their_group = True
    memorandum.save()
    wanted = "assessment sam 6-11\nprofile sam 6-11\nletter sam 6-11\nnotes sam 8-11"
    assert read_by({"sam": sam}, round_, names) == expected(wanted)


def test_without_a_memorandum_no_other_council_reads_anything(people):
    round_ = a_round(people, RoundKind.DIRECTORS)
    names = kents_papers(round_)
    Round.objects.unscoped("the test takes it away").filter(pk=round_.pk).update(memorandum=None)
    found = {who for _, who, _ in read_by(people, round_, names, [Stage.OWN_GROUP, Stage.THEMES])}
    assert found == {"alison", "dev", "cleo", "lena", "dana", "faz", "liz"}


def test_signing_for_one_council_opens_nothing_by_way_of_another(people):
    """Two directs Medway, in Kent's group and unsigned, and Brighton, in the other group and signed."""
    two = join("two", Post.DCS, "medway", "brighton-and-hove", people)
    make_memorandum(signed_by=["kent", "brighton-and-hove"])
    round_ = a_round(people, RoundKind.DIRECTORS)
    names = kents_papers(round_)
    assert read_by({"two": two}, round_, names, [Stage.OWN_GROUP, Stage.NOTES]) == set()
    Signature.objects.create(
        memorandum=round_.memorandum,
        council=council("medway"),
        post="dcs",
        name="Two",
        signed_on="2019-01-01",
    )
    assert ("assessment", "two", Stage.OWN_GROUP) in read_by({"two": two}, round_, names, [Stage.OWN_GROUP])


def test_a_council_outside_the_round_is_in_nobodys_group(people):
    round_ = a_round(people, RoundKind.DIRECTORS, groups=[["kent", "medway"]])
    names = kents_papers(round_)
    assert read_by({"bob": people["bob"]}, round_, names, [Stage.OWN_GROUP]) == set()


def test_a_data_only_director_never_reads(people):
    sid = join("sid", Post.DCS, "somerset", people)
    make_memorandum(signed_by=["kent", "somerset"], advisers_read_assessments=True)
    round_ = a_round(people, RoundKind.DIRECTORS)
    assert read_by({"sid": sid}, round_, kents_papers(round_)) == set()


@pytest.mark.parametrize("kind", RoundKind)
def test_papers_are_known_only_to_those_who_read_a_version(people, kind):
    round_ = a_round(people, kind, stage=Stage.OWN_GROUP)
    kents_papers(round_)
    for user in people.values():
        versions = PaperVersion.objects.visible_to(user).values_list("paper", flat=True)
        assert set(Paper.objects.visible_to(user).values_list("pk", flat=True)) == set(versions)
