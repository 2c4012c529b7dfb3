"""What the Update puts on the front page."""

from newsletters.copies import AnyUser, Showing
from newsletters.models import Edition, EditionItem, Section
from seslip.registry import Part


def latest_update(user: AnyUser) -> Part | None:
    """The newest Update this person may read, with the headlines they may see."""
    edition = Edition.objects.visible_to(user).select_related("update").first()
    if edition is None:
        return None
    items = EditionItem.objects.visible_to(user).filter(edition=edition)
    showing = Showing(user)
    shown = {
        "update": edition.update,
        "headlines": [
            showing.words(item.programme) for item in items.of(Section.THIS_WEEK).only("programme")
        ],
        "reminders": items.of(Section.REMINDERS).count(),
    }
    return Part("newsletters/_front.html", shown)
