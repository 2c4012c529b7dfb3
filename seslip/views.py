"""The pages that belong to no area: front page, health, what the law asks for, and what cannot be shown."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static

from seslip import registry
from seslip.drafts import may_be_kept
from seslip.forms import SampleForm
from seslip.people.access import Permission
from seslip.people.models import Organisation
from seslip.public_pages.middleware import public_page

TOO_BIG = RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent


@public_page
def front(request):
    """For the public: what the programme is. For a person who has signed in: what is asked of them first."""
    user = request.user
    parts = [part(user) for part in registry.offered("front")]
    asks = [ask for asks_of in registry.offered("asks") for ask in asks_of(user)]
    context = {
        "parts": [part for part in parts if part],
        "asks": sorted(asks, key=lambda ask: ask.by_when or dt.date.max),
        "councils": Organisation.objects.members(),
        "keeps_people": user.is_authenticated and user.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "front.html", context)


@login_not_required
def healthz(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def favicon(request):
    """Browsers ask for it by this name on pages that do not say where the icon is."""
    return redirect(static("icon.svg"))


@public_page
def page(request, name, **words):
    return render(request, f"pages/{name}.html", words)


def gallery(request):
    """Every part pages are built from, for those who write pages."""
    if not (settings.DEBUG or request.user.may(Permission.USE_ADMIN)):
        raise Http404
    form = SampleForm(request.POST or None, request.FILES or None)
    page = Paginator(range(60), 20).get_page(2)
    return render(request, "gallery.html", {"form": form, "page": page})


def not_found(request, exception=None):
    """The same answer for "there is no such page" and "you may not know of it", whatever the clock says."""
    return render(request, "404.html", {"signed_in_until": None}, status=404)


def may_not(request, exception=None):
    """They may see it but not do that; `exception` says why where we raised it."""
    return render(request, "403.html", {"why": str(exception or "")}, status=403)


def bad_request(request, exception=None):
    if isinstance(exception, TOO_BIG):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def too_often(request, exception=None):
    return render(request, "429.html", status=429)


def server_error(request):
    """No person, no menu, no database: whatever broke may be one of them."""
    return HttpResponseServerError(render_to_string("500.html", {"contact_email": settings.CONTACT_EMAIL}))


@login_not_required
def form_refused(request, reason=""):
    """The form did not prove that it came from our own page.

    Where the browser vouches that it did, as after signing in again in another tab, what was typed is offered
    to be sent again. Otherwise a stranger's page could fill it in, so nothing is repeated. Files cannot be
    repeated at all, and passwords are not.
    """
    from_our_page = request.headers.get("Sec-Fetch-Site") == "same-origin"
    is_account = request.path.startswith("/accounts/")
    sent = {} if is_account or not from_our_page else dict(request.POST.lists())
    typed = {name: values for name, values in sent.items() if may_be_kept(name)}
    return render(request, "form_refused.html", {"typed": typed, "is_account": is_account}, status=403)
