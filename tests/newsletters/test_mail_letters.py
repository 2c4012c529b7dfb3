"""What a letter holds, for readers in and outside a circle, in every part of it."""

import email.policy
from email import message_from_bytes

import pytest

from newsletters.actions import publishing
from newsletters.models import Delivery
from seslip.people.models import Appointment
from tests.newsletters.factories import make_document, make_item, make_person, make_update
from tests.newsletters.mail_cast import go_out, html_of, make_reader, send_all

CANARY = "Zebrafinch"


@pytest.fixture
def walled(directors):
    """A public item and one for the directors, whose every word is a canary's."""
    secret = make_item(
        f"{CANARY} headline",
        audience=directors,
        update=f"<p>{CANARY} text</p>",
        action=f"<p>{CANARY} action</p>",
        dates=[{"year": 2020, "month": 3, "day": 6, "about": f"{CANARY} day"}],
        actions=[{"what": f"{CANARY} to do"}],
    )
    document = make_document(f"{CANARY} workbook", audience=directors)
    return make_update(this_week=[make_item("Fostering week"), secret], tools=[document])


def everything(message) -> str:
    """Subject, headers, text and HTML, as they travel."""
    travels = message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    parts = [part.get_content() for part in travels.walk() if not part.is_multipart()]
    return "\n".join([*(f"{name}: {value}" for name, value in travels.items()), *parts])


@pytest.fixture
def letters(walled, cast):
    """The letters of the walled Update, by the first name of who got them."""
    for name in ("alison", "dana"):
        make_reader(f"{name}@example.org", user=cast[name])
    make_reader("someone@example.org")
    go_out(walled)
    return {message.to[0].partition("@")[0]: message for message in send_all()}


def test_no_restricted_word_travels_to_anybody_in_any_part(letters):
    assert set(letters) == {"alison", "dana", "someone"}
    for message in letters.values():
        assert CANARY.lower() not in everything(message).lower()
        assert "Fostering week" in message.body
        assert "Fostering week" in html_of(message)


def test_director_gets_a_neutral_line_with_a_link_to_sign_in(letters):
    for part in (letters["alison"].body, html_of(letters["alison"])):
        assert "2 items for you are behind sign-in" in part
        assert "/accounts/login/" in part


@pytest.mark.parametrize("name", ["dana", "someone"])
def test_reader_outside_the_circle_is_told_nothing_not_even_that_there_is_more(letters, name):
    assert "behind sign-in" not in everything(letters[name])


def test_account_is_known_by_its_address_without_being_linked(walled, cast):
    make_reader("alison@example.org")
    go_out(walled)
    assert "2 items for you are behind sign-in" in send_all()[0].body


def test_circle_is_asked_when_the_letter_is_sent_not_when_it_is_published(walled, cast):
    make_reader("alison@example.org", user=cast["alison"])
    go_out(walled)
    Appointment.objects.filter(person__user=cast["alison"]).update(ends="2020-01-01")
    [letter] = send_all()
    assert "behind sign-in" not in everything(letter)


def test_wholly_restricted_update_says_neither_number_nor_date(cast, directors):
    make_reader("alison@example.org", user=cast["alison"])
    make_reader("someone@example.org")
    go_out(make_update(audience=directors, this_week=[make_item(CANARY, audience=directors)]))
    [letter] = send_all()
    assert letter.to == ["alison@example.org"]
    assert letter.subject == "News for you behind sign-in"
    assert CANARY not in everything(letter)
    assert "389" not in letter.body
    assert Delivery.objects.get(reader__email="someone@example.org").state == "not-needed"


