from django.db import models

from seslip.people.models.people import User
from seslip.times import moment


class Draft(models.Model):
    """What a person typed and could not save: kept for that person, at that address, until it is saved."""

    class Why(models.TextChoices):
        SIGNED_OUT = "signed-out", "The session had ended"
        SAVED_BY_OTHER = "saved-by-other", "Someone else had saved first"

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    path = models.CharField(max_length=300)
    fields = models.JSONField()
    why = models.CharField(max_length=20, choices=Why)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="people_draft_one_a_person_and_page")
        ]

    def __str__(self):
        return f"{self.path}, kept {moment(self.kept_at)}"
