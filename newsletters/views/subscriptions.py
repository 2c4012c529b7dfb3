"""Readers come, choose and leave. A GET changes nothing; a link that names nobody is a page, never an error.

Whether an address is known is never told: asking answers the same page for every address.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from newsletters import letters
from newsletters.actions import readers
from newsletters.models import Reader
from newsletters.subscription_forms import ChoicesForm, SubscribeForm
from seslip.people.adapters import client_address
from seslip.people.often import counted

HOUR = 60 * 60
ASKS_AN_HOUR_FROM_ONE_PLACE = 20
LETTERS_A_DAY_TO_ONE_ADDRESS = 3


@login_not_required
@never_cache
def subscribe(request):
    form = SubscribeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "subscribe", form=form)
    if counted(f"subscribe-asks-{client_address(request)}", HOUR) > ASKS_AN_HOUR_FROM_ONE_PLACE:
        return _page(request, "asked_too_often", status=429)
    asked = form.cleaned_data
    if counted(f"subscribe-asked-{asked['email'].lower()}", 24 * HOUR) <= LETTERS_A_DAY_TO_ONE_ADDRESS:
        readers.ask_to_subscribe(**asked)
    return redirect("newsletters:asked")


@login_not_required
@require_safe
def asked(request):
    return _page(request, "asked", days=letters.CONFIRM_DAYS)


@login_not_required
@never_cache
def confirm(request, token):
    reader = letters.reader_of(token, "confirm", days=letters.CONFIRM_DAYS)
    if reader is None or reader.state not in (Reader.State.PENDING, Reader.State.ACTIVE):
        return _no_such_link(request)
    if request.method == "POST":
        readers.confirm(reader=reader)
        messages.success(request, "Thank you. You get the Update from now on.")
        return redirect("newsletters:preferences", reader.token)
    return _page(request, "confirm", reader=reader)


@login_not_required
@never_cache
def preferences(request, token):
    reader = Reader.objects.filter(token=token).exclude(state=Reader.State.PENDING).first()
    if reader is None:
        return _no_such_link(request)
    if reader.state == Reader.State.LEFT:
        return _page(request, "left", reader=reader)
    return _choices(request, reader, back="newsletters:preferences", args=[token])


@never_cache
def mine(request):
    """The same for somebody signed in, who needs no link and may subscribe at once."""
    email = request.user.email
    reader = Reader.objects.filter(email__iexact=email, state=Reader.State.ACTIVE).first()
    return _choices(request, reader, back="newsletters:mine", args=[])


def _choices(request, reader, *, back, args):
    initial = {"frequency": reader.frequency, "topics": reader.topics.all()} if reader else None
    form = ChoicesForm(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "preferences", form=form, reader=reader)
    if reader:
        readers.choose(reader=reader, **form.cleaned_data)
    else:
        readers.subscribe_account(user=request.user, **form.cleaned_data)
    messages.success(request, "Saved. The next letter will follow what you chose.")
    return redirect(back, *args)


# The token is the credential: no session and no cookie is read, so that a mail program can send the
# one-click POST of RFC 8058, and so that there is nothing for another site to ride on.
@csrf_exempt
@login_not_required
@never_cache
def leave(request, token):
    reader = Reader.objects.filter(token=token).first()
    if reader is None:
        return _no_such_link(request)
    if request.method == "POST":
        one_click = request.POST.get("List-Unsubscribe") == "One-Click"
        readers.leave(reader=reader, how="one click" if one_click else "the page")
        reader.refresh_from_db()
    if reader.state == Reader.State.LEFT:
        return _page(request, "left", reader=reader)
    return _page(request, "leave", reader=reader)


@login_not_required
@never_cache
def come_back(request, token):
    reader = letters.reader_of(token, "come-back", days=letters.UNDO_DAYS)
    if reader is None or reader.state == Reader.State.BOUNCED:
        return _no_such_link(request)
    if request.method == "POST":
        readers.come_back(reader=reader)
        messages.success(request, "You get the Update again, as before.")
        return redirect("newsletters:preferences", reader.token)
    return _page(request, "come_back", reader=reader)


def _page(request, name, *, reader=None, status=200, **context):
    address = masked(reader.email) if reader else ""
    context = {"reader": reader, "masked_address": address, **context}
    return render(request, f"newsletters/readers/{name}.html", context, status=status)


def _no_such_link(request):
    return _page(request, "no_such_link", status=404)


def masked(email: str) -> str:
    """Enough for its owner to know it: a link may have been forwarded."""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host}"