def test_letter_carries_what_the_page_carries(everyone):
    make_reader()
    item = make_item(
        "Fostering week",
        update='<p>Read <a href="https://www.example.org/guide?a=1&amp;b=2">the guide</a>.</p>'
        "<ul><li>One</li><li>Two</li></ul>",
        action="<p>Send your <strong>names</strong>.</p>",
        dates=[{"year": 2019, "month": 5, "note": "to be announced", "about": "Triad 1"}],
        actions=[{"what": "Tell us who comes", "by_when": "2099-02-14"}],
    )
    contact = make_person("Carol Marsh", details_audience=everyone)
    go_out(
        this_week=[item],
        reminders=[make_item("Quality network")],
        tools=[make_document("A workbook", publisher="DfE")],
        contacts=[(contact, "Fostering network")],
        introduction="<p>Dear all & everybody</p>",
    )
    [letter] = send_all()
    assert letter.subject == "Update No 389, 7 February 2020"
    html = html_of(letter)
    for words in (
        "Tell us who comes",
        "14 February 2099",
        "Triad 1",
        "A workbook",
        "Carol Marsh",
        "Quality network",
    ):
        assert words in html
        assert words in letter.body
    assert '<a href="https://www.example.org/guide?a=1&amp;b=2">the guide</a>' in html
    assert "the guide (https://www.example.org/guide?a=1&b=2)" in letter.body
    assert "- One\n" in letter.body
    assert "Dear all & everybody" in letter.body
    assert "carol.marsh@example.org" in letter.body
    assert "This week\n=========" in letter.body
    assert "Fostering week\n--------------" in letter.body


def test_contact_details_for_members_only_do_not_travel(members):
    make_reader()
    contact = make_person("Carol Marsh", details_audience=members)
    go_out(this_week=[make_item()], contacts=[(contact, "Fostering network")])
    [letter] = send_all()
    assert "Carol Marsh" in letter.body
    assert "carol.marsh@example.org" not in everything(letter)
    assert "01999" not in everything(letter)


def test_nobody_is_followed(everyone):
    make_reader()
    go_out(this_week=[make_item(update='<p><a href="/library/1/">ours</a></p>')])
    html = html_of(send_all()[0])
    assert "<img" not in html
    assert "http-equiv" not in html
    assert "<script" not in html
    assert 'href="/' not in html
    assert "/library/1/" in html


def test_headers_let_it_be_answered_told_apart_and_left(settings, everyone):
    settings.CONTACT_EMAIL = "programme@seslip.example.org"
    settings.MAIL_BOUNCES = "bounces@seslip.example.org"
    reader = make_reader()
    go_out(this_week=[make_item()])
    [letter] = send_all()
    letter_id = Delivery.objects.get().message_id
    headers = letter.message()
    assert headers["Message-ID"] == f"<{letter_id}@seslip.example.org>"
    assert headers["From"] == "SESLIP <updates@seslip.example.org>"
    assert headers["Reply-To"] == "programme@seslip.example.org"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Id"] == "SESLIP weekly Update <updates.seslip.example.org>"
    assert headers["List-Unsubscribe"] == f"<{settings.SITE_ADDRESS}/newsletters/leave/{reader.token}/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Date"]
    assert letter.from_email == f"bounces+{letter_id}@seslip.example.org"


def test_correction_made_before_the_letter_goes_is_what_readers_get(everyone, cast):
    make_reader(frequency="weekly")
    item = make_item("Fostering weak")
    update = make_update(this_week=[item])
    go_out(update)
    item.programme = "Fostering week"
    item.save()
    publishing.correct(update=update, note="the headline", by=cast["petra"])
    Delivery.objects.update(due_at="2020-02-07T16:00Z")
    [letter] = send_all()
    assert "Fostering week" in letter.body
    assert "Fostering weak" not in letter.body
    assert "the headline" in letter.body


def test_update_withdrawn_before_the_letter_goes_is_not_sent(everyone, cast):
    make_reader()
    update = make_update(this_week=[make_item()])
    go_out(update)
    publishing.withdraw(update=update, reason="wrong week", by=cast["petra"])
    assert send_all() == []
    assert Delivery.objects.get().state == "not-needed"
