import secrets

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from newsletters.models.editions import Edition
from newsletters.models.updates import Update
from seslip.people.models import User
from seslip.topics.models import Topic


def new_token() -> str:
    return secrets.token_urlsafe(24)


class ReaderQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=Reader.State.ACTIVE)


class Reader(models.Model):
    """Somebody who gets the Update by e-mail. Only the programme team sees the list."""

    class State(models.TextChoices):
        PENDING = "pending", "Has not confirmed yet"
        ACTIVE = "active", "Gets the Update"
        LEFT = "left", "Has left"
        BOUNCED = "bounced", "The address does not work"

    class Frequency(models.TextChoices):
        IMMEDIATE = "immediate", "As soon as it is published"
        WEEKLY = "weekly", "Once a week, on Friday afternoon"

    email = models.EmailField("e-mail address")
    user = models.OneToOneField(
        User,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reader",
        help_text="Their account, if they have one.",
    )
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    frequency = models.CharField("how often", max_length=9, choices=Frequency, default=Frequency.IMMEDIATE)
    topics = models.ManyToManyField(Topic, blank=True, related_name="readers", help_text="None chosen: all.")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    lawful_basis = models.CharField(max_length=120, help_text='Such as "consent, 7 February 2020".')
    source = models.CharField("how they came to the list", max_length=120)
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="newsletters_reader_email_once"),
            models.CheckConstraint(
                name="newsletters_reader_active_has_confirmed",
                condition=~Q(state="active") | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="newsletters_reader_left_has_a_time",
                condition=~Q(state="left") | Q(left_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.email


class DeliveryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Delivery.State.WAITING)

    def failed(self):
        return self.filter(state=Delivery.State.FAILED)

    def to_send(self, now):
        """Due, or taken by a worker whose lease has run out: it was killed and will not come back."""
        due = Q(state=Delivery.State.WAITING, due_at__lte=now)
        return self.filter(due | Q(state=Delivery.State.SENDING, lease_until__lt=now))


class Delivery(models.Model):
    """One reader's letter for one Update: the outbox."""

    class State(models.TextChoices):
        HELD = "held", "Held until a proof has been sent"
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        NOT_NEEDED = "not-needed", "Nothing in it for this reader"

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="deliveries")
    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="deliveries")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.CharField(max_length=36, blank=True)
    lease_until = models.DateTimeField(null=True)
    message_id = models.CharField(
        max_length=120,
        blank=True,
        db_index=True,
        help_text="Names the letter. A weekly one has several rows.",
    )
    reason = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["state", "due_at"])]
        constraints = [
            models.UniqueConstraint(fields=["reader", "update"], name="newsletters_delivery_once"),
            models.CheckConstraint(
                name="newsletters_delivery_sent_has_a_time",
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="newsletters_delivery_sending_has_a_lease",
                condition=~Q(state="sending") | Q(lease_until__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.update} to {self.reader}"


class Bounce(models.Model):
    """A letter that came back."""

    class Kind(models.TextChoices):
        HARD = "hard", "The address does not work"
        SOFT = "soft", "Could not be delivered this time"

    reader = models.ForeignKey(Reader, null=True, on_delete=models.CASCADE, related_name="bounces")
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="bounces")
    address = models.EmailField()
    kind = models.CharField(max_length=4, choices=Kind)
    status = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    fingerprint = models.CharField(
        max_length=64, unique=True, editable=False, help_text="Of the report: taking it in twice is once."
    )
    settled = models.BooleanField(default=False, help_text="The address works again; no longer counted.")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.address}: {self.get_kind_display()}"
