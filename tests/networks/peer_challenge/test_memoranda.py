"""Who signs for a council, once each; and what people signed does not change under them."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from networks.peer_challenge.models import Memorandum, Paper
from seslip.audit.models import Event
from seslip.people.access import Post
from seslip.people.models import Appointment
from tests.networks.peer_challenge.factories import (
    council,
    make_memorandum,
    make_paper,
    make_round,
    make_version,
    nominate,
    pdf,
    queries,
    with_blank,
)

ISSUE = {"kind": "peer-challenge", "year": "2019-20", "issued_on": "2019-09-01", "summary": "In short"}


@pytest.fixture
def memorandum(cast):
    return make_memorandum("2019-20", signed_by=(), issued_on=dt.date(2019, 9, 1))


def page(name, *args):
    return reverse(f"peer_challenge:memorandum{name}", args=args)


def test_the_team_issues_a_years_memorandum_with_its_blank(cast, client):
    client.force_login(cast["petra"])
    blank = SimpleUploadedFile("blank.pdf", pdf("Agreed"))
    client.post(page("-issue"), {**ISSUE, "upload": blank, "deputies_read_their_group": "on"})
    made = Memorandum.objects.visible_to(cast["bob"]).get()
    assert (made.year, made.file_name) == ("2019-20", "blank.pdf")
    assert made.file.name.startswith("peer-challenge/memoranda/")
    assert (made.deputies_read_their_group, made.leaders_read_each_other) == (True, False)
    assert Event.objects.about(made).get().verb == "memorandum issued"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"year": "2019-21"}, "Write the year like 2019-20."),
        ({"issued_on": ""}, "Fill in “Issued on”."),
        ({"upload": SimpleUploadedFile("blank.txt", b"words")}, "blank.txt is no PDF."),
        ({"kind": "agency", "leaders_read_each_other": "on"}, "opens no papers"),
        ({"summary": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_a_memorandum_that_is_not_right_is_sent_back_in_words(cast, client, wrong, sentence):
    client.force_login(cast["petra"])
    answer = client.post(page("-issue"), ISSUE | wrong)
    assert sentence in answer.content.decode()
    assert not Memorandum.objects.exists()


def test_the_same_year_is_not_issued_twice(cast, client, memorandum):
    client.force_login(cast["petra"])
    assert "already exists" in client.post(page("-issue"), ISSUE).content.decode()


@pytest.mark.parametrize(
    ("name", "post"), [("alison", Post.DCS), ("cleo", Post.CHIEF_EXECUTIVE), ("lena", Post.LEAD_MEMBER)]
)
def test_the_holder_of_each_post_signs_for_the_council(cast, client, memorandum, name, post):
    client.force_login(cast[name])
    seat = f"{council('kent').pk}-{post}"
    answer = client.post(page("-sign", memorandum.pk), {"seats": [seat], "name": "As I sign"}, follow=True)
    signature = memorandum.signatures.get()
    assert (signature.council, signature.post, signature.name) == (council("kent"), post, "As I sign")
    assert signature.person == cast[name].person
    assert "As I sign" in answer.content.decode()
    again = client.post(page("-sign", memorandum.pk), {"seats": [seat], "name": "Twice"})
    assert again.status_code == 403
    assert memorandum.signatures.count() == 1


@pytest.mark.parametrize("seat", [("surrey", Post.DCS), ("kent", Post.LEAD_MEMBER)])
def test_nobody_signs_for_another_post_or_council(cast, client, memorandum, seat):
    client.force_login(cast["alison"])
    seats = {"seats": [f"{council(seat[0]).pk}-{seat[1]}"], "name": "Alison Brook"}
    assert client.post(page("-sign", memorandum.pk), seats).status_code == 200
    assert not memorandum.signatures.exists()


def test_somebody_whose_post_has_ended_does_not_sign(cast, client, memorandum):
    Appointment.objects.filter(person=cast["alison"].person).update(ends=dt.date(2020, 1, 1))
    client.force_login(cast["alison"])
    assert client.post(page("-sign", memorandum.pk), {"name": "Alison Brook"}).status_code == 404


def test_a_nominated_deputy_reads_and_does_not_sign(cast, client, memorandum):
    nominate(cast["dev"], cast["alison"])
    make_round(memorandum=memorandum)
    client.force_login(cast["dev"])
    assert client.get(memorandum.get_absolute_url()).status_code == 200
    assert client.get(page("-sign", memorandum.pk)).status_code == 403


def test_a_director_of_two_councils_signs_for_both_at_once(cast, client, memorandum):
    alison = cast["alison"].person
    Appointment.objects.create(
        person=alison, post=Post.DCS, organisation=council("medway"), starts=dt.date(2018, 1, 1)
    )
    client.force_login(cast["alison"])
    seats = [f"{council(slug).pk}-dcs" for slug in ("kent", "medway")]
    client.post(page("-sign", memorandum.pk), {"seats": seats, "name": "Alison Brook"})
    assert {signature.council.slug for signature in memorandum.signatures.all()} == {"kent", "medway"}


def test_the_team_records_what_was_signed_on_paper(cast, client, memorandum):
    client.force_login(cast["petra"])
    asked = {"seat": f"{council('kent').pk}-dcs", "name": "A. Brook", "signed_on": "2019-09-05"}
    answer = client.post(page("-on-paper", memorandum.pk), asked, follow=True)
    assert "A. Brook, 5 September 2019" in answer.content.decode()
    assert "(on paper)" in answer.content.decode()
    again = client.post(page("-on-paper", memorandum.pk), asked)
    assert "It has been signed for that post already" in again.content.decode()
    to_come = asked | {"seat": f"{council('kent').pk}-lead-member", "signed_on": "2099-01-01"}
    answer = client.post(page("-on-paper", memorandum.pk), to_come)
    assert "The day it was signed is still to come." in answer.content.decode()
    assert memorandum.signatures.count() == 1


def test_the_database_keeps_one_signature_a_post(memorandum):
    kent = {"council": council("kent"), "post": "dcs", "name": "A", "signed_on": dt.date(2019, 1, 1)}
    memorandum.signatures.create(**kent)
    with pytest.raises(IntegrityError):
        memorandum.signatures.create(**kent)


def test_what_it_opens_is_fixed_once_the_first_council_has_signed(cast, client, memorandum):
    client.force_login(cast["petra"])
    client.post(page("-change", memorandum.pk), {**ISSUE, "leaders_read_each_other": "on"})
    memorandum.refresh_from_db()
    assert memorandum.leaders_read_each_other
    memorandum.signatures.create(council=council("kent"), post="dcs", name="A", signed_on=dt.date(2019, 1, 1))
    answer = client.post(page("-change", memorandum.pk), ISSUE)
    assert answer.status_code == 403
    assert "stays as it was" in answer.content.decode()
    memorandum.refresh_from_db()
    assert memorandum.leaders_read_each_other


def test_everybody_reads_in_words_what_it_opens(cast, client, memorandum):
    client.force_login(cast["bob"])
    words = client.get(memorandum.get_absolute_url()).content.decode()
    assert "Nominated deputies read what their leader reads in the group" in words


def test_a_director_whose_council_has_not_signed_is_told_so_and_reads_no_others_papers(cast, client):
    unsigned = make_memorandum(signed_by=["surrey"])
    round_ = make_round(memorandum=unsigned)
    make_version(make_paper(round_, "surrey"))
    client.force_login(cast["alison"])
    told = client.get(round_.get_absolute_url()).content.decode()
    assert "has been signed for Kent" in told
    assert page("", unsigned.pk) in told
    assert not Paper.objects.visible_to(cast["alison"]).exists()
    client.post(page("-sign", unsigned.pk), {"seats": [f"{council('kent').pk}-dcs"], "name": "Alison"})
    assert "has been signed for" not in client.get(round_.get_absolute_url()).content.decode()
    assert Paper.objects.visible_to(cast["alison"]).get().council == council("surrey")


# The memorandum on agency staff


@pytest.fixture
def agency(cast):
    return make_memorandum(kind="agency", signed_by=())


def test_a_council_commits_itself_withdraws_and_comes_back(cast, client, agency):
    client.force_login(cast["alison"])
    kent = council("kent").pk
    client.post(page("-commit", agency.pk), {"council": kent, "on": "2019-01-01"})
    again = client.post(page("-commit", agency.pk), {"council": kent, "on": "2019-02-01"})
    assert "Kent is committed to it already." in again.content.decode()
    early = {"council": kent, "on": "2018-12-31", "reason": "Too early"}
    assert "only after that day" in client.post(page("-withdraw", agency.pk), early).content.decode()
    client.post(page("-withdraw", agency.pk), early | {"on": "2019-06-01", "reason": "Cost"})
    client.post(page("-commit", agency.pk), {"council": kent, "on": "2019-07-01"})
    found = list(agency.commitments.values_list("withdrawn_on", "reason"))
    assert found == [(dt.date(2019, 6, 1), "Cost"), (None, "")]
    shown = client.get(agency.get_absolute_url()).content.decode()
    assert "Still committed" in shown
    assert "1 June 2019" in shown


def test_no_director_commits_another_council(cast, client, agency):
    client.force_login(cast["alison"])
    client.post(page("-commit", agency.pk), {"council": council("surrey").pk, "on": "2019-01-01"})
    assert not agency.commitments.exists()


def test_the_team_commits_councils_on_their_behalf(cast, client, agency):
    client.force_login(cast["petra"])
    client.post(page("-commit", agency.pk), {"council": council("surrey").pk, "on": "2019-01-01"})
    assert agency.commitments.get().council == council("surrey")


# Pages


def test_the_register_asks_the_database_as_often_for_thirty_as_for_one(cast, client):
    client.force_login(cast["petra"])
    make_memorandum("2000-01")
    one = queries(client, reverse("peer_challenge:memoranda"))
    for year in range(1, 31):
        make_memorandum(f"20{year:02d}-{year + 1:02d}")
    assert queries(client, reverse("peer_challenge:memoranda")) == one


def test_the_blank_is_a_download_for_those_who_read_it(cast, client, memorandum):
    with_blank(memorandum)
    client.force_login(cast["bob"])
    answer = client.get(page("-blank", memorandum.pk))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"
    client.force_login(cast["otto"])
    assert client.get(page("-blank", memorandum.pk)).status_code == 404
