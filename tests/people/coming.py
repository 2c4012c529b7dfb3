"""Inviting and asking, as the tests do it."""

import datetime as dt

from django.utils import timezone

from seslip.people import actions
from seslip.people.access import Post
from seslip.people.models import AccessRequest, Organisation

PASSWORD = "three unlikely words"


def place(slug="kent"):
    return Organisation.objects.get(slug=slug)


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


def invite(by, email="new@example.org", post=Post.COUNCIL_OFFICER, at="kent", **more):
    fields = {"name": "New Person"} | more
    return actions.invite(email=email, post=post, organisation=place(at), by=by, **fields)


def ask(email="asker@example.org", post=Post.COUNCIL_OFFICER, at="kent", **more):
    fields = {"name": "Ann Asker", "why": "I run placements"} | more
    actions.ask_for_access(email=email, post=post, organisation=place(at), **fields)
    return AccessRequest.objects.unscoped("test").get(email=email)


def path_of(invitation):
    invitation.refresh_from_db()
    return invitation.link.removeprefix("http://").partition("/")[2].join(("/", ""))
