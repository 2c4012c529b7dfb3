"""Things that hold from one day to another."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def on_day(day: dt.date | None = None, path: str = "") -> Q:
    """In force on that day (today when none is given); the last day counts."""
    day = day or timezone.localdate()
    prefix = f"{path}__" if path else ""
    return Q(**{f"{prefix}starts__lte": day}) & (
        Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": day})
    )


class PeriodQuerySet(models.QuerySet):
    def current(self, day: dt.date | None = None):
        return self.filter(on_day(day))

    def to_come(self):
        return self.filter(starts__gt=timezone.localdate())


class PeriodModel(models.Model):
    """From a day, to a day or until further notice."""

    starts = models.DateField("from", default=timezone.localdate)
    ends = models.DateField(
        "to", null=True, blank=True, help_text="The last day. Empty: until further notice."
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                violation_error_message="The last day is before the first.",
            )
        ]

    @property
    def begins_later(self) -> bool:
        return self.starts > timezone.localdate()

    def end_at_once(self) -> None:
        """From this moment it holds no more. A last day counts whole, so the last day was yesterday."""
        self.ends = timezone.localdate() - dt.timedelta(days=1)
        self.starts = min(self.starts, self.ends)
        self.save(update_fields=["starts", "ends"])
