"""The submission board: what has come in, in words, and nothing of what it says."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from networks.peer_challenge.access import Stage
from networks.peer_challenge.actions.nudges import nudge, send_waiting
from networks.peer_challenge.board import board_for
from networks.peer_challenge.models import Nudge, Paper, Place, Round
from seslip.audit.models import Event
from seslip.people.models import Organisation, User
from tests.networks.peer_challenge.factories import council, make_paper, make_round, make_version, nominate

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture
def round_(cast):
    """They were due yesterday: Kent's is signed off, Surrey's is a draft, nobody else's has come."""
    round_ = make_round(stage=Stage.ASSESSMENT, assessments_due=YESTERDAY, facilitator=cast["faz"])
    make_version(make_paper(round_, "kent"), words="Kent zqsecret")
    make_version(make_paper(round_, "surrey"), words="Surrey zqsecret", settled=False)
    make_version(make_paper(round_, "kent", kind="letter"))
    return round_


def page_of(round_):
    return reverse("peer_challenge:board", args=[round_.slug])


def seen(user, round_):
    """What the board says of self-assessments, council by council."""
    user = User.objects.get(pk=user.pk)
    return {row.place.council.slug: row.cells[0].words for row in board_for(user, round_).rows}


def test_the_manager_sees_what_has_come_in_and_not_what_it_says(round_, cast, client):
    client.force_login(cast["petra"])
    words = client.get(page_of(round_)).content.decode()
    assert "Self-assessment: 2 of 6 received" in words
    assert "Annual conversation letter: 1 of 6 received" in words
    assert seen(cast["petra"], round_) == {
        "kent": "Signed off",
        "surrey": "Received, not signed off",
        "medway": "Overdue",
        "brighton-and-hove": "Overdue",
        "hampshire": "Overdue",
        "isle-of-wight": "Overdue",
    }
    assert "zqsecret" not in words
    assert "assessment.pdf" not in words


def test_nothing_is_overdue_on_the_day_itself_or_without_a_day(round_, cast):
    for due in (timezone.localdate(), None):
        Round.objects.update(assessments_due=due)
        round_.refresh_from_db()
        assert seen(cast["petra"], round_)["medway"] == "Not received"


def test_a_new_draft_does_not_unsign_what_was_signed_off(round_, cast):
    make_version(make_paper(round_, "medway"))
    paper = round_.papers.unscoped("test").get(council=council("medway"))
    make_version(paper, settled=False)
    cell = next(row for row in board_for(cast["petra"], round_).rows if row.place.council.slug == "medway")
    assert (cell.cells[0].words, cell.cells[0].number) == ("Signed off", 1)


def test_a_director_sees_their_council_and_group_no_earlier_than_the_papers_open(round_, cast):
    """Alison knows of her own; of Surrey's draft nothing, and of Brighton's group no row at all."""
    unseen = "Not open to you yet"
    assert seen(cast["alison"], round_) == {"kent": "Signed off", "surrey": unseen, "medway": unseen}
    assert seen(cast["bob"], round_) == {
        "kent": unseen,
        "surrey": "Received, not signed off",
        "medway": unseen,
    }
    Round.objects.update(stage=Stage.OWN_GROUP)
    round_.refresh_from_db()
    assert seen(cast["bob"], round_)["kent"] == "Signed off"
    # A draft is there, and Medway's is not: she is told the same of both.
    assert seen(cast["alison"], round_)["surrey"] == "Not signed off yet"
    assert seen(cast["alison"], round_)["medway"] == "Not signed off yet"


def test_what_nobody_puts_in_yet_is_not_due_for_anybody(round_, cast):
    """Notes begin with the challenge day; her own council's, too, are not kept from a director."""
    for who in ("petra", "alison", "cleo"):
        cells = next(row for row in board_for(cast[who], round_).rows if row.place.council.slug == "kent")
        assert (cells.cells[3].kind, cells.cells[3].words) == (Paper.Kind.NOTES, "Not due yet")


def test_a_director_reads_of_their_own_council_what_has_not_come_in_to_the_end(round_, cast):
    Round.objects.update(stage=Stage.THEMES)
    round_.refresh_from_db()
    assert seen(cast["oona"], round_)["brighton-and-hove"] == "Overdue"
    cells = next(row for row in board_for(cast["alison"], round_).rows if row.place.council.slug == "kent")
    assert [cell.words for cell in cells.cells] == ["Signed off", "Not received", "Received", "Not received"]


