"""The plan of a year: its numbered text, where it stands, and the document it was brought in from."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse

from seslip.people.access import Permission
from seslip.people.models import User
from seslip.people.visibility import AudienceModel, GuardedQuerySet, audience_q
from seslip.richtext import RichTextField
from workstreams.years import financial_year, first_day, last_day, this_year


class PlanQuerySet(GuardedQuerySet):
    def visible_to(self, user):
        """Those who keep the plan: all of them. Everybody else: those past their draft, for their circles."""
        if user.is_authenticated and user.may(Permission.KEEP_PLAN):
            return self.scoped()
        return self.exclude(status=Plan.Status.DRAFT).filter(audience_q(user)).scoped()

    def current(self):
        """The plan of this financial year; where there is none, the newest of those before it."""
        return self.order_by("-year").filter(year__lte=this_year())[:1]


class Plan(AudienceModel):
    """The Regional Improvement Plan of a financial year, as it stands today; versions are frozen from it."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PROVISIONAL = "provisionally-agreed", "Provisionally agreed"
        AGREED = "agreed", "Agreed"
        REVISED = "revised", "Revised"

    year = models.CharField(max_length=7, unique=True, validators=[financial_year])
    title = models.CharField(max_length=200)
    opening = RichTextField(blank=True, help_text="What stands before section 1: when it was agreed.")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]

    def __str__(self):
        return f"Plan {self.year}"

    def get_absolute_url(self):
        return reverse("workstreams:plan", args=[self.year])

    @property
    def starts(self) -> dt.date:
        return first_day(self.year)

    @property
    def ends(self) -> dt.date:
        return last_day(self.year)


class Standing(models.Model):
    """From which day the plan was a draft, provisionally agreed, agreed or revised."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="standings")
    status = models.CharField(max_length=20, choices=Plan.Status)
    day = models.DateField()
    month_only = models.BooleanField("only the month is known", default=False)

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self):
        return f"{self.get_status_display()}, {self.since}"

    @property
    def since(self) -> str:
        return f"{self.day:%B %Y}" if self.month_only else f"{self.day:%-d %B %Y}"


class Source(models.Model):
    """A document the plan was brought in from: its name, the hash of its text, and what it says."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sources")
    name = models.CharField(max_length=200)
    text_hash = models.CharField(max_length=64)
    copy = models.JSONField(help_text="A PlanCopy, as it was read.")
    brought_at = models.DateTimeField(auto_now_add=True)
    brought_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["brought_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "text_hash"], name="workstreams_source_once")]

    def __str__(self):
        return self.name


class Section(models.Model):
    """A numbered section of the text, or an annex."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    number = models.CharField(max_length=10, help_text="Such as 4, or Annex A.")
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="workstreams_section_number_once",
                violation_error_message="The plan has a section of this number.",
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"


class Paragraph(models.Model):
    """A numbered paragraph, the table that stands after it, or both."""

    class Table(models.TextChoices):
        REGION = "region", "Table of the region's figures"
        WORKSTREAMS = "workstreams", "Table of the workstreams"
        BUDGET = "budget", "Table of the budget"

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.CharField(max_length=10, blank=True, help_text="Such as 1.6.")
    position = models.PositiveSmallIntegerField(default=0)
    text = RichTextField(blank=True)
    footnotes = models.TextField(blank=True, help_text="One a line.")
    table = models.CharField("table after it", max_length=11, choices=Table, blank=True)
    table_number = models.PositiveSmallIntegerField("number of the table", null=True, blank=True)
    caption = models.CharField("caption of the table", max_length=200, blank=True)
    table_source = models.CharField("source of the table", max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="workstreams_paragraph_table_has_a_number",
                condition=(Q(table="") & Q(table_number=None)) | (~Q(table="") & Q(table_number__gt=0)),
                violation_error_message="A table has a number; without a table there is none.",
            )
        ]

    def __str__(self):
        return f"Paragraph {self.number}" if self.number else self.caption or str(self.section)


class RegionFigure(models.Model):
    """A row of the table of the region's figures: the averages of two years, as numbers or percentages."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="region_figures")
    position = models.PositiveSmallIntegerField(default=0)
    words = models.CharField(max_length=200)
    earlier = models.DecimalField("two years before", max_digits=12, decimal_places=2, null=True, blank=True)
    later = models.DecimalField("the year before", max_digits=12, decimal_places=2, null=True, blank=True)
    is_percentage = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.words
