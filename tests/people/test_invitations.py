"""Coming in: who may invite whom, one letter, one link, which works once."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from seslip.audit.models import Event
from seslip.people import actions
from seslip.people.access import COUNCIL_POSTS, HELD_AT_COUNCILS, Post
from seslip.people.giving import posts_to_give
from seslip.people.models import Appointment, Delegation, Invitation, Organisation, User
from seslip.refusals import Refused
from tests.conftest import CAST
from tests.people.coming import PASSWORD, in_days, invite, path_of, place

pytestmark = pytest.mark.django_db
COUNCIL_ONLY = sorted(COUNCIL_POSTS)


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """What leaves when the transaction is done."""

    def sent(do, *args, **kwargs):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        return mail.outbox

    return sent


def test_who_may_invite_whom_to_what(cast):
    """The team to any post; a director at the own council, to all posts but the director's; nobody else."""
    for slug in ("kent", "surrey", "lga", "seslip"):
        at = place(slug)
        is_council = at.kind == Organisation.Kind.COUNCIL
        for name in CAST:
            expected = set()
            if name == "petra":
                expected = {post for post in Post if (post in HELD_AT_COUNCILS) == is_council}
            elif (name, slug) in {("alison", "kent"), ("bob", "surrey")}:
                expected = set(COUNCIL_ONLY)
            assert set(posts_to_give(cast[name], at)) == expected, (name, slug)


@pytest.mark.parametrize(
    ("who", "post", "at"),
    [
        ("alison", Post.DCS, "kent"),
        ("alison", Post.PROGRAMME_MANAGER, "seslip"),
        ("alison", Post.COUNCIL_OFFICER, "surrey"),
        ("dev", Post.COUNCIL_OFFICER, "kent"),
        ("dana", Post.COUNCIL_OFFICER, "kent"),
        ("ada", Post.COUNCIL_OFFICER, "kent"),
        ("ian", Post.COUNCIL_OFFICER, "slough"),
        ("pat", Post.COUNCIL_OFFICER, "kent"),
    ],
)
def test_nobody_invites_beyond_that(cast, who, post, at):
    with pytest.raises(Refused):
        invite(cast[who], post=post, at=at)
    assert not Invitation.objects.unscoped("test").exists()


def test_somebody_who_acts_for_the_director_invites_and_the_record_says_for_whom(cast):
    alison = cast["alison"].person.appointments.get()
    Delegation.objects.create(appointment=alison, to=cast["dev"].person, ends=in_days(5))
    invite(cast["dev"])
    event = Event.objects.get(verb="invitation made")
    assert (event.by, event.acting_for_id) == (cast["dev"], alison.pk)


@pytest.mark.parametrize("email", ["petra@example.org", "PETRA@Example.ORG"])
def test_nobody_invites_themselves(cast, email):
    with pytest.raises(Refused, match="Nobody gives themselves"):
        invite(cast["petra"], email=email)


@pytest.mark.parametrize("known", [False, True], ids=["a new address", "an account"])
@pytest.mark.parametrize("post", [Post.DATA_LEAD, Post.DCS], ids=["one person", "two people"])
def test_each_gets_exactly_one_letter(cast, letters, known, post):
    email = "otto@example.org" if known else "new@example.org"
    made = []
    sent = letters(lambda: made.append(invite(cast["petra"], email=email, post=post)))
    if post == Post.DCS:
        assert sent == []
        sent = letters(actions.agree, invitation=made[0], by=cast["ada"])
    assert [letter.to for letter in sent] == [[email]]
    assert path_of(made[0]) in sent[0].body


def test_what_opens_the_most_waits_for_a_second_person(cast):
    invitation = invite(cast["petra"], post=Post.DCS)
    assert invitation.state == "waiting"
    for who in ("petra", "alison", "bob"):
        with pytest.raises(Refused):
            actions.agree(invitation=invitation, by=cast[who])
    actions.agree(invitation=invitation, by=cast["ada"])
    invitation.refresh_from_db()
    assert (invitation.state, invitation.agreed_by) == ("sent", cast["ada"])


