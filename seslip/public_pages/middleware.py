"""Public pages kept ready for anonymous readers, under the count of changes that they were made from."""

import hashlib
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone

KEPT_HEADERS = ("Content-Type", "Vary", "X-Frame-Options", "ETag", "Cache-Control", "Link")
# A reader with one of these may see more, or something of their own, on the page.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")


def public_page(view):
    """Anybody may open it, and anonymous readers all get the same bytes: it may be kept ready."""

    @login_not_required
    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        return response

    return marked


class PublicPagesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.cache = caches["pages"]

    def __call__(self, request):
        if not settings.KEEP_PUBLIC_PAGES or not _is_anonymous_reading(request):
            return self.get_response(request)
        # The count is read before the page is made: a page made while something changes is kept under the
        # old count, and nobody asks for that one again.
        key = _key(request)
        kept = self.cache.get(key)
        if kept is None:
            response = self.get_response(request)
            if not _may_be_kept(response):
                return response
            kept = _kept(response)
            self.cache.set(key, kept, timeout=24 * 60 * 60)
        return _answer(request, *kept)


def _is_anonymous_reading(request) -> bool:
    return request.method in ("GET", "HEAD") and not any(name in request.COOKIES for name in PERSONAL_COOKIES)


def _key(request) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count FROM public_pages_changes")
        [count] = cursor.fetchone() or [0]
    address = f"{request.get_host()} {request.get_full_path()} {request.method}"
    # Days pass without anybody changing anything: a date is struck when its day is over.
    return f"{count}:{timezone.localdate()}:{hashlib.sha1(address.encode()).hexdigest()}"  # noqa: S324


def _may_be_kept(response) -> bool:
    return getattr(response, "is_public_page", False) and response.status_code == 200 and not response.cookies


def _kept(response) -> tuple[bytes, dict]:
    response["ETag"] = f'"{hashlib.sha1(response.content).hexdigest()}"'  # noqa: S324
    response["Cache-Control"] = "no-cache"
    return response.content, {name: response[name] for name in KEPT_HEADERS if name in response}


def _answer(request, content: bytes, headers: dict) -> HttpResponse:
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers={"ETag": headers["ETag"]})
    return HttpResponse(content, headers=headers)
