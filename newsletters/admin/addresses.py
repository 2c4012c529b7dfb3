"""Where the pages of an Update are in the admin, and the trail back from them."""

from django.urls import reverse

from newsletters.models import Update


def address(update: Update, name: str = "change") -> str:
    """The page of that name (updates.py lists them); the desk when none is named."""
    return reverse(f"admin:newsletters_update_{name}", args=[update.pk])


def trail(update: Update | None = None) -> list[tuple[str, str]]:
    """The list of Updates, then the desk of this one."""
    updates = [("Updates", reverse("admin:newsletters_update_changelist"))]
    return [*updates, (str(update), address(update))] if update else updates
