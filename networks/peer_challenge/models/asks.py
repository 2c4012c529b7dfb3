from django.db import models
from django.db.models import Q
from django.urls import reverse

from networks.peer_challenge.models.rounds import Round
from networks.peer_challenge.wall_of_asks import AskOrOfferQuerySet, MatchQuerySet, ThemesQuerySet
from seslip.people.models import Organisation, User


class Theme(models.Model):
    """What councils ask for help with and offer help in."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class AskOrOffer(models.Model):
    """What an organisation asks for or offers in a round, by theme. Proposed until it is confirmed.

    Each change of the words makes another version: whoever confirms confirms what they have read.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="%(class)ss")
    words = models.CharField("in a sentence or two", max_length=500)
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveSmallIntegerField(default=1)

    objects = AskOrOfferQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["theme__name", "organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(name="peer_challenge_%(class)s_has_words", condition=~Q(words="")),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.theme}"

    def address(self, what: str) -> str:
        """Where it is changed, confirmed or withdrawn."""
        return reverse(f"peer_challenge:{self._meta.model_name}-{what}", args=[self.pk])


class Ask(AskOrOffer):
    """What a council asks for. Partners offer, but do not ask."""

    verb, noun = "asks", "ask"


class Offer(AskOrOffer):
    """What a council or a partner offers."""

    verb, noun = "offers", "offer"


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
    reason = models.CharField("why it was proposed", max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    introduced_at = models.DateTimeField(null=True)
    letters_sent_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "offer"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "offer"], name="peer_challenge_match_once"),
            models.CheckConstraint(
                name="peer_challenge_match_introduced_or_not",
                condition=Q(state="declined")
                | Q(state="proposed", introduced_at=None)
                | Q(state__in=["introduced", "under-way", "done"], introduced_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.ask} – {self.offer}"

    def get_absolute_url(self):
        return reverse("peer_challenge:match", args=[self.pk])


class Themes(models.Model):
    """What a round says for the region, with no council named."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="themes")
    words = models.TextField("what the round says for the region")
    version = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)
    signed_off_at = models.DateTimeField(null=True)
    signed_off_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ThemesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "themes"
        constraints = [
            models.CheckConstraint(
                name="peer_challenge_themes_signed_off_by_somebody",
                condition=Q(signed_off_at=None) | Q(signed_off_by__isnull=False),
            ),
            models.CheckConstraint(
                name="peer_challenge_themes_signed_off_by_another",
                condition=Q(signed_off_by=None) | ~Q(signed_off_by=models.F("written_by")),
            ),
        ]

    def __str__(self):
        return f"Themes of {self.round}"
