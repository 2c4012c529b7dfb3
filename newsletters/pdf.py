"""The Update as a PDF: the same copy and fragments as the page, so the same words for each reader."""

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from newsletters.copies import AnyUser
from newsletters.models import Edition, Update
from newsletters.reading import EditionCopy, draft_copy, edition_for
from seslip.jobs.models import Rendition
from seslip.pdf import renditions
from seslip.people.models import User


def rendition_for(user: AnyUser, edition: Edition) -> Rendition:
    """The PDF of exactly what this person may read of this edition now."""
    return _rendition_of(edition_for(user, edition))


def standing(update: Update) -> Rendition | None:
    """The PDF everyone may read of a published Update; None where there is none."""
    if update.state != Update.State.PUBLISHED:
        return None
    editions = Edition.objects.visible_to(AnonymousUser()).select_related("update")
    edition = editions.filter(update=update).first()
    return edition and rendition_for(AnonymousUser(), edition)


def preview_for(user: User | AnonymousUser, update: Update) -> Rendition:
    """The PDF this person would get if the Update were published now."""
    return _rendition_of(draft_copy(update, user), is_preview=True)


def _rendition_of(copy: EditionCopy, *, is_preview: bool = False) -> Rendition:
    body = render_to_string("newsletters/pdf.html", {"copy": copy, "is_preview": is_preview})
    return renditions.request(body, title=f"{copy.title}, {copy.date:%-d %B %Y}")


def ask_ahead(edition: Edition) -> None:
    """Have the PDF that everyone may read made before anyone asks for it."""
    if edition.update.audience.is_public:
        rendition_for(AnonymousUser(), edition)
