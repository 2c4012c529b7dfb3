"""What the library asks of a person, for the front page: requests to decide, documents to look at again."""

from django.db.models import Q
from django.urls import reverse

from seslip.library.models import Document, Request
from seslip.people.access import Permission
from seslip.registry import Ask


def asks_of(user) -> list[Ask]:
    return [*_to_decide(user), *_to_review(user)] if user.is_authenticated else []


def _to_decide(user) -> list[Ask]:
    waiting = Request.objects.decided_by(user).waiting().select_related("document", "asked_by__person")
    return [
        Ask(f"{one.asker} asks for “{one.document}”: give it or refuse it", one.get_absolute_url())
        for one in waiting
    ]


def _to_review(user) -> list[Ask]:
    """One's own; to those who keep the library also what nobody owns."""
    mine = Q(owner__user=user)
    if user.may(Permission.MANAGE_LIBRARY):
        mine |= Q(owner=None)
    due = Document.objects.visible_to(user).due_for_review().filter(mine)
    return [
        Ask(f"Say whether “{one}” is still right", reverse("library:review", args=[one.pk]), one.review_on)
        for one in due
    ]
