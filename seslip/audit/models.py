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


class Block(models.Model):
    """Events sealed together: its hash holds theirs and that of the block before.

    A block whose time is over is dropped: its events go, and it stays, so that the chain still holds.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    # Unique: no two blocks follow the same one, whoever seals at once.
    previous = models.CharField("hash of the block before", max_length=64, unique=True)
    contents = models.CharField("hash over the hashes of its events", max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    first = models.BigIntegerField("lowest number of an event")
    last = models.BigIntegerField("highest number of an event")
    count = models.PositiveIntegerField("events")
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    sealed_at = models.DateTimeField()
    keep_until = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(name="audit_block_holds_events", condition=models.Q(count__gt=0)),
            models.CheckConstraint(
                name="audit_block_dropped_in_its_time",
                condition=models.Q(dropped_at=None) | models.Q(dropped_at__gte=models.F("keep_until")),
            ),
        ]

    def __str__(self):
        return f"Block {self.number}"


class Seal(models.Model):
    """That an event is in a block, and its hash. One row an event: none is sealed twice."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="seals")
    hash = models.CharField(max_length=64)

    class Meta:
        # Not "event": that would join, and hide the seals of events that are gone.
        ordering = ["event_id"]

    def __str__(self):
        return f"{self.block_id}: {self.event_id}"
