"""Versions of the plan, frozen on a day, and the slips found in the document it came from."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from seslip.people.models import User
from seslip.people.visibility import GuardedQuerySet
from workstreams.models.plans import Plan


class VersionQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Those of the plans this person sees."""
        return self.filter(plan__in=Plan.objects.visible_to(user)).scoped()


class PlanVersion(models.Model):
    """The plan as it stood on a day: page, PDF and comparison read its copy, which never changes."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, choices=Plan.Status)
    day = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    copy = models.JSONField(help_text="A PlanCopy, with the cells of its tables.")
    content_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(auto_now_add=True)
    frozen_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="workstreams_planversion_number_once")
        ]

    def __str__(self):
        return f"Version {self.number}, {self.day:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("workstreams:plan-version", args=[self.plan.year, self.number])

    @property
    def short_hash(self) -> str:
        return self.content_hash[:8]


class Anomaly(models.Model):
    """A slip in a source document: quoted, placed, and decided by somebody; never silently mended.

    One with a `code` was found by the check of that code; one without only a reader can find.
    """

    class Decision(models.TextChoices):
        OPEN = "open", "Not decided yet"
        STANDS = "stands", "Stands as the document has it"
        CORRECTED = "corrected", "Corrected here"
        NO_SLIP = "no-slip", "Is no slip"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="anomalies")
    code = models.SlugField(
        max_length=40, blank=True, help_text="Of the check that finds it; empty: none can."
    )
    place = models.CharField(max_length=120)
    quotation = models.CharField(max_length=300, blank=True)
    what = models.CharField("what is wrong", max_length=500)
    decision = models.CharField(max_length=9, choices=Decision, default=Decision.OPEN)
    decision_words = models.CharField("why", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "anomalies"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code", "place", "what"], name="workstreams_anomaly_once"
            ),
            models.CheckConstraint(
                name="workstreams_anomaly_decided_has_a_day",
                condition=Q(decision="open", decided_on=None)
                | (~Q(decision="open") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.what}"[:120]
