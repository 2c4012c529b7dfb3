"""Staying signed in, and looking where one is."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from seslip.people import sessions


@login_not_required
@sessions.passes_unnoticed
@never_cache
@require_http_methods(["GET", "POST"])
def how_long(request):
    """How many seconds are left; a POST begins the hour again."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0})
    if request.method == "POST":
        sessions.touch(request)
    return JsonResponse({"seconds": sessions.seconds_left(request.session)})


def signed_in_where(request):
    mine = sessions.open_sessions(request.user)
    elsewhere = mine.exclude(session_key=request.session.session_key)
    if request.method == "POST":
        which = request.POST.get("session", "")
        sessions.end(elsewhere.filter(pk=which) if which.isdecimal() and len(which) < 19 else elsewhere)
        messages.success(request, "Signed out there.")
        return redirect("signed_in_where")
    rows = [_row(request, session) for session in mine]
    return render(request, "account/signed_in_where.html", {"rows": rows, "others": len(rows) - 1})


def _row(request, session) -> dict:
    return {
        "session": session,
        "words": sessions.browser_in_words(session.user_agent),
        "is_here": session.session_key == request.session.session_key,
    }
