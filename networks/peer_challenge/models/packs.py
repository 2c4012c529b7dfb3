from django.db import models

from networks.peer_challenge.models.rounds import Round
from seslip.jobs.models import Job
from seslip.people.models import Organisation, User


class Pack(models.Model):
    """One bookmarked PDF of everything on a council in a round, made for one reader and kept for a week."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="packs")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    job = models.OneToOneField(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    holds = models.JSONField(default=list, help_text="The versions it was made from, by number.")
    file = models.FileField(upload_to="peer-challenge/packs", blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Pack of {self.council}, {self.round}"
