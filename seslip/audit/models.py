from typing import Self

from django.conf import settings
from django.db import models


class EventQuerySet(models.QuerySet):
    """Events are written by actions, never edited; retention removes whole blocks, by its own action."""

    def update(self, **kwargs):
        raise TypeError("An audit event is never edited.")

    bulk_update = update

    def delete(self):
        raise TypeError("Audit events are not deleted one by one.")

    def about(self, thing: models.Model) -> Self:
        """What was done to this thing, who read it and who was refused it; newest first."""
        return self.filter(kind=thing._meta.label_lower, object_id=thing.pk)

    def reads_of(self, thing: models.Model) -> Self:
        """Who opened, downloaded or packed this thing; newest first."""
        return self.about(thing).filter(sort=Event.Sort.READ).select_related("by", "acting_for")

    def refusals_of(self, thing: models.Model) -> Self:
        """Who asked for this thing and did not get it; newest first."""
        return self.about(thing).filter(sort=Event.Sort.REFUSED).select_related("by", "acting_for")


class Event(models.Model):
    """What was done, read or refused: by whom, to what. Identifiers, not names.

    The account and the appointment are numbers that may outlive what they number: a record neither stands in
    the way of deleting an account nor changes when one is deleted.
    """

    class Sort(models.TextChoices):
        DONE = "done", "Done"
        READ = "read", "Read"
        REFUSED = "refused", "Refused"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    sort = models.CharField(max_length=7, choices=Sort, default=Sort.DONE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    acting_for = models.ForeignKey(
        "people.Appointment",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    verb = models.CharField(max_length=60, db_index=True)
    kind = models.CharField("kind of thing", max_length=60)
    object_id = models.BigIntegerField(null=True)
    details = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "object_id"])]
        constraints = [
            models.CheckConstraint(
                name="audit_event_sort", condition=models.Q(sort__in=["done", "read", "refused"])
            )
        ]

    def __str__(self):
        return f"{self.verb} ({self.kind} {self.object_id})"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An audit event is never edited.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("An audit event is never deleted by hand.")
