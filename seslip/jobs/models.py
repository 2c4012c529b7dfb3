from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone


class JobQuerySet(models.QuerySet):
    def due(self, now):
        """What a worker may take up: waiting and its time has come, or running with nobody at it any more."""
        waiting = Q(state="queued") & (Q(not_before=None) | Q(not_before__lte=now))
        left = Q(state="running", lease_until__lt=now, attempts__lt=F("max_attempts"))
        return self.filter(waiting | left)

    def lost(self, now):
        """Left by their worker as often as they may be tried."""
        return self.filter(state="running", lease_until__lt=now, attempts__gte=F("max_attempts"))

    def held(self, job):
        """The row, as long as this holder of its token has it."""
        return self.filter(pk=job.pk, state="running", token=job.token)

    def nobody_refers_to(self):
        """No row says by them where it stands, in whatever part of the portal."""
        references = [
            field
            for field in self.model._meta.get_fields(include_hidden=True)
            if field.auto_created and (field.one_to_many or field.one_to_one)
        ]
        left = self
        for reference in references:
            rows = reference.related_model._base_manager.filter(**{reference.field.name: OuterRef("pk")})
            left = left.exclude(Exists(rows))
        return left


class Job(models.Model):
    """Something that must happen once. The row is the truth; a Celery message only wakes a worker up."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True, help_text="The same key never runs twice.")
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    token = models.CharField(max_length=36, blank=True)
    lease_until = models.DateTimeField(
        null=True, help_text="Till then the sweep leaves it alone: a worker has it, or was just called."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    not_before = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="Why it failed, in plain words.")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            models.CheckConstraint(
                name="jobs_job_open_has_a_lease",
                condition=Q(state__in=["done", "failed"]) | Q(lease_until__isnull=False),
            )
        ]

    def __str__(self):
        return self.key

    @property
    def in_words(self) -> str:
        """Where it stands, as a person would say it."""
        if self.state == self.State.QUEUED and self.attempts:
            return f"Did not work; will be tried again ({self.attempts} of {self.max_attempts})"
        if self.state == self.State.RUNNING and self.lease_until < timezone.now():
            return "Interrupted; will be taken up again"
        return self.get_state_display()


class Rendition(models.Model):
    """A PDF, kept under the hash of what it was made from: other content, other rendition.

    It is ready when it has its file; until then its job says where it stands.
    """

    content_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True, help_text="What it is made from; emptied once it is ready.")
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="rendition")
    file = models.FileField(upload_to="renditions", blank=True)
    size = models.PositiveIntegerField("size in bytes", null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "PDF"
        verbose_name_plural = "PDFs"
        constraints = [
            models.CheckConstraint(
                name="jobs_rendition_with_a_file_is_complete",
                condition=Q(file="") | Q(size__isnull=False, ready_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.in_words.lower()}"

    @property
    def is_ready(self) -> bool:
        return bool(self.file)

    @property
    def has_failed(self) -> bool:
        return not self.is_ready and self.job.state == Job.State.FAILED

    @property
    def in_words(self) -> str:
        """Queued, being made, ready or failed, as a person would say it."""
        if self.is_ready:
            return "Ready"
        if self.has_failed:
            return "Could not be made"
        return "Being made" if self.job.state == Job.State.RUNNING else "Waiting to be made"

    @property
    def reason(self) -> str:
        """Why it is not ready, in plain words."""
        return "" if self.is_ready else self.job.reason


class Run(models.Model):
    """When something that happens by the clock last happened, so that a dead scheduler is seen."""

    name = models.CharField(max_length=60, unique=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
