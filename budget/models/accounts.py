"""Where money comes from, where it is held, and where it goes: funds, lines, projects, and their accounts."""

from django.db import models
from django.db.models import Q

from seslip.people.models import Organisation
from workstreams.models import Plan, Workstream
from workstreams.years import financial_year


class Fund(models.Model):
    """Money given for a purpose. That of a restricted fund is spent through its projects and nowhere else."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    purpose = models.CharField(max_length=300, blank=True)
    giver = models.CharField(max_length=120, blank=True)
    is_restricted = models.BooleanField("restricted", default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class Award(models.Model):
    """How far a fund's money for a year has come: applied for, awarded, received."""

    class State(models.TextChoices):
        APPLIED_FOR = "applied-for", "Applied for"
        AWARDED = "awarded", "Awarded"
        RECEIVED = "received", "Received"

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="awards")
    year = models.CharField(max_length=7, validators=[financial_year])
    state = models.CharField(max_length=11, choices=State)
    pence = models.PositiveBigIntegerField()
    day = models.DateField(null=True, blank=True, help_text="Empty: not known.")

    class Meta:
        ordering = ["year", "fund__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "year", "state"], name="budget_award_state_once")
        ]

    def __str__(self):
        return f"{self.fund}, {self.year}: {self.get_state_display().lower()}"


class Income(models.Model):
    """A row of income in a plan's budget, such as the councils' subscriptions."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="income")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="income")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    is_opening = models.BooleanField("carried forward from the year before", default=False)
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by"
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "income"
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="budget_income_name_once")]

    def __str__(self):
        return self.name


class Line(models.Model):
    """A row of spending in a plan's budget. It may pay for several workstreams, or for none."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="budget_lines")
    position = models.PositiveSmallIntegerField(default=0)
    ref = models.CharField(
        "plan reference", max_length=20, blank=True, help_text="As the plan writes it: 12, 1 & 28, -, other."
    )
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    workstreams = models.ManyToManyField(
        Workstream, blank=True, related_name="budget_lines", help_text="Those it pays for."
    )
    lead_council = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sends_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sent_from",
        help_text="The row that pays instead: “see line 5”.",
    )
    continues = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="continued_by")
    is_closed = models.BooleanField("closed", default=False)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.ref} {self.name}".strip()


class Project(models.Model):
    """What a restricted fund pays for, with its reference and its own lead council."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="projects")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="projects")
    reference = models.CharField(max_length=120, help_text="Such as 1:6f.")
    lead_council = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["fund__position", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "line", "reference"], name="budget_project_once")
        ]

    def __str__(self):
        return self.reference


class Subscription(models.Model):
    """What a council owes the programme for a year; what it has paid stands in the ledger."""

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="subscriptions")
    income = models.ForeignKey(Income, on_delete=models.PROTECT, related_name="subscriptions")
    owed = models.PositiveBigIntegerField(help_text="In pence.")

    class Meta:
        ordering = ["council__name"]
        constraints = [models.UniqueConstraint(fields=["income", "council"], name="budget_subscription_once")]

    def __str__(self):
        return f"{self.council}: {self.income}"


class Account(models.Model):
    """A place money moves from or to. Each belongs to one fund, and no posting leaves its fund."""

    class Kind(models.TextChoices):
        INCOME = "income", "Income"
        HELD = "held", "Held"
        LINE = "line", "Spent on a line"
        PROJECT = "project", "Spent on a project"
        FORWARD = "forward", "Carried forward"

    key = models.CharField(max_length=80, unique=True, editable=False, help_text="See budget/accounts.py.")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=7, choices=Kind)
    income = models.ForeignKey(
        Income, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts"
    )
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts")
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts"
    )
    council = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose subscription it is.",
    )

    class Meta:
        ordering = ["fund__position", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budget_account_of_its_kind",
                condition=Q(kind="income", income__isnull=False, line=None, project=None)
                | Q(kind="line", income=None, line__isnull=False, project=None, council=None)
                | Q(kind="project", income=None, line__isnull=False, project__isnull=False, council=None)
                | Q(kind__in=["held", "forward"], income=None, line=None, project=None, council=None),
            ),
        ]

    def __str__(self):
        about = self.project or self.line or self.income or self.get_kind_display()
        return f"{self.fund}: {about}"
