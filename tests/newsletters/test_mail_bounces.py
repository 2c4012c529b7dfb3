"""Letters that come back are read, shown and counted; garbage is not an error."""

import io
import random
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from newsletters import tasks
from newsletters.actions import readers
from newsletters.actions.bounces import WITHIN, take_in
from newsletters.bounces import mailbox, parsing
from newsletters.models import Bounce, Delivery, Reader
from seslip.jobs.models import Run
from tests.newsletters.factories import make_item
from tests.newsletters.mail_cast import go_out, make_reader, send_all

pytestmark = pytest.mark.usefixtures("everyone")

REPORT = """From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Fri, 7 Feb 2020 16:01:00 +0000

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--b
Content-Type: message/rfc822

Message-ID: <{letter_id}@seslip.example.org>
Subject: Update No 389

Words of the letter.
--b--
"""

PLAIN = """From: {sender}
To: updates@seslip.example.org
Subject: failure notice

{text}
"""


def report(
    address="reader@example.org",
    *,
    action="failed",
    status="5.1.1",
    words="550 No such user",
    letter_id="",
    to="",
):
    return REPORT.format(
        to=to or "updates@seslip.example.org",
        address=address,
        action=action,
        status=status,
        words=words,
        letter_id=letter_id,
    ).encode()


def plain(text, sender="MAILER-DAEMON@mx.example.org"):
    return PLAIN.format(sender=sender, text=text).encode()


def sent(number=389) -> Delivery:
    go_out(number=number, this_week=[make_item()])
    assert len(send_all()) == 1
    return Delivery.objects.get(update__number=number)


def state() -> str:
    return Reader.objects.get().state


def test_wrong_address_stops_the_letters_and_the_reason_is_kept():
    make_reader()
    delivery = sent()
    assert take_in(report(letter_id=delivery.message_id)) == ["stopped: the address does not work"]
    bounce = Bounce.objects.get()
    assert (bounce.kind, bounce.status, bounce.reason) == ("hard", "5.1.1", "550 No such user")
    assert (bounce.reader, bounce.delivery) == (delivery.reader, delivery)
    delivery.refresh_from_db()
    assert (state(), delivery.state, delivery.reason) == (
        "bounced",
        "failed",
        "It came back: 550 No such user",
    )


def test_letter_is_found_by_its_own_return_path_when_the_report_names_another_address():
    make_reader()
    delivery = sent()
    take_in(report("forwarded@example.net", to=f"bounces+{delivery.message_id}@seslip.example.org"))
    assert state() == "bounced"


def test_report_without_our_letter_counts_by_address_for_two_weeks():
    make_reader()
    delivery = sent()
    Delivery.objects.update(sent_at=timezone.now() - 2 * WITHIN)
    assert take_in(report("Reader@Example.org")) == ["for nobody we wrote to"]
    assert state() == "active"
    Delivery.objects.filter(pk=delivery.pk).update(sent_at=timezone.now())
    take_in(report("Reader@Example.org", words="550 Really no such user"))
    assert state() == "bounced"


def test_made_up_letter_stops_nobody():
    make_reader()
    sent()
    assert take_in(report(letter_id="update-1-0123456789abcdef")) == ["for nobody we wrote to"]
    assert state() == "active"


def soft(delivery):
    return take_in(report(letter_id=delivery.message_id, status="4.2.2", words="452 Mailbox full"))


def test_full_mailbox_stops_the_letters_only_after_three_in_a_row():
    make_reader()
    soft(sent(387))
    sent(388)
    soft(sent(389))
    soft(sent(390))
    assert state() == "active", "one of the last three arrived"
    assert soft(sent(391)) == ["stopped: the address does not work"]
    assert state() == "bounced"


def test_same_letter_that_comes_back_three_times_is_once():
    make_reader()
    delivery = sent()
    for number in range(3):
        take_in(report(letter_id=delivery.message_id, status="4.2.2", words=f"452 Full, try {number}"))
    assert state() == "active"


def test_same_report_taken_in_twice_is_once():
    make_reader()
    delivery = sent()
    soft(delivery)
    assert soft(delivery) == ["known already"]
    assert Bounce.objects.count() == 1


def test_works_again_lets_letters_go_on_and_forgets_the_old_count(cast):
    reader = make_reader()
    for number in (387, 388, 389):
        soft(sent(number))
    assert state() == "bounced"
    assert readers.works_again(reader=reader, by=cast["petra"])
    assert soft(sent(390)) == ["came back this time"]
    assert state() == "active"


