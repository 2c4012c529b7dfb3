"""The team searches the record and takes it out; nobody else does; names are looked up, not kept."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from seslip.audit.actions import record, record_read, record_refusal
from seslip.audit.models import Event
from seslip.people.models import Appointment
from tests.newsletters import factories
from tests.people.coming import invite

RECORD, EXPORT = reverse("audit:record"), reverse("audit:record-export")


@pytest.fixture
def paper(cast, directors):
    return factories.make_document("Paper zqpaper", audience=directors)


@pytest.fixture
def events(cast, paper):
    """Petra added a paper, Bob read it, Mo and somebody without an account were refused it."""
    return [
        record("document added", by=cast["petra"], on=paper, why="zqreason"),
        record_read("opened", by=cast["bob"], on=paper),
        record_refusal(by=cast["mo"], on=paper),
        record_refusal(by=AnonymousUser(), kind="library.document", object_id=10**12),
    ]


@pytest.fixture
def petra(client, cast):
    client.force_login(cast["petra"])
    return client


def shown(client, **asked):
    page = client.get(RECORD, asked).context["page"]
    return {event.pk for event in page}


def rows(response) -> list[dict]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_record_is_searched_by_person_sort_verb_kind_and_number(petra, cast, paper, events):
    added, opened, refused, nobody = (event.pk for event in events)
    assert shown(petra, who="bob fell") == {opened}
    assert shown(petra, who="Mo@example.org") == {refused}
    assert shown(petra, who=cast["petra"].pk) == {added}
    assert shown(petra, who="nobody of that name") == set()
    assert shown(petra, sort="refused") == {refused, nobody}
    assert shown(petra, verb="opened") == {opened}
    assert shown(petra, object_id=paper.pk) == {added, opened, refused}
    assert shown(petra, kind="library.document", object_id=10**12) == {nobody}


def test_a_range_of_days_holds_both_its_ends(petra, events):
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    everything = {event.pk for event in events}
    assert shown(petra, since=today, until=today) == everything
    assert shown(petra, since=today + day) == set()
    assert shown(petra, until=today - day) == set()
    assert shown(petra, since="0001-01-01", until="9999-12-31") == everything


ODD = [
    {"who": "\0"},
    {"who": "9" * 90},
    {"sort": "eaten"},
    {"verb": "=1+1"},
    {"object_id": "9" * 40},
    {"object_id": "-1"},
    {"object_id": "1.5"},
    {"since": "yesterday"},
    {"page": "9" * 40},
    {"details__reason__startswith": "zq"},
]


@pytest.mark.parametrize("asked", ODD, ids=str)
def test_an_odd_question_gets_a_page_and_not_an_error(petra, events, asked):
    for address in (RECORD, EXPORT):
        assert petra.get(address, asked).status_code == 200


@pytest.mark.parametrize(
    "asked", [{"verb": "opened"}, {"sort": "read"}, {"kind": "library.document"}], ids=str
)
def test_what_was_looked_for_is_taken_out_and_recorded(petra, events, asked):
    assert events[1].pk in {int(row["number"]) for row in rows(petra.get(EXPORT, asked))}
    assert Event.objects.get(verb="exported").details == asked


def test_what_is_not_understood_takes_nothing_out(petra, events):
    answer = petra.get(EXPORT, {"sort": "eaten"})
    assert "is not in this list" in answer.content.decode()
    assert not Event.objects.filter(verb="exported").exists()


def test_what_it_was_about_is_named_for_those_who_may_open_the_thing_in_the_admin(
    client, cast, paper, events
):
    record("invitation made", by=cast["alison"], on=invite(cast["alison"], name="Zqinvited"))
    record("account made", by=None, on=cast["bob"])
    client.force_login(cast["petra"])
    page = client.get(RECORD).content.decode()
    for words in (f"Document {paper.pk}: Paper zqpaper", ": Zqinvited", f"User {cast['bob'].pk}: Bob Fell"):
        assert words in page
    client.force_login(cast["ada"])
    page = client.get(RECORD).content.decode()
    assert "zqpaper" not in page
    assert f"Document {paper.pk}<" in page
    assert ": Zqinvited" in page


def test_names_are_looked_up_when_the_page_is_shown(petra, cast, paper, events):
    post = Appointment.objects.get(person__user=cast["alison"])
    record_read("opened", by=cast["dev"], on=paper, acting_for=post)
    bob = cast["bob"].person
    bob.name = "Robert Fell"
    bob.save()
    page = petra.get(RECORD).content.decode()
    assert "Robert Fell" in page
    assert "Bob Fell" not in page
    assert "Nobody signed in" in page
    assert "acting for the Director of Children&#x27;s Services, Kent" in page


def test_a_thing_is_said_in_words_and_of_a_post_whose_it_is(petra, cast):
    record("appointment ended", by=cast["petra"], on=Appointment.objects.get(person__user=cast["dana"]))
    record_refusal(by=cast["mo"], kind="peer_challenge.room", object_id=None)
    page = petra.get(RECORD).content.decode()
    assert f"<td>{cast['dana'].person}, Data lead, Kent</td>" in page
    assert "<td>Peer challenge room</td>" in page


def test_an_account_that_is_gone_is_told_by_its_number(petra, cast, paper):
    number = cast["pat"].pk
    record_read("opened", by=cast["pat"], on=paper)
    cast["pat"].delete()
    assert f"Account {number}, since deleted" in petra.get(RECORD).content.decode()


def test_the_file_holds_numbers_and_no_names(petra, cast, events):
    answer = petra.get(EXPORT, {"who": "bob"})
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    (row,) = rows(answer)
    assert row["account"] == str(cast["bob"].pk)
    assert (row["sort"], row["verb"], row["kind"]) == ("read", "opened", "library.document")
    assert "Bob" not in str(row)


def test_taking_the_record_out_is_recorded_without_the_name_that_was_asked_for(petra, cast, events):
    petra.get(EXPORT, {"who": "Bob Fell", "since": "2020-01-31"})
    taken = Event.objects.get(verb="exported")
    assert (taken.sort, taken.by, taken.kind) == ("read", cast["petra"], "audit.event")
    assert taken.details == {"accounts": [cast["bob"].pk], "since": "2020-01-31"}


@pytest.mark.parametrize(
    "words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u00a0=1", "  =1", " \t@x"]
)
def test_nothing_in_the_file_is_a_formula(petra, paper, words):
    record(words, by=None, on=paper)
    (verb,) = {row["verb"] for row in rows(petra.get(EXPORT)) if row["verb"] != "exported"} - {""}
    assert verb == f"'{words}"


@pytest.mark.parametrize("who", ["alison", "bob", "faz", "stan", "liz", "pat", "dana"])
def test_nobody_outside_the_team_reads_the_record(client, cast, events, who):
    client.force_login(cast[who])
    for address in (RECORD, EXPORT):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "Petra" not in answer.content.decode()
    assert not Event.objects.filter(verb="exported").exists()


def test_the_administrator_takes_out_what_happened_and_no_words_of_what_is_not_hers(client, cast, events):
    client.force_login(cast["ada"])
    found = [row for row in rows(client.get(EXPORT)) if row["verb"] == "document added"]
    assert [row["details"] for row in found] == [""]
    client.force_login(cast["petra"])
    assert "zqreason" in str(rows(client.get(EXPORT)))


def test_the_page_costs_the_same_for_one_row_and_for_thirty(petra, cast, paper):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            petra.get(RECORD)
        return len(asked)

    record_read("opened", by=cast["bob"], on=paper)
    petra.get(RECORD)
    for_one = queries()
    for who in [*cast.values()] * 2:
        record_read("opened", by=who, on=paper)
    assert queries() == for_one
