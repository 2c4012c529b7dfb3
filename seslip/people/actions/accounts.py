"""What is done to people, posts and circles."""

import datetime as dt

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from seslip import mail
from seslip.audit.actions import record
from seslip.people.access import Post
from seslip.people.giving import is_themselves
from seslip.people.models import Appointment, Circle, Draft, Organisation, Person, User
from seslip.people.sessions import sign_out_everywhere
from seslip.refusals import Refused

KEPT_FOR = dt.timedelta(days=30)


@transaction.atomic
def make_built_in_circles() -> None:
    """Every circle that a rule needs: everyone, members, team, one a post, one a council. Safe to repeat."""
    built_in = [
        Circle(kind=kind, name=kind.label)
        for kind in (Circle.Kind.EVERYONE, Circle.Kind.MEMBERS, Circle.Kind.TEAM)
    ]
    built_in += [
        Circle(kind=Circle.Kind.POST, post=post, name=f"Holders of the post: {post.label}") for post in Post
    ]
    built_in += [council_circle(organisation) for organisation in Organisation.objects.filter(circle=None)]
    Circle.objects.bulk_create(built_in, ignore_conflicts=True)


def council_circle(organisation: Organisation) -> Circle:
    """The people of an organisation, not saved yet."""
    return Circle(kind=Circle.Kind.COUNCIL, organisation=organisation, name=f"People of {organisation.name}")


@transaction.atomic
def appoint(
    *,
    person: Person,
    post: Post,
    organisation: Organisation,
    by: User | None,
    starts: dt.date | None = None,
    ends: dt.date | None = None,
    on_behalf_of: Person | None = None,
) -> Appointment:
    """Give somebody a post from a day on (today when none is given). Nobody gives themselves one."""
    if is_themselves(by, person=person):
        raise Refused("Nobody gives themselves a post. Ask somebody else who can.")
    appointment = Appointment.objects.create(
        person=person,
        post=post,
        organisation=organisation,
        starts=starts or timezone.localdate(),
        ends=ends,
        on_behalf_of=on_behalf_of,
    )
    record("person appointed", by=by, on=appointment, post=post, organisation=organisation.pk)
    return appointment


@transaction.atomic
def make_account(
    *, email: str, name: str, by: User | None, never_holding: frozenset[Post] = frozenset()
) -> User:
    """An account and its person: somebody known by this address, unless they hold one of these posts."""
    user = User.objects.create_user(email)
    nobodys = Person.objects.unscoped("looking for the owner of the account").filter(user=None)
    holders = Appointment.objects.current().filter(post__in=never_holding)
    nobodys = nobodys.exclude(pk__in=holders.values("person"))
    person = nobodys.filter(email__iexact=user.email).order_by("pk").first()
    person = person or Person(name=name, email=user.email, details_audience=Circle.objects.members())
    person.user = user
    person.save()
    record("account made", by=by, on=user)
    return user


def one_time_link(user: User) -> str:
    """The path where this person chooses a password, once."""
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


@transaction.atomic
def take_second_step_away(*, user: User, by: User) -> None:
    """The owner has lost it: it goes, with every session, and a letter tells them. They set up a new one."""
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    sign_out_everywhere(user)
    record("second step taken away", by=by, on=user)
    what = f"It was taken away by {by.get_full_name()}, and you were signed out everywhere."
    transaction.on_commit(mail.second_step_changed(to=user.email, what=what).send)


@transaction.atomic
def forget_old() -> int:
    """What the privacy page says is kept for 30 days: what was typed and never saved, and wrong passwords."""
    before = timezone.now() - KEPT_FOR
    drafts, _ = Draft.objects.filter(kept_at__lt=before).delete()
    attempts, _ = AccessAttempt.objects.filter(attempt_time__lt=before).delete()
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return drafts + attempts
