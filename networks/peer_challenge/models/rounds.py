from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from networks.peer_challenge.access import RoundKind, Stage
from networks.peer_challenge.wall import PlaceQuerySet, RoundQuerySet
from seslip.people.models import Appointment, Organisation, Person, User
from seslip.people.models.periods import PeriodModel, PeriodQuerySet


class Round(models.Model):
    """One run of peer challenge: its councils in groups, each with a day of its own."""

    class SharedLeader(models.TextChoices):
        """Councils that share a director, such as Hampshire and the Isle of Wight."""

        ONE_VOICE = "one-voice", "Stand in one group and count as one voice"
        APART = "apart", "Stand in different groups, on different days"

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=RoundKind, default=RoundKind.DIRECTORS)
    starts = models.DateField("begins", help_text="Rounds stand in the order of this day.")
    stage = models.PositiveSmallIntegerField(choices=Stage, default=Stage.SET_UP)
    shared_leader = models.CharField(
        "councils that share a director", max_length=9, choices=SharedLeader, default=SharedLeader.ONE_VOICE
    )
    assessments_due = models.DateField("self-assessments due", null=True, blank=True)
    memorandum = models.ForeignKey(
        "peer_challenge.Memorandum", null=True, blank=True, on_delete=models.PROTECT, related_name="rounds"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                name="peer_challenge_round_stage_known", condition=Q(stage__gte=1, stage__lte=11)
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("peer_challenge:round", args=[self.slug])


class Group(models.Model):
    """A triad or quartet of a round, with its challenge day."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    day = models.DateField("challenge day", null=True, blank=True)
    day_text = models.CharField(
        "challenge day, as far as known", max_length=60, blank=True, help_text='Such as "May 2019".'
    )
    where = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="peer_challenge_group_number_once")
        ]

    def __str__(self):
        return f"Group {self.number}"


class Place(models.Model):
    """A council's place in a round, in a group once the groups are made."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="places")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="places")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["council__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "council"], name="peer_challenge_place_once_a_round")
        ]

    def __str__(self):
        return f"{self.council} in {self.round}"


class GroupException(models.Model):
    """A rule of the groups that was broken on purpose, and why."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="exceptions")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="exceptions")
    rule = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["group", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["group", "rule"], name="peer_challenge_exception_once_a_rule"),
            models.CheckConstraint(name="peer_challenge_exception_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.group}: {self.rule}"


class FacilitatorQuerySet(PeriodQuerySet):
    def serving(self):
        """Those named for today, without whoever has since taken up a post at a council of the round."""
        councils = Place.objects.filter(round=OuterRef(OuterRef("round"))).values("council")
        taken_up = Appointment.objects.current().filter(person=OuterRef("person"), organisation__in=councils)
        return self.current().exclude(Exists(taken_up))


class Facilitator(PeriodModel):
    """Somebody named to run a round, who reads its papers; nobody names themselves."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="facilitators")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = FacilitatorQuerySet.as_manager()

    class Meta(PeriodModel.Meta):
        ordering = ["person__name"]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(ends=None),
                name="peer_challenge_facilitator_named_once",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.round}"
