"""What is done, read and refused is written down, each in its own way."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import Http404

from seslip.audit.actions import record, record_read, record_refusal
from seslip.audit.models import Event
from seslip.people.models import Appointment
from tests.newsletters import factories


@pytest.fixture
def paper(cast, directors):
    return factories.make_document("Paper", audience=directors)


@pytest.fixture
def other(cast, directors):
    return factories.make_document("Another", audience=directors)


def test_who_has_read_a_thing_is_told_newest_first_and_of_that_thing_alone(paper, other, cast):
    record("document changed", by=cast["petra"], on=paper)
    record_read("opened", by=cast["alison"], on=paper)
    record_read("downloaded", by=cast["bob"], on=paper)
    record_read("opened", by=cast["oona"], on=other)
    record_refusal(by=cast["mo"], on=paper)
    reads = [(read.by, read.verb) for read in Event.objects.reads_of(paper)]
    assert reads == [(cast["bob"], "downloaded"), (cast["alison"], "opened")]
    assert [refusal.by for refusal in Event.objects.refusals_of(paper)] == [cast["mo"]]
    assert Event.objects.about(paper).count() == 4


def test_a_refusal_can_tell_of_a_thing_that_is_not_there(cast):
    refusal = record_refusal(by=cast["mo"], kind="peer_challenge.paper", object_id=10**18 - 1)
    assert Event.objects.get(kind="peer_challenge.paper", object_id=10**18 - 1) == refusal


def test_somebody_without_an_account_is_nobody_in_the_record(paper):
    record_refusal(by=AnonymousUser(), on=paper)
    assert Event.objects.refusals_of(paper).get().by_id is None


def test_a_delegate_is_recorded_with_the_post_acted_for(paper, cast):
    post = Appointment.objects.get(person__user=cast["alison"])
    record_read("opened", by=cast["dev"], on=paper, acting_for=post)
    read = Event.objects.reads_of(paper).get()
    assert (read.by, read.acting_for) == (cast["dev"], post)


def test_an_action_that_fails_leaves_no_record_of_it(paper, cast):
    with transaction.atomic():
        record("document changed", by=cast["petra"], on=paper)
        transaction.set_rollback(True)
    assert not Event.objects.about(paper).exists()


def test_a_refusal_stands_when_not_found_follows(paper, cast):
    with pytest.raises(Http404):
        refuse(paper, cast["mo"])
    assert Event.objects.refusals_of(paper).exists()


def refuse(paper, by):
    record_refusal(by=by, on=paper)
    raise Http404


def test_a_refusal_is_not_taken_where_it_could_be_rolled_back(paper, cast):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        record_refusal(by=cast["mo"], on=paper)
    assert not Event.objects.refusals_of(paper).exists()


def test_a_deleted_account_leaves_its_number_in_the_record(paper, cast):
    number = cast["pat"].pk
    record_read("opened", by=cast["pat"], on=paper)
    cast["pat"].delete()
    read = Event.objects.reads_of(paper).get()
    assert (read.by_id, read.by) == (number, None)
