"""The workstreams of a plan, by group: who sponsors them, who takes part, what they promise."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from seslip.people.models import Organisation, Person
from seslip.people.models.periods import PeriodModel
from seslip.people.visibility import GuardedQuerySet
from seslip.richtext import RichTextField
from seslip.topics.models import Topic
from workstreams.models.plans import Plan


class Group(models.Model):
    """A group of workstreams, with its own introduction."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    note = models.CharField(max_length=200, blank=True, help_text="Such as how it is funded.")
    stated = models.PositiveSmallIntegerField(
        "how many the plan says there are", null=True, blank=True, help_text="Empty: it does not say."
    )
    introduction = RichTextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "title"], name="workstreams_group_title_once")]

    def __str__(self):
        return self.title


class WorkstreamQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Those of the plans this person sees."""
        return self.filter(plan__in=Plan.objects.visible_to(user)).scoped()

    def sponsored_by(self, user, day=None):
        """Those this person stands for today, or on that day."""
        mine = Sponsorship.objects.current(day).filter(person__user=user)
        return self.filter(pk__in=mine.values("workstream"))


class Workstream(models.Model):
    """A line of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="workstreams")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="workstreams")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    title = models.CharField(max_length=250)
    purpose = RichTextField(blank=True)
    topic = models.ForeignKey(
        Topic,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="workstreams",
        help_text="What Updates, documents and meetings cite when they speak of it; the same every year.",
    )
    lead_council = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="workstreams_led"
    )
    continues = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="continued_by",
        verbose_name="last year's lines",
        help_text="The lines of the plan before that it goes on with; several when they were merged.",
    )

    objects = WorkstreamQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="workstreams_workstream_number_once",
                violation_error_message="The plan has a line of this number.",
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def get_absolute_url(self):
        return reverse("workstreams:workstream", args=[self.plan.year, self.number])


class Sponsorship(PeriodModel):
    """Who stands for a workstream, from when to when: a person in a post, for councils, for somebody else.

    It is kept as it was, and not read from the post the person holds now.
    """

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="sponsorships")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120, help_text="As the plan writes it.")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="sponsorships"
    )
    post = models.CharField(
        max_length=40, default="DCS", help_text="As the plan writes it: DCS, Lead Member."
    )
    councils = models.ManyToManyField(Organisation, blank=True, related_name="sponsorships")
    through = models.CharField(
        max_length=120, blank=True, help_text="A body that acts for the council, such as a trust."
    )
    on_behalf_of = models.CharField(max_length=120, blank=True)
    stated = models.CharField("as stated", max_length=250, blank=True)

    class Meta(PeriodModel.Meta):
        ordering = ["position", "starts", "pk"]

    def __str__(self):
        return self.name


class Participation(models.Model):
    """A council that takes part, and as what."""

    class Part(models.TextChoices):
        PARTNER = "taking-part", "Taking part"
        PATHFINDER = "pathfinder", "Pathfinder"
        TRAILBLAZER = "trailblazer", "Trailblazer"
        EARLY_ADOPTER = "early-adopter", "Early adopter"

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="participations")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    part = models.CharField("as what", max_length=13, choices=Part, default=Part.PARTNER)

    class Meta:
        ordering = ["part", "council__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workstream", "council"],
                name="workstreams_participation_once",
                violation_error_message="This council takes part already.",
            )
        ]

    def __str__(self):
        return f"{self.council}: {self.get_part_display()}"


class Partner(models.Model):
    """A body that is no council of the programme and takes part."""

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Reference(models.Model):
    """ "See line 9" at the end of a workstream; what it points to is worked out from the number."""

    class Kind(models.TextChoices):
        LINE = "line", "Line"
        PARAGRAPH = "paragraph", "Paragraph"

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="references")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.LINE)
    target = models.CharField("points to", max_length=20, help_text="The number, as the plan writes it.")
    words = models.CharField(
        "as stated", max_length=200, blank=True, help_text="Such as “See lines 9 and 28”."
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.words or f"See {self.get_kind_display().lower()} {self.target}"