def test_counts_are_shown_to_whoever_runs_the_round_alone(round_, cast, client):
    client.force_login(cast["alison"])
    words = client.get(page_of(round_)).content.decode()
    assert not re.search(r"\d received", words)
    assert "Write to those who are late" not in words
    assert "Overdue" not in words


def test_a_director_is_told_that_their_own_council_is_late_and_no_other(round_, cast):
    assert seen(cast["oona"], round_) == {
        "brighton-and-hove": "Overdue",
        "hampshire": "Not open to you yet",
        "isle-of-wight": "Not open to you yet",
    }


def test_who_takes_no_part_has_no_board(round_, cast, client):
    client.force_login(cast["liz"])
    assert client.get(page_of(round_)).status_code == 403


def test_one_letter_to_each_director_and_deputy_of_the_councils_that_are_late(round_, cast, client):
    nominate(cast["dev"], cast["alison"])
    make_version(make_paper(round_, "medway"))
    Place.objects.filter(round=round_, council=council("kent")).delete()
    Place.objects.create(round=round_, council=council("slough"))
    client.force_login(cast["petra"])
    page = client.post(reverse("peer_challenge:board-nudge", args=[round_.slug]), follow=True)
    words = page.content.decode()
    assert "1 letter is on the way." in words
    assert "nobody with an account to write to at Hampshire, Isle of Wight, Slough" in words
    assert send_waiting() == 1
    assert [letter.to for letter in mail.outbox] == [["oona@example.org"]]
    event = Event.objects.get(verb="councils nudged")
    assert event.by_id == cast["petra"].pk
    assert council("brighton-and-hove").pk in event.details["councils"]


def test_a_deputy_in_the_room_is_written_to_as_well(round_, cast):
    nominate(cast["dev"], cast["alison"])
    round_.papers.unscoped("test").filter(council=council("kent")).delete()
    nudge(round_=round_, by=cast["petra"])
    send_waiting()
    assert {letter.to[0].split("@")[0] for letter in mail.outbox} == {"alison", "dev", "oona"}


def test_in_a_round_of_theirs_lead_members_are_written_to(cast):
    round_ = make_round("Members", kind="lead-members", assessments_due=YESTERDAY)
    nudge(round_=round_, by=cast["petra"])
    send_waiting()
    assert {letter.to[0].split("@")[0] for letter in mail.outbox} == {"lena", "mo"}


def test_nobody_is_written_to_twice_on_one_day_nor_by_two_workers(round_, cast):
    nudge(round_=round_, by=cast["petra"])
    assert (send_waiting(), send_waiting()) == (1, 0)
    again = nudge(round_=round_, by=cast["faz"])
    assert (again.letters, again.already) == (0, 1)
    assert send_waiting() == 0
    Nudge.objects.update(day=YESTERDAY)
    assert nudge(round_=round_, by=cast["petra"]).letters == 1


def test_the_letter_says_nothing_of_what_is_inside_the_walls(round_, cast):
    Round.objects.update(name="Round zqsecret")
    nudge(round_=round_, by=cast["petra"])
    send_waiting()
    letter = mail.outbox[0].message().as_string()
    for word in ("zqsecret", "Brighton", "assessment", "challenge day", round_.slug):
        assert word not in letter
    assert reverse("peer_challenge:room") in letter


@pytest.mark.parametrize("name", ["alison", "liz"])
def test_who_does_not_run_the_round_sends_no_letters(round_, cast, client, name):
    client.force_login(cast[name])
    assert client.post(reverse("peer_challenge:board-nudge", args=[round_.slug])).status_code == 403
    assert not Nudge.objects.exists()


@pytest.mark.parametrize("name", ["petra", "faz", "alison"])
def test_three_councils_and_thirty_take_the_same_queries(cast, client, name):
    slugs = [organisation.slug for organisation in Organisation.objects.councils()[:40]]
    slugs = ["kent", *(slug for slug in slugs if slug != "kent")]
    few = make_round("Few", groups=[slugs[:3]], facilitator=cast["faz"])
    many = make_round("Many", groups=[slugs[n : n + 3] for n in range(0, 30, 3)], facilitator=cast["faz"])
    client.force_login(cast[name])
    counts = []
    for round_, there in ((few, 3), (few, 3), (many, 30)):
        for slug in slugs[:there]:
            if round_ is many or not counts:
                make_version(make_paper(round_, slug))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(round_)).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]
