from django.db import models
from django.db.models import Q


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
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    not_before = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="Why it failed, in plain words.")
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            models.CheckConstraint(
                name="jobs_job_running_has_a_lease",
                condition=~Q(state="running") | Q(lease_until__isnull=False),
            )
        ]

    def __str__(self):
        return self.key


class Rendition(models.Model):
    """A PDF, kept under the hash of what it was made from: other content, other rendition."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be made"
        RENDERING = "rendering", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    content_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=300)
    html = models.TextField(blank=True, help_text="What it is made from; emptied once it is ready.")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.TextField(blank=True)
    file = models.FileField(upload_to="renditions", blank=True)
    size = models.PositiveIntegerField("size in bytes", null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="jobs_rendition_ready_has_a_file",
                condition=~Q(state="ready") | (~Q(file="") & Q(size__isnull=False)),
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.get_state_display().lower()})"


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
