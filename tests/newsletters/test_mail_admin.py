"""Petra sees readers, letters and bounces in the admin; nobody without that permission sees any of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from newsletters.actions.bounces import take_in
from newsletters.models import Reader
from seslip.audit.models import Event
from tests.newsletters.factories import make_item
from tests.newsletters.mail_cast import go_out, make_reader, send_all
from tests.newsletters.test_mail_bounces import report

PAGES = ["newsletters_reader", "newsletters_delivery", "newsletters_bounce"]
BASIS = {"basis": "legitimate interests", "source": "the old site's list"}


def sign_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.fixture
def petra(client, cast):
    sign_in(client, cast["petra"])
    return client


@pytest.mark.parametrize("page", [*(f"{page}_changelist" for page in PAGES), "newsletters_reader_bring_in"])
@pytest.mark.parametrize("who", ["alison", "dana", "fay", "liz", "ada", "pat", "ian", None])
def test_list_of_readers_is_only_for_who_manages_it(client, cast, who, page):
    make_reader("zebrafinch@example.org")
    if who:
        sign_in(client, cast[who])
    answer = client.get(reverse(f"admin:{page}"), follow=True)
    assert "zebrafinch" not in answer.content.decode()
    assert answer.status_code == 403 or "/accounts/login/" in str(answer.redirect_chain)


def test_manager_sees_readers_and_how_many_have_not_confirmed(petra):
    make_reader("zebrafinch@example.org")
    make_reader("pending@example.org", state="pending")
    words = petra.get(reverse("admin:newsletters_reader_changelist")).content.decode()
    assert "zebrafinch@example.org" in words
    assert "Asked on the page: 2, of whom 1 never confirmed." in words


def test_manager_sees_why_an_address_stopped_and_says_that_it_works_again(petra):
    reader = make_reader()
    go_out(this_week=[make_item()])
    send_all()
    take_in(report(words="550 No such user here"))
    for page in PAGES:
        assert "No such user here" in petra.get(reverse(f"admin:{page}_changelist")).content.decode()
    assert (
        "No such user here"
        in petra.get(reverse("admin:newsletters_reader_change", args=[reader.pk])).content.decode()
    )
    answer = _act(petra, "works_again", reader)
    assert "1 of the addresses get the Update again." in answer
    reader.refresh_from_db()
    assert reader.state == "active"


def test_what_the_manager_corrects_of_a_reader_is_recorded(petra, cast):
    reader = make_reader(topics=["Fostering"])
    page = reverse("admin:newsletters_reader_change", args=[reader.pk])
    answers = {"frequency": reader.frequency, "lawful_basis": "legitimate interests", "source": reader.source}
    assert petra.post(page, answers).status_code == 302
    petra.post(page, answers)
    reader.refresh_from_db()
    assert (reader.lawful_basis, list(reader.topics.all())) == ("legitimate interests", [])
    event = Event.objects.get(verb="reader changed")
    assert (event.by, event.object_id) == (cast["petra"], reader.pk)
    assert event.details == {"fields": ["topics", "lawful_basis"]}


def _act(client, action, *chosen, page="newsletters_reader") -> str:
    answers = {"action": action, "_selected_action": [thing.pk for thing in chosen]}
    return client.post(reverse(f"admin:{page}_changelist"), answers, follow=True).content.decode()


def test_manager_erases_a_reader_with_all_that_was_sent(petra):
    reader = make_reader()
    go_out(this_week=[make_item()])
    send_all()
    _act(petra, "erase", reader)
    assert not Reader.objects.exists()


@pytest.mark.parametrize("page", ["newsletters_delivery", "newsletters_bounce"])
def test_what_was_sent_and_what_came_back_cannot_be_rewritten(petra, page):
    make_reader()
    go_out(this_week=[make_item()])
    send_all()
    take_in(report())
    assert petra.get(reverse(f"admin:{page}_add")).status_code == 403
    model = page.partition("_")[2]
    pk = {
        "delivery": Reader.objects.get().deliveries.get().pk,
        "bounce": Reader.objects.get().bounces.get().pk,
    }
    assert petra.post(reverse(f"admin:{page}_change", args=[pk[model]]), {}).status_code == 403


def test_list_is_looked_at_first_and_then_brought_in(petra):
    address = reverse("admin:newsletters_reader_bring_in")
    file = SimpleUploadedFile("list.csv", b"email\nann@example.org\nnonsense\n")
    looked = petra.post(address, {**BASIS, "file": file, "look": "1"})
    words = looked.content.decode()
    assert "1 new, 0 stay out, 1 wrong" in words
    assert "Row 3: “nonsense” is not an e-mail address." in words
    assert not Reader.objects.exists()

    kept = looked.context["form"].initial
    refused = petra.post(address, {**BASIS, "pasted": kept["pasted"], "bring-in": "1"}).content.decode()
    assert "Nothing was brought in." in refused
    assert "ann@example.org" in refused, "what was chosen is still there"

    petra.post(address, {**BASIS, "pasted": kept["pasted"], "leave_out_wrong": "on", "bring-in": "1"})
    assert Reader.objects.get().email == "ann@example.org"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Choose a file, or paste the list."),
        ({"pasted": "email\nann@example.org", "basis": ""}, "Fill in “Lawful basis”."),
        ({"pasted": "\x00\ud7ff"}, "Null characters are not allowed"),
    ],
)
def test_wrong_upload_is_said_and_changes_nothing(petra, answers, words):
    answer = petra.post(reverse("admin:newsletters_reader_bring_in"), {**BASIS, **answers, "bring-in": "1"})
    assert words in answer.content.decode()
    assert not Reader.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_list_in_the_admin_takes_as_many_queries_for_thirty_as_for_one(
    petra, page, django_assert_max_num_queries
):
    def one_more(number):
        make_reader(f"reader{number}@example.org")
        go_out(number=number, this_week=[make_item()])
        send_all()
        take_in(report(f"reader{number}@example.org"))

    one_more(1)
    with django_assert_max_num_queries(40) as for_one:
        petra.get(reverse(f"admin:{page}_changelist"))
    for number in range(2, 7):
        one_more(number)
    with django_assert_max_num_queries(len(for_one)):
        petra.get(reverse(f"admin:{page}_changelist"))
