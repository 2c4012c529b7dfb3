import datetime as dt

from django.db import models
from django.db.models import Q

from newsletters.dates import PartialDate
from seslip.people.models import Organisation, Person, User
from seslip.people.visibility import AudienceModel
from seslip.richtext import RichTextField
from seslip.topics.models import Topic


class Item(AudienceModel):
    """One piece of news. It is an object of its own: several Updates can carry it."""

    class Status(models.TextChoices):
        FIRM = "firm", "Firm"
        SAVE_THE_DATE = "save-the-date", "Save the date"

    programme = models.CharField(max_length=300, help_text="The heading readers see.")
    update = RichTextField(blank=True)
    action = RichTextField("action required", blank=True)
    status = models.CharField(max_length=13, choices=Status, default=Status.FIRM)
    ends_on = models.DateField(
        "live until", null=True, blank=True, help_text="The last day it is news. Worked out from its dates."
    )
    ends_on_by_hand = models.BooleanField("set by hand", default=False)
    topics = models.ManyToManyField(Topic, blank=True, related_name="items")
    councils = models.ManyToManyField(
        Organisation, blank=True, related_name="items", verbose_name="councils it names"
    )
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.programme

    def is_over(self, day) -> bool:
        return self.ends_on is not None and self.ends_on < day


class ItemDate(models.Model):
    """A day an item speaks of; it may be no more than a month or a year ("May 2019, to be announced")."""

    class Kind(models.TextChoices):
        EVENT = "event", "It happens"
        DEADLINE = "deadline", "It must be done by"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="dates")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.EVENT)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=120, blank=True, help_text='Such as "to be announced".')
    about = models.CharField(
        max_length=200, blank=True, help_text='Such as "Triad 1: East Sussex, Surrey, Wokingham".'
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="newsletters_itemdate_no_day_without_month",
                condition=Q(day=None) | Q(month__isnull=False),
                violation_error_message="A day needs its month.",
            ),
            models.CheckConstraint(
                name="newsletters_itemdate_in_calendar",
                condition=(Q(month=None) | Q(month__range=(1, 12))) & (Q(day=None) | Q(day__range=(1, 31))),
                violation_error_message="There is no such day.",
            ),
        ]

    def __str__(self):
        return str(self.partial)

    @property
    def partial(self) -> PartialDate:
        return PartialDate(self.year, self.month, self.day, self.note)

    @property
    def last_day(self) -> dt.date:
        return self.partial.last_day()


class Action(models.Model):
    """What readers are asked to do: what, by when, who, and whom to ask."""

    class Who(models.TextChoices):
        READERS = "readers", "Whoever it concerns"
        COUNCILS = "councils", "Every member council"
        NAMED = "named", "The councils named"

    class Wants(models.TextChoices):
        NOTHING = "nothing", "No answer"
        DONE = "done", "To hear when it is done"
        INTEREST = "interest", "To hear who would like to take part"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=300)
    by_when = models.DateField(null=True, blank=True)
    who = models.CharField(max_length=8, choices=Who, default=Who.READERS)
    councils = models.ManyToManyField(Organisation, blank=True, related_name="+")
    contact = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wants = models.CharField("answer wanted", max_length=8, choices=Wants, default=Wants.NOTHING)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.what


class Answer(models.Model):
    """What a council said to an action."""

    class Says(models.TextChoices):
        TAKING_PART = "taking-part", "We would like to take part"
        DONE = "done", "Done"
        NOT_FOR_US = "not-for-us", "Not for us"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="answers")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=11, choices=Says)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["council__name"]
        constraints = [
            models.UniqueConstraint(fields=["action", "council"], name="newsletters_answer_one_a_council")
        ]

    def __str__(self):
        return f"{self.council}: {self.get_says_display()}"
