"""How long somebody stays signed in: an hour without doing anything, ten hours in all; and where else.

The browser is told how much is left and warns five minutes before (session.js). What was being typed when it
ends is kept (drafts.py).
"""

import datetime as dt
import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.utils import timezone

from seslip.people.models import User

# Not every request writes: to the minute is enough.
WRITE_EVERY = 60
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
DEVICES = {
    "Windows": "Windows",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "Mac OS": "a Mac",
    "CrOS": "a Chromebook",
    "Linux": "Linux",
}


def begin(session, now: float | None = None) -> None:
    session["began"] = session["seen"] = int(now or time.time())


def ends_at(session) -> int:
    """When the session ends if nothing more is done, in seconds since 1970."""
    return min(session["seen"] + settings.SESSION_IDLE_AGE, session["began"] + settings.SESSION_COOKIE_AGE)


def seconds_left(session) -> int:
    return max(0, ends_at(session) - int(time.time()))


def touch(request) -> None:
    """Somebody did something: the hour begins again."""
    session, now = request.session, int(time.time())
    if now - session["seen"] >= WRITE_EVERY:
        session["seen"] = now
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())


def passes_unnoticed(view):
    """Asking how much is left is not doing something."""
    view.passes_unnoticed = True
    return view


class SessionLimitsMiddleware:
    """Ends a session that is over, before anything else looks at who is asking."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if "began" not in request.session:
                begin(request.session)
            if not seconds_left(request.session):
                logout(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Refusals and error pages too: a page made for one person is not handed to another.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_view(self, request, view, args, kwargs):
        if request.user.is_authenticated and not getattr(view, "passes_unnoticed", False):
            touch(request)


def limits(request) -> dict:
    """Context processor: until when this person stays signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or "began" not in request.session:
        return {}
    until = dt.datetime.fromtimestamp(ends_at(request.session), dt.UTC)
    return {"signed_in_until": until, "signed_in_seconds": seconds_left(request.session)}


def open_sessions(user: User):
    """Where this person is signed in now, the newest first."""
    now = timezone.now()
    return UserSession.objects.filter(
        user=user,
        last_seen_at__gt=now - dt.timedelta(seconds=settings.SESSION_IDLE_AGE + WRITE_EVERY),
        created_at__gt=now - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE),
        session_key__in=Session.objects.values("session_key"),
    ).order_by("-last_seen_at", "-pk")


def end(sessions) -> None:
    """Whoever comes with one of these has to sign in again."""
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()


def sign_out_everywhere(user: User, *, but_here: str | None = None) -> None:
    end(UserSession.objects.filter(user=user).exclude(session_key=but_here))


def browser_in_words(user_agent: str) -> str:
    """What people call it: "Edge on Windows"."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "A browser")
    device = next((name for sign, name in DEVICES.items() if sign in user_agent), "")
    return f"{browser} on {device}" if device else browser
