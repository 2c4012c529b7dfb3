from django.db import models
from django.db.models import Q

from networks.peer_challenge.models.rounds import Round
from networks.peer_challenge.wall import AskOrOfferQuerySet, MatchQuerySet, ThemesQuerySet
from seslip.people.models import Organisation, User


class Theme(models.Model):
    """What councils ask for help with and offer help in."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class AskOrOffer(models.Model):
    """What an organisation asks for or offers in a round, by theme. Proposed until it is confirmed."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="%(class)ss")
    words = models.CharField("in a sentence or two", max_length=500)
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = AskOrOfferQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["organisation__name", "theme__name", "pk"]

    def __str__(self):
        return f"{self.organisation}: {self.theme}"


class Ask(AskOrOffer):
    """What a council asks for. Partners offer, but do not ask."""


class Offer(AskOrOffer):
    """What a council or a partner offers."""


class Match(models.Model):
    """An ask and an offer that fit, and what came of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        INTRODUCED = "introduced", "Introduced to each other"
        UNDER_WAY = "under-way", "Under way"
        DONE = "done", "Done"
        DECLINED = "declined", "Came to nothing"

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="matches")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="matches")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    note = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "offer"]
        constraints = [models.UniqueConstraint(fields=["ask", "offer"], name="peer_challenge_match_once")]

    def __str__(self):
        return f"{self.ask} – {self.offer}"


class Themes(models.Model):
    """What a round says for the region, with no council named."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="themes")
    words = models.TextField()
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ThemesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "themes"
        constraints = [
            models.CheckConstraint(
                name="peer_challenge_themes_signed_off_by_somebody",
                condition=Q(signed_off_at=None) | Q(signed_off_by__isnull=False),
            )
        ]

    def __str__(self):
        return f"Themes of {self.round}"
