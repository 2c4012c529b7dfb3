"""The menu, built from predicates: what a person cannot open is not offered."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from seslip import registry
from seslip.people.access import Permission


def everyone(user) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """A line of the menu: its words, the URL name it opens, its place, and who is offered it."""

    words: str
    url_name: str
    place: int
    offered_to: Callable = everyone


def menu(request) -> dict:
    """Context processor: the entries this person is offered, with the current one marked."""
    contact = {"contact_email": settings.CONTACT_EMAIL}
    user = getattr(request, "user", None)
    if user is None:
        return contact
    entries = sorted(
        (entry for entry in registry.offered("menu") if entry.offered_to(user)), key=lambda e: e.place
    )
    return contact | {
        "menu": _shown(entries, request.path),
        "may_use_admin": user.is_authenticated and user.may(Permission.USE_ADMIN),
        "sign_in_address": sign_in_address(request),
    }


def sign_in_address(request) -> str:
    """Where to sign in and come back to this page; the account's own pages are not come back to."""
    address = reverse("account_login")
    if request.path.startswith("/accounts/"):
        return address
    return f"{address}?next={quote(request.get_full_path(), safe='/')}"


def _shown(entries: list[Entry], path: str) -> list[dict]:
    """The entries with their addresses; the closest one above the page is marked as current."""
    addresses = [reverse(entry.url_name) for entry in entries]
    current = max((address for address in addresses if path.startswith(address)), key=len, default=None)
    return [
        {"words": entry.words, "address": address, "is_current": address == current}
        for entry, address in zip(entries, addresses, strict=True)
    ]
