import datetime as dt

from django.db import models

from seslip.people.models.kept import KeptQuerySet
from seslip.people.models.organisations import Organisation
from seslip.people.models.people import User


class AccessReview(models.Model):
    """Once a quarter a council's director confirms who at the council holds which post and sees what.

    `shown` and `ended` hold the numbers of the posts that were on the page, and of those ended there.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reviews")
    quarter = models.DateField(help_text="The first day of the quarter.")
    due = models.DateField()
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    shown = models.JSONField(default=list)
    ended = models.JSONField(default=list)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "quarter"], name="people_accessreview_one_a_quarter"
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.quarter_in_words}"

    @property
    def quarter_in_words(self) -> str:
        """ "January to March 2026"."""
        last = self.quarter + dt.timedelta(days=62)
        return f"{self.quarter:%B} to {last:%B %Y}"


def quarter_of(day: dt.date) -> dt.date:
    """The first day of the quarter that day is in."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)
