"""How a stored file leaves the portal: the one way, for the library and for everything else it keeps."""

import os
import re
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from seslip.audit.actions import record_read, record_refusal
from seslip.library.models import Document, Version

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
CHUNK = 64 * 2**10


def serve(request: HttpRequest, document_id: int, number: int | None = None) -> HttpResponse:
    """The newest version, or the one of that number, to whoever may open the document. Others: 404.

    What is not for everyone is written down: who got which version, and whoever signed in asked in vain.
    """
    versions = Version.objects.visible_to(request.user).filter(document=document_id)
    versions = versions.select_related("document__audience")
    version = versions.filter(number=number).first() if number else newest_of(versions)
    if version is None:
        _write_down_refused(request, document_id)
        raise Http404
    public = version.document.audience.is_public and not version.document.on_request
    response = send(
        request,
        version.file,
        name=version.name,
        content_type=version.content_type,
        public=public,
        etag=version.sha256,
    )
    if not public and _gives_something(request, response):
        record_read("downloaded", by=request.user, on=version.document, version=version.number)
    return response


def _write_down_refused(request: HttpRequest, document_id: int) -> None:
    """Whether there is such a document or not: how long it takes must not tell."""
    if request.user.is_authenticated:
        record_refusal(by=request.user, kind=Document._meta.label_lower, object_id=document_id)


def _gives_something(request: HttpRequest, response: HttpResponse) -> bool:
    """Not when the browser only asks how large it is, or whether the copy it holds is still the newest."""
    return request.method == "GET" and response.status_code != 304


def newest_of(versions):
    """The version people get: the newest that was not taken back."""
    return versions.filter(taken_back_at=None).first()


def send(request, file, *, name: str, content_type: str, public: bool, etag: str) -> HttpResponse:
    """A stored file as a download. Whoever calls this has asked whether this person may have it."""
    etag = f'"{etag}"'
    if settings.ACCEL_PREFIX and isinstance(file.storage, FileSystemStorage):
        lies = os.path.relpath(file.path, settings.MEDIA_ROOT)
        response = HttpResponse(headers={"X-Accel-Redirect": settings.ACCEL_PREFIX + quote(lies)})
    else:
        response = _stream(request, file, etag)
    response["Content-Type"] = content_type
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache" if public else "private, no-store"
    return get_conditional_response(request, etag=etag, response=response)


def _stream(request, file, etag: str) -> HttpResponse:
    try:
        size = file.size
    except FileNotFoundError as error:
        raise Http404 from error
    first, last = asked = _asked_for(request, size, etag)
    response = HttpResponse() if request.method == "HEAD" else StreamingHttpResponse(_read(file, *asked))
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = last - first + 1
    if last - first + 1 < size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _asked_for(request, size: int, etag: str) -> tuple[int, int]:
    """First and last byte of what a broken-off download still wants; the whole file when that is nonsense."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not match or not any(match.groups()) or request.headers.get("If-Range", etag) != etag:
        return 0, size - 1
    start, end = (int(digits) if digits else None for digits in match.groups())
    first = max(size - end, 0) if start is None else start
    last = size - 1 if start is None or end is None else min(end, size - 1)
    return (first, last) if first <= last else (0, size - 1)


def _read(file, first: int, last: int):
    if hasattr(file.storage, "pieces"):
        yield from file.storage.pieces(file.name, first, last)
        return
    left = last - first + 1
    with file.storage.open(file.name) as opened:
        opened.seek(first)
        while left > 0 and (chunk := opened.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