def test_whoever_is_alone_need_not_wait(cast):
    cast["ada"].person.appointments.update(ends=dt.date(2020, 1, 1))
    assert invite(cast["petra"], post=Post.DCS).state == "sent"


def test_a_new_person_chooses_a_password_and_is_in(cast, client):
    path = path_of(invite(cast["alison"], email="New@Example.org", post=Post.DATA_LEAD, ends=in_days(90)))
    page = client.get(path).content.decode()
    for words in ("Alison Brook", "Data lead, Kent", "people of Kent"):
        assert words in page
    assert not User.objects.filter(email__iexact="new@example.org").exists()
    response = client.post(path, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    user = User.objects.get(email="new@example.org")
    held = user.person.appointments.get()
    assert (held.post, held.organisation.slug, held.ends) == ("data-lead", "kent", in_days(90))
    assert client.get("/accounts/council/kent/").status_code == 200


def test_whoever_accepts_before_the_post_begins_is_told_from_when(cast, client, letters):
    starts = in_days(14)
    [letter] = letters(invite, cast["alison"], starts=starts)
    day = f"{starts:%-d %B %Y}"
    assert f"Council officer, Kent, from {day}" in letter.body
    path = path_of(Invitation.objects.unscoped("test").get())
    assert f"as long as you hold the post, from {day}" in client.get(path).content.decode()
    answer = client.post(path, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True)
    assert f"Your post begins on {day}" in answer.content.decode()


def test_a_new_director_sets_up_the_second_step_without_giving_the_new_password_again(cast, client, settings):
    settings.MFA_REQUIRED = True
    invitation = invite(cast["petra"], post=Post.DCS, at="slough")
    actions.agree(invitation=invitation, by=cast["ada"])
    assert "Then set up a second step" in client.get(path_of(invitation)).content.decode()
    answer = client.post(
        path_of(invitation), {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True
    )
    assert answer.request["PATH_INFO"] == reverse("mfa_index")
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_a_password_everybody_knows_is_not_taken(cast, client):
    path = path_of(invite(cast["alison"]))
    response = client.post(path, {"new_password1": "password123", "new_password2": "password123"})
    assert response.status_code == 200
    assert response.context["form"].errors == {"new_password1": ["This password is too common."]}
    assert not User.objects.filter(email="new@example.org").exists()


def test_somebody_with_an_account_signs_in_and_has_one_account_with_two_posts(cast, client):
    path = path_of(invite(cast["bob"], email="Otto@example.org", at="surrey"))
    assert b"Sign in to accept" in client.get(path).content
    client.force_login(cast["otto"])
    assert client.post(path).status_code == 302
    posts = Appointment.objects.current().filter(person__user=cast["otto"])
    assert sorted(posts.values_list("organisation__slug", flat=True)) == ["kent", "surrey"]


def test_a_forwarded_letter_gives_a_colleague_nothing(cast, client):
    invitation = invite(cast["bob"], email="otto@example.org", at="surrey")
    client.force_login(cast["nell"])
    assert b"signed in as nell@example.org" in client.post(path_of(invitation)).content
    invitation.refresh_from_db()
    assert invitation.state == "sent"
    assert cast["nell"].person.appointments.count() == 1


def test_looking_changes_nothing(cast, client):
    """Mail programs open links before people do."""
    invitation = invite(cast["alison"])
    for method in (client.get, client.head, client.options):
        method(path_of(invitation))
    assert invitation.state == Invitation.objects.unscoped("test").get().state == "sent"
    assert not User.objects.filter(email="new@example.org").exists()


def used(invitation, cast):
    actions.accept_anew(invitation=invitation, password=PASSWORD)


def ran_out(invitation, cast):
    Invitation.objects.unscoped("test").update(expires_at=timezone.now() - dt.timedelta(seconds=1))


def cancelled(invitation, cast):
    actions.cancel(invitation=invitation, by=cast["alison"])


@pytest.mark.parametrize(
    ("happened", "words"),
    [(used, "has been accepted"), (ran_out, "ran out on"), (cancelled, "has been cancelled")],
)
def test_a_link_that_is_over_says_so_and_changes_nothing(cast, client, happened, words):
    invitation = invite(cast["alison"])
    path = path_of(invitation)
    happened(invitation, cast)
    before = User.objects.count(), Appointment.objects.count(), Event.objects.count()
    other = {"new_password1": "another good phrase", "new_password2": "another good phrase"}
    for response in (client.get(path), client.post(path, other)):
        assert response.status_code == 410
        assert words in response.content.decode()
    assert (User.objects.count(), Appointment.objects.count(), Event.objects.count()) == before


def test_the_second_use_by_the_same_account_is_refused_too(cast):
    invitation = invite(cast["bob"], email="otto@example.org", at="surrey")
    actions.accept(invitation=invitation, by=cast["otto"])
    with pytest.raises(Refused, match="has been accepted"):
        actions.accept(invitation=invitation, by=cast["otto"])
    assert cast["otto"].person.appointments.count() == 2


def test_a_second_click_leads_in_and_is_told_so(cast, client):
    path = path_of(invite(cast["alison"]))
    client.post(path, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    for again in (client.get(path, follow=True), client.post(path, follow=True)):
        assert again.redirect_chain == [("/", 302)]
        assert "You have accepted this invitation already" in again.content.decode()


def test_whoever_is_signed_in_is_not_told_to_sign_in(cast, client):
    invitation = invite(cast["alison"])
    used(invitation, cast)
    client.force_login(cast["nell"])
    page = client.get(path_of(invitation)).content.decode()
    assert "You are signed in as Nell" in page
    assert "sign in" not in BeautifulSoup(page, "html.parser").main.text


def test_signed_in_as_somebody_else_they_sign_out_and_come_back(cast, client):
    path = path_of(invite(cast["alison"]))
    client.force_login(cast["nell"])
    form = BeautifulSoup(client.get(path).content, "html.parser").select_one("main form")
    back = client.post(form["action"], {"next": form.find("input", {"name": "next"})["value"]}, follow=True)
    assert back.redirect_chain[-1][0] == path
    assert "Choose a password, and you are in" in back.content.decode()


def test_sent_again_the_old_link_no_longer_works(cast, client, letters):
    invitation = invite(cast["alison"])
    old = path_of(invitation)
    assert len(letters(actions.send_again, invitation=invitation, by=cast["alison"])) == 1
    assert client.get(old).status_code == 404
    assert client.get(path_of(invitation)).status_code == 200


def test_what_is_accepted_cannot_be_cancelled(cast):
    invitation = invite(cast["alison"])
    used(invitation, cast)
    for do in (actions.cancel, actions.send_again):
        with pytest.raises(Refused):
            do(invitation=invitation, by=cast["alison"])
    invitation.refresh_from_db()
    assert (invitation.state, invitation.appointment.post) == ("accepted", "council-officer")


@pytest.mark.parametrize("token", ["x", "1-1", "1-1.forged", "%00", "9" * 400, "1-1.a.b"])
def test_an_odd_link_is_a_page_and_never_an_error(cast, client, token):
    assert client.get(f"/accounts/invitations/{token}/").status_code == 404


def test_a_small_invitation_does_not_open_a_guarded_post_of_a_contact(cast):
    """Somebody known as a director, without an account, whose address was changed to a stranger's."""
    director = cast["bob"].person
    director.user, director.email = None, "new@example.org"
    director.save()
    actions.accept_anew(invitation=invite(cast["alison"]), password=PASSWORD)
    user = User.objects.get(email="new@example.org")
    assert [held.post for held in user.appointments] == ["council-officer"]


def test_whoever_can_agree_is_asked_on_the_front_page_and_nobody_else(cast, client):
    invite(cast["petra"], post=Post.DCS, name="Zqnext")
    asked = set()
    for name in CAST:
        client.force_login(cast[name])
        if "Agree that Zqnext is invited" in client.get("/").content.decode():
            asked.add(name)
    assert asked == {"ada"}