def test_reader_who_left_stays_left_when_a_letter_comes_back():
    reader = make_reader()
    delivery = sent()
    readers.leave(reader=reader, how="the page")
    take_in(report(letter_id=delivery.message_id))
    assert state() == "left"


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        ("5.1.1", "550 5.1.1 user unknown", "hard"),
        ("5.1.10", "550 RESOLVER.ADR.RecipientNotFound", "hard"),
        ("5.0.0", "550 whatever", "hard"),
        ("5.2.1", "550 mailbox disabled", "hard"),
        ("5.2.2", "552 mailbox full", "soft"),
        ("5.7.1", "550 message refused as spam", "soft"),
        ("4.4.1", "connection timed out", "soft"),
        ("", "550 5.1.1 nobody", "hard"),
        ("", "mailbox is full", "soft"),
    ],
)
def test_report_says_whether_the_address_is_wrong_or_it_was_this_time(status, words, kind):
    [found] = parsing.read(report(status=status, words=words))
    assert (found.kind, found.address, found.reason) == (kind, "reader@example.org", words)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_delay_or_receipt_is_no_bounce(action):
    assert parsing.read(report(action=action, status="4.4.7")) == []


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        (
            "Hi. This is the qmail-send program at mx.example.org.\nI'm afraid it did not work.\n\n"
            "<reader@example.org>:\n192.0.2.1 does not like it.\nRemote host said: 550 5.1.1 User unknown\n",
            "hard",
            "Remote host said: 550 5.1.1 User unknown",
        ),
        (
            "A message that you sent could not be delivered to one or more of its recipients.\n\n"
            "  reader@example.org\n    mailbox is full: retry timeout exceeded\n",
            "soft",
            "mailbox is full: retry timeout exceeded",
        ),
        (
            "Delivery to reader@example.org failed.\nThe account does not exist.\n",
            "hard",
            "The account does not exist.",
        ),
        (
            "reader@example.org: 554 5.7.1 rejected by policy",
            "soft",
            "reader@example.org: 554 5.7.1 rejected by policy",
        ),
    ],
)
def test_report_that_keeps_to_no_standard_is_read_too(text, kind, reason):
    [found] = parsing.read(plain(text))
    assert (found.kind, found.address, found.reason) == (kind, "reader@example.org", reason)


def test_exims_own_header_names_the_address():
    raw = plain("The mail server says: no such user").replace(
        b"Subject:", b"X-Failed-Recipients: reader@example.org\nSubject:"
    )
    assert parsing.read(raw)[0].address == "reader@example.org"


def test_absence_note_is_no_bounce_even_if_it_says_550():
    text = "I am away. The mailbox reader@example.org is unavailable until 550 days from now."
    assert parsing.read(plain(text, sender="Reader <reader@example.org>")) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 100,
        b"\xff\xfe" * 500,
        b"From ",
        b"Content-Type: multipart/report; boundary=\n\n",
        b"Content-Type: message/delivery-status\n\n\x00\xff: 1",
        b"Content-Type: text/plain; charset=none\nFrom: MAILER-DAEMON\n\n550 user unknown a@example.org \xff",
        b"Content-Type: multipart/mixed; boundary=b\nFrom: <>\n\n" + b"--b\n" * 2000,
        report().replace(b"reader@example.org", b"\x00\xe9@\xff" + b"x" * 5000),
    ],
)
def test_garbage_is_no_error(raw):
    assert take_in(raw)
    for message in mailbox.messages_in(raw):
        assert take_in(message)


def test_report_cut_or_scrambled_anywhere_is_no_error():
    chance = random.Random(389)  # noqa: S311 - the same garbage every time
    raw = report(letter_id="update-1-0123456789abcdef")
    for _ in range(200):
        broken = bytearray(raw[: chance.randrange(len(raw))])
        for _ in range(chance.randrange(20)):
            broken[chance.randrange(len(broken))] = chance.randrange(256) if broken else 0
        parsing.read(bytes(broken))


def test_command_reads_files_of_one_message_and_of_many_and_standard_input(tmp_path, capsys, monkeypatch):
    make_reader()
    delivery = sent()
    one, many = tmp_path / "one.eml", tmp_path / "many.mbox"
    one.write_bytes(report(letter_id=delivery.message_id))
    many.write_bytes(
        b"From a@b Fri Feb  7 16:00:00 2020\n" + report("x@example.org") + b"\n"
        b"From a@b Fri Feb  7 16:00:00 2020\n" + plain("Thank you for the Update!", "ann@example.org")
    )
    call_command("take_in_bounces", str(one), str(many))
    assert capsys.readouterr().out == (
        "1 for nobody we wrote to, 1 not about a letter that came back, "
        "1 stopped: the address does not work.\n"
    )
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(one.read_bytes())))
    call_command("take_in_bounces")
    assert capsys.readouterr().out == "1 known already.\n"


class Mailbox:
    """An IMAP server as imaplib shows it."""

    seen = []

    def __init__(self, host, port, timeout):
        assert (host, port) == ("mail.example.org", 993)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def login(self, user, password):
        assert (user, password) == ("bounces@example.org", "p/w")

    def select(self, folder):
        assert folder == "INBOX"

    def search(self, charset, which):
        return "OK", [b"1 2"]

    def fetch(self, number, what):
        return "OK", [(b"1 (BODY[] {10}", report("x@example.org", words=f"550 no {number}")), b")"]

    def store(self, number, how, flag):
        self.seen.append((number, flag))


def test_mailbox_is_read_by_the_clock_and_marked_as_read(settings, monkeypatch):
    settings.BOUNCES_URL = "imaps://bounces%40example.org:p%2Fw@mail.example.org/INBOX"
    monkeypatch.setattr("newsletters.bounces.mailbox.imaplib.IMAP4_SSL", Mailbox)
    tasks.fetch_bounces()
    assert Mailbox.seen == [(b"1", "\\Seen"), (b"2", "\\Seen")]
    assert Run.objects.get(name="fetch-bounces").outcome == "2 for nobody we wrote to"


def test_without_a_mailbox_the_clock_says_so():
    tasks.fetch_bounces()
    assert Run.objects.get(name="fetch-bounces").outcome == "no mailbox for bounces is set"
