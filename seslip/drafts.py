"""Nothing typed is lost: a POST that had to be refused is kept for the person who typed it, and refilled.

Two reasons to refuse: the session had ended, or somebody else saved first. A view asks `refilled(request)`
for what its form shows, says so to the person, and calls `forget(request)` once the form is saved.
"""

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from seslip.people.models import Draft

# Who last signed in with this browser. Signed: only they get back what was typed after the session ended.
COOKIE = "typed_by"
COOKIE_AGE = 30 * 24 * 60 * 60
MAX_CHARACTERS = 5_000_000
SESSION_ENDED = "Your session had ended. What you typed is kept: sign in, and it is filled in again."


def keep(*, user_id: int, path: str, fields: QueryDict, why: Draft.Why) -> Draft | None:
    """Keep what was typed at this address for this person; one copy, the newest. Never a password."""
    typed = {_clean(name): list(map(_clean, values)) for name, values in fields.lists() if may_be_kept(name)}
    if not typed or sum(len(value) for values in typed.values() for value in values) > MAX_CHARACTERS:
        return None
    draft, _ = Draft.objects.update_or_create(
        user_id=user_id, path=path[:300], defaults={"fields": typed, "why": why}
    )
    return draft


def may_be_kept(name: str) -> bool:
    """Whether a field with this name may be kept, or shown again; a password never."""
    return name != "csrfmiddlewaretoken" and "password" not in name.lower()


def _clean(typed: str) -> str:
    """Without what PostgreSQL cannot keep."""
    return typed.replace("\x00", "")


def kept_for(request: HttpRequest) -> Draft | None:
    """What this person typed at this address and could not save."""
    if not request.user.is_authenticated:
        return None
    return _at(request).order_by("-kept_at").first()


def typed_fields(draft: Draft) -> QueryDict:
    """The kept fields as a form expects them."""
    fields = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        fields.setlist(name, values)
    return fields


def refilled(request: HttpRequest) -> tuple[Draft | None, QueryDict | None]:
    """What a form begins with: what was sent, else what was kept for this address, else nothing."""
    if request.method == "POST":
        return None, request.POST
    kept = kept_for(request)
    return kept, typed_fields(kept) if kept else None


def forget(request: HttpRequest) -> None:
    _at(request).delete()


def _at(request: HttpRequest):
    """The query string is part of the address: it may say for which of two councils somebody answers."""
    return Draft.objects.filter(
        user=request.user, path__in=[request.get_full_path()[:300], request.path[:300]]
    )


class KeepDraftMiddleware:
    """Keeps what was typed when the session ended, then asks to sign in and come back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and self._typed_by(request) != request.user.pk:
            response.set_signed_cookie(
                COOKIE,
                request.user.pk,
                max_age=COOKIE_AGE,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return response

    def process_view(self, request, view, args, kwargs):
        """Runs after the CSRF check and before LoginRequiredMiddleware."""
        if (
            request.method != "POST"
            or request.user.is_authenticated
            or not getattr(view, "login_required", True)
        ):
            return None
        user_id = self._typed_by(request)
        if user_id is None:
            return None
        address = request.get_full_path()
        if keep(user_id=user_id, path=address, fields=request.POST, why=Draft.Why.SIGNED_OUT):
            messages.warning(request, SESSION_ENDED)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': address})}")

    def _typed_by(self, request) -> int | None:
        value = request.get_signed_cookie(COOKIE, default=None, max_age=COOKIE_AGE)
        return int(value) if value else None
