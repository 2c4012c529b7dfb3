from django.db import models
from django.utils import timezone

from networks.peer_challenge.models.rounds import Round
from seslip.people.models import Person, User


class Nudge(models.Model):
    """A letter to somebody whose council is late; one a day, whatever the rounds."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="nudges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(default=timezone.localdate)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="peer_challenge_nudge_once_a_day")
        ]

    def __str__(self):
        return f"{self.person}, {self.day:%d %B %Y}"
