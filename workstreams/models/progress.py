"""How a workstream gets on: outputs, measures, milestones, notes, and what the directors refer to it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from seslip.people.access import Permission
from seslip.people.models import Person, User
from seslip.people.visibility import AudienceModel, GuardedQuerySet, audience_q
from seslip.topics.models import Topic
from workstreams.models.lines import Workstream
from workstreams.models.plans import Plan


class Output(models.Model):
    """Something the workstream promises."""

    class Progress(models.TextChoices):
        NOT_STARTED = "not-started", "Not started"
        UNDER_WAY = "under-way", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Will not be done"

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="outputs")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    progress = models.CharField(max_length=11, choices=Progress, default=Progress.NOT_STARTED)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text[:80]


class Measure(models.Model):
    """An outcome that is measured, such as the number of social workers trained."""

    class Unit(models.TextChoices):
        NUMBER = "number", "Number"
        PER_CENT = "per-cent", "Per cent"

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=8, choices=Unit, default=Unit.NUMBER)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class MeasureValue(models.Model):
    """What was measured on a day."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="values")
    day = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "day"],
                name="workstreams_measurevalue_once_a_day",
                violation_error_message="There is a value for this day.",
            )
        ]

    def __str__(self):
        return f"{self.in_words}, {self.day:%-d %B %Y}"

    @property
    def in_words(self) -> str:
        return f"{self.value:,.2f}".rstrip("0").rstrip(".")


class Milestone(models.Model):
    """A day by which something is to have happened."""

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="milestones")
    day = models.DateField()
    words = models.CharField(max_length=200)
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self):
        return self.words

    @property
    def is_late(self) -> bool:
        return self.reached_on is None and self.day < timezone.localdate()


class NoteQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Those for their circles, and while they hold a post their own, on lines of the plans they see."""
        mine = audience_q(user)
        # An empty Q is everything; joined to another by "or" it would be nothing.
        if mine and user.is_authenticated and user.appointments:
            mine |= Q(by=user)
        return self.filter(mine, workstream__plan__in=Plan.objects.visible_to(user)).scoped()


class ProgressNote(AudienceModel):
    """How a workstream stands, in words, on a day. It is never edited: a later note says what has changed."""

    class Status(models.TextChoices):
        NOT_STARTED = "not-started", "Not started"
        ON_TRACK = "on-track", "On track"
        NEEDS_HELP = "needs-help", "Needs help"
        PAUSED = "paused", "Paused"
        FINISHED = "finished", "Finished"

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="notes")
    status = models.CharField("how it stands", max_length=11, choices=Status)
    text = models.TextField("what has happened")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(default=timezone.localdate)
    written_at = models.DateTimeField(auto_now_add=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["workstream", "-day", "-id"], name="workstreams_note_newest")]

    def __str__(self):
        return f"{self.get_status_display()}, {self.day:%-d %B %Y}"


class TaskQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Those who keep the plan: all. Others: those for their circles, and, while in a post, their own."""
        if user.is_authenticated and user.may(Permission.KEEP_PLAN):
            return self.scoped()
        mine = audience_q(user)
        if user.is_authenticated and user.appointments:
            mine |= Q(owner__user=user)
        return self.filter(mine).scoped()

    def open(self):
        return self.filter(answered_on=None)


class Task(AudienceModel):
    """Something a meeting refers to a workstream or a network, and the answer that comes back."""

    words = models.TextField("what is asked")
    referrer = models.CharField("who refers it", max_length=120, default="Directors’ meeting (SEADCS)")
    referred_on = models.DateField(default=timezone.localdate)
    workstream = models.ForeignKey(
        Workstream, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    topic = models.ForeignKey(
        Topic,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
        verbose_name="network or topic",
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tasks")
    due = models.DateField("by when")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="workstreams_task_goes_somewhere",
                condition=Q(workstream__isnull=False) | Q(topic__isnull=False),
                violation_error_message="Say which workstream, network or topic it goes to.",
            ),
            models.CheckConstraint(
                name="workstreams_task_answered_has_an_answer",
                condition=Q(answered_on=None) | ~Q(answer=""),
                violation_error_message="A task is answered with an answer.",
            ),
        ]

    def __str__(self):
        return self.words[:80]

    def get_absolute_url(self):
        return reverse("workstreams:task", args=[self.pk])

    @property
    def is_late(self) -> bool:
        return self.answered_on is None and self.due < timezone.localdate()
