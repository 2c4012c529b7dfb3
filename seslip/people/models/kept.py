"""What is kept about a council's people for those who keep them."""

from django.db import models

from seslip.people.access import Permission
from seslip.people.visibility import GuardedQuerySet


class KeptQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Those who keep people see all; a council's director, and who acts for them, that council's."""
        if user.is_authenticated and user.may(Permission.MANAGE_PEOPLE):
            return self.scoped()
        return self.of_councils_kept_by(user)

    def of_councils_kept_by(self, user):
        kept = user.organisations_where_may(Permission.KEEP_COUNCIL) if user.is_authenticated else []
        return self.filter(organisation__in=kept).scoped()


KeptManager = models.Manager.from_queryset(KeptQuerySet, "KeptManager")
