"""Who gets a letter, and when: the outbox, weekly letters, topics, the proof."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsletters.actions import outbox, publishing, readers
from newsletters.actions.publishing import NotNow
from newsletters.models import Delivery, Reader, Update
from seslip.audit.models import Event
from tests.newsletters.factories import make_document, make_item, make_update, published
from tests.newsletters.mail_cast import go_out, html_of, make_due, make_reader, send_all

pytestmark = pytest.mark.usefixtures("everyone")
LONDON = ZoneInfo("Europe/London")


def states() -> dict:
    return dict(Delivery.objects.values_list("reader__email", "state"))


def test_publishing_writes_one_row_for_every_active_reader_and_no_other():
    for state in Reader.State.values:
        make_reader(f"{state}@example.org", state=state)
    edition = go_out(this_week=[make_item()])
    assert list(states()) == ["active@example.org"]
    outbox.fill_outbox(edition)
    assert Delivery.objects.count() == 1


def test_one_reader_never_has_two_rows_for_an_update():
    make_reader()
    go_out(this_week=[make_item()])
    row = Delivery.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_update_brought_in_from_the_old_site_is_never_sent():
    make_reader()
    published(this_week=[make_item()])
    assert not Delivery.objects.exists()


def test_update_published_again_after_a_withdrawal_or_corrected_is_not_sent_again(cast):
    make_reader()
    update = make_update(this_week=[make_item()])
    go_out(update)
    assert len(send_all()) == 1
    publishing.correct(update=update, note="a name", by=cast["petra"])
    publishing.withdraw(update=update, reason="wrong week", by=cast["petra"])
    publishing.publish(update=update, by=cast["petra"])
    assert send_all() == []


@pytest.mark.parametrize(
    ("published_at", "due"),
    [
        ("2020-02-07 09:00", "2020-02-07 16:00"),
        ("2020-02-07 15:59", "2020-02-07 16:00"),
        ("2020-02-07 16:00", "2020-02-14 16:00"),
        ("2020-02-08 10:00", "2020-02-14 16:00"),
        ("2020-02-13 23:00", "2020-02-14 16:00"),
        ("2020-03-28 10:00", "2020-04-03 16:00"),
    ],
)
def test_weekly_reader_is_due_on_friday_at_four_in_london(published_at, due):
    at, then = (dt.datetime.fromisoformat(text).replace(tzinfo=LONDON) for text in (published_at, due))
    assert outbox.due_for("weekly", at.astimezone(dt.UTC)) == then
    assert outbox.due_for("immediate", at) == at


def test_clocks_that_change_do_not_move_four_o_clock():
    winter = dt.datetime(2020, 3, 28, 10, tzinfo=dt.UTC)
    assert outbox.due_for("weekly", winter).astimezone(dt.UTC).hour == 15


def test_weekly_reader_gets_one_letter_with_each_item_once():
    make_reader(frequency="weekly", topics=["Fostering", "Data"])
    shared = make_item("Shared by both topics", topics=["Fostering", "Data"])
    go_out(number=388, this_week=[shared, make_item("Only in 388", topics=["Data"])])
    go_out(number=389, this_week=[make_item("Only in 389", topics=["Data"])], reminders=[shared])
    assert send_all() == []
    make_due()
    [letter] = send_all()
    assert letter.subject == "Updates No 388 and 389, 7 February 2020"
    for part in (letter.body, html_of(letter)):
        assert part.count("Shared by both topics") == 1
        assert "Only in 388" in part
        assert "Only in 389" in part
    assert Delivery.objects.filter(state="sent", message_id__gt="").count() == 2
    assert send_all() == []


def test_immediate_reader_gets_a_letter_an_update_at_once():
    make_reader()
    go_out(number=388, this_week=[make_item()])
    go_out(number=389, this_week=[make_item()])
    assert [letter.subject[:13] for letter in send_all()] == ["Update No 388", "Update No 389"]


def test_topics_chosen_and_items_on_no_topic_are_all_that_comes():
    make_reader(topics=["Fostering"])
    go_out(
        this_week=[
            make_item("On fostering", topics=["Fostering"]),
            make_item("On data", topics=["Data"]),
            make_item("On nothing in particular"),
        ]
    )
    [letter] = send_all()
    assert "On fostering" in letter.body
    assert "On nothing in particular" in letter.body
    assert "On data" not in letter.body
    assert "On data" not in html_of(letter)


def test_reader_with_nothing_on_the_chosen_topics_gets_no_empty_letter():
    make_reader(topics=["Fostering"])
    go_out(this_week=[make_item(topics=["Data"])], tools=[make_document()])
    assert send_all() == []
    row = Delivery.objects.get()
    assert (row.state, row.reason) == ("not-needed", "Nothing on the topics this reader has chosen.")


def test_restricted_item_on_another_topic_is_not_announced(cast, directors):
    make_reader("alison@example.org", user=cast["alison"], topics=["Fostering"])
    go_out(this_week=[make_item(topics=["Data"], audience=directors)])
    assert send_all() == []


def test_topics_are_asked_when_the_letter_is_sent():
    reader = make_reader(frequency="weekly", topics=["Fostering"])
    go_out(this_week=[make_item(topics=["Data"])])
    readers.choose(reader=reader, frequency="weekly", topics=[])
    make_due()
    assert len(send_all()) == 1


@pytest.mark.parametrize("state", ["left", "bounced"])
def test_reader_who_left_or_bounced_after_publication_is_not_written_to(state):
    reader = make_reader()
    go_out(this_week=[make_item()])
    Reader.objects.filter(pk=reader.pk).update(state=state, left_at=timezone.now())
    assert send_all() == []
    assert states() == {"reader@example.org": "not-needed"}


def test_reader_who_leaves_while_the_letter_is_written_is_not_written_to(monkeypatch):
    reader = make_reader()
    go_out(this_week=[make_item()])
    write = outbox.letters.message

    def left_meanwhile(*args):
        message = write(*args)
        readers.leave(reader=reader, how="the page")
        return message

    monkeypatch.setattr(outbox.letters, "message", left_meanwhile)
    assert send_all() == []
    assert states() == {"reader@example.org": "not-needed"}


def test_letters_are_held_until_a_proof_of_that_version_was_sent(cast):
    make_reader()
    update = make_update(this_week=[make_item()])
    outbox.send_proof(update=update, by=cast["petra"])
    Update.objects.filter(pk=update.pk).update(version=2)
    publishing.publish(update=Update.objects.unscoped("test").get(), by=cast["petra"])
    update = Update.objects.unscoped("test").get()
    assert send_all() == []
    assert str(outbox.sending_summary(update)).endswith("1 held until a proof has been sent")
    with pytest.raises(NotNow, match="proof first"):
        outbox.let_go(update=update, by=cast["petra"])
    outbox.send_proof(update=update, by=cast["petra"])
    assert outbox.let_go(update=update, by=cast["petra"]) == 1
    assert len(send_all()) == 1


def test_proof_goes_to_the_manager_alone_and_opens_the_outbox(cast, directors, mailoutbox):
    make_reader()
    update = make_update(this_week=[make_item("Fostering week"), make_item("Zebrafinch", audience=directors)])
    outbox.send_proof(update=update, by=cast["petra"])
    [proof] = mailoutbox
    assert proof.to == ["petra@example.org"]
    assert proof.subject == "Proof: Update No 389, 7 February 2020"
    assert "Fostering week" in proof.body
    assert "One item for you is behind sign-in" in proof.body
    assert "Zebrafinch" not in proof.body + html_of(proof)
    update = Update.objects.unscoped("test").get()
    assert (update.proofed_version, update.state) == (1, "draft")
    assert update.proofed_at
    publishing.publish(update=update, by=cast["petra"])
    assert send_all()[0].to == ["reader@example.org"]


def test_proof_that_the_server_does_not_take_is_said_in_words_and_opens_nothing(cast, settings):
    settings.EMAIL_BACKEND = "tests.newsletters.servers.Unreachable"
    update = make_update(this_week=[make_item()])
    with pytest.raises(NotNow, match="did not take the proof"):
        outbox.send_proof(update=update, by=cast["petra"])
    assert Update.objects.unscoped("test").get().proofed_version is None


def test_scheduled_update_with_a_proof_goes_out_by_the_clock(cast):
    make_reader()
    update = make_update(this_week=[make_item()])
    outbox.send_proof(update=update, by=cast["petra"])
    at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    publishing.schedule(update=update, at=at, by=cast["petra"])
    publishing.publish_due(at)
    assert len(send_all()) == 1


def test_manager_sees_how_far_the_letters_are_and_sends_the_failed_again(cast):
    for number in range(4):
        make_reader(f"reader{number}@example.org")
    update = make_update(this_week=[make_item()])
    go_out(update)
    rows = list(Delivery.objects.order_by("pk"))
    Delivery.objects.filter(pk=rows[0].pk).update(state="sent", sent_at="2020-02-07T16:00Z")
    Delivery.objects.filter(pk__in=[rows[1].pk, rows[2].pk]).update(
        state="failed", reason="550 no", attempts=5, message_id="update-1-00"
    )
    assert str(outbox.sending_summary(update)) == "1 sent, 1 waiting, 2 failed"
    assert outbox.send_again(update=update, by=cast["petra"]) == 2
    assert str(outbox.sending_summary(update)) == "1 sent, 3 waiting, 0 failed"
    assert Event.objects.filter(verb="failed letters sent again", by=cast["petra"]).exists()
    assert rows[0].reader.email not in {letter.to[0] for letter in send_all()}


def test_filling_the_outbox_takes_as_many_queries_for_thirty_readers_as_for_one(
    django_assert_num_queries, django_assert_max_num_queries
):
    make_reader()
    edition = published(this_week=[make_item()])
    with django_assert_max_num_queries(10) as for_one:
        outbox.fill_outbox(edition)
    Delivery.objects.all().delete()
    for number in range(30):
        make_reader(f"reader{number}@example.org")
    with django_assert_num_queries(len(for_one)):
        outbox.fill_outbox(edition)
