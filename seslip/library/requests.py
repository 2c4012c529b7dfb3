"""What is given on request: asked for, granted for a time or for good, refused, ended; all recorded."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from seslip.audit.actions import record
from seslip.jobs.actions import enqueue
from seslip.library.models import Document, Request
from seslip.people.models import User

State = Request.State
OPEN = (State.ASKED, State.GRANTED)


@transaction.atomic
def ask(*, document: Document, why: str, by: User) -> Request:
    """Ask for a document, its conditions accepted as they stand. Asking twice is asking once."""
    Document.objects.unscoped("one request at a time").select_for_update().get(pk=document.pk)
    mine = Request.objects.unscoped("this person's own").filter(document=document, asked_by=by)
    for passed in mine.filter(state=State.GRANTED, until__lt=timezone.localdate()):
        _move(passed, to=State.ENDED, by=None, words=passed.words)
    standing = mine.filter(state__in=OPEN).first()
    if standing:
        return standing
    asked = Request.objects.create(document=document, asked_by=by, why=why, conditions=document.conditions)
    record("document asked for", by=by, on=document, request=asked.pk)
    _write("asked", asked)
    return asked


@transaction.atomic
def grant(*, request: Request, by: User, words: str = "", until: dt.date | None = None) -> Request:
    """Open the document to whoever asked, until the last day if there is one."""
    return _answer(request, to=State.GRANTED, by=by, words=words, until=until)


@transaction.atomic
def refuse(*, request: Request, by: User, words: str) -> Request:
    return _answer(request, to=State.REFUSED, by=by, words=words)


@transaction.atomic
def end(*, request: Request, by: User, words: str = "") -> Request:
    """Close it again to whoever had it, from this moment."""
    return _answer(request, to=State.ENDED, by=by, words=words)


_COMES_FROM = {State.GRANTED: State.ASKED, State.REFUSED: State.ASKED, State.ENDED: State.GRANTED}


def _answer(request: Request, *, to: str, by: User, words: str, until: dt.date | None = None) -> Request:
    held = Request.objects.unscoped("whoever decides it").select_for_update().get(pk=request.pk)
    if held.state != _COMES_FROM[to]:
        raise ValidationError(f"This was answered meanwhile: {held.get_state_display().lower()}.")
    held.until = until if to == State.GRANTED else held.until
    _move(held, to=to, by=by, words=words)
    _write("answered", held)
    return held


def _move(request: Request, *, to: str, by: User | None, words: str) -> None:
    request.state, request.decided_by, request.words = to, by, words
    request.decided_at = timezone.now()
    request.save()
    last_day = str(request.until) if request.until else None
    record(f"request {to}", by=by, on=request.document, request=request.pk, until=last_day)


def _write(message: str, request: Request) -> None:
    """One letter for each thing that happens to a request."""
    key = f"library-{message}-{request.pk}-{request.state}"
    enqueue("library-letter", key, message=message, request=request.pk)
