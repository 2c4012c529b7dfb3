"""PDFs kept under the hash of what they were made from.

Whoever may see other content asks for another hash, so nobody is ever served what they may not see; and a
PDF whose content has changed is simply not asked for any more.
"""

import datetime as dt
import hashlib
import importlib.metadata
from functools import cache, partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_page
from django.utils import timezone

from seslip.jobs.actions import enqueue
from seslip.jobs.handlers import handles
from seslip.jobs.models import Rendition
from seslip.library.serving import send
from seslip.pdf.making import render, style

# Raise it when the same HTML is to be made again: the code that makes PDFs has changed.
LAYOUT = "1"
KEPT_FOR = dt.timedelta(days=30)


def content_hash(body: str, *, title: str) -> str:
    """The name of a PDF: of its words, its style and what makes it."""
    parts = [title, body, settings.SITE_ADDRESS, *_made_with()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _made_with() -> list[str]:
    versions = [importlib.metadata.version(name) for name in ("weasyprint", "font-source-sans-pro")]
    return [style(), LAYOUT, *versions]


def request(body: str, *, title: str) -> Rendition:
    """The PDF of this HTML, if need be yet to be made. Asking twice is asking once."""
    name = content_hash(body, title=title)
    known = Rendition.objects.select_related("job").filter(content_hash=name).first()
    if known and known.is_ready and not known.file.storage.exists(known.file.name):
        forget(known)
        known = None
    return known or _ask_for(name, title, body)


@transaction.atomic
def _ask_for(name: str, title: str, body: str) -> Rendition:
    job = enqueue("pdf", f"pdf:{name}", content_hash=name)
    defaults = {"title": title, "html": body, "job": job}
    return Rendition.objects.get_or_create(content_hash=name, defaults=defaults)[0]


@handles("pdf", words="Make a PDF", seconds=120, attempts=3)
def make(content_hash: str) -> None:
    """A worker's part: render what was asked for, and keep it."""
    rendition = Rendition.objects.get(content_hash=content_hash)
    if rendition.is_ready:
        return
    made = render(rendition.html, title=rendition.title, mark=content_hash[:8])
    storage = rendition.file.storage
    name = f"renditions/{content_hash}.pdf"
    storage.delete(name)
    rendition.file.name = storage.save(name, ContentFile(made))
    rendition.size, rendition.ready_at, rendition.html = len(made), timezone.now(), ""
    rendition.save(update_fields=["file", "size", "ready_at", "html"])


@transaction.atomic
def forget(rendition: Rendition) -> None:
    """Let a PDF go; whoever asks for it again has it made again."""
    if rendition.file:
        transaction.on_commit(partial(rendition.file.storage.delete, rendition.file.name))
    rendition.delete()
    rendition.job.delete()


def forget_old() -> int:
    """Nobody is told that a PDF has become stale: after a month, each is let go. Says how many.

    Those that could not be made go too: they still hold the words they were to be made from.
    """
    old = Rendition.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).select_related("job")
    for rendition in old:
        forget(rendition)
    return len(old)


def respond(request: HttpRequest, rendition: Rendition, *, name: str, back: str) -> HttpResponse:
    """The file as a download; until it is ready, a page that says where it stands and asks again by itself.

    Whoever calls this has made the rendition's HTML for exactly this person.
    """
    if rendition.is_ready:
        etag = rendition.content_hash
        return send(
            request, rendition.file, name=name, content_type="application/pdf", public=False, etag=etag
        )
    status = 200 if rendition.has_failed else 202
    page = render_page(request, "pdf_waiting.html", {"rendition": rendition, "back": back}, status=status)
    page["Cache-Control"] = "private, no-store"
    return page
