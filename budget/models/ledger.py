"""The ledger: entries of postings, each a transfer between two accounts, in three books that never mix."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from budget.models.accounts import Account, Income, Line
from seslip.people.models import User
from seslip.people.visibility import AudienceModel, GuardedQuerySet
from workstreams.years import financial_year


class Book(models.TextChoices):
    BUDGET = "budget", "Budget"
    FORECAST = "forecast", "Year-end forecast"
    ACTUAL = "actual", "Actual"


class BookYear(models.Model):
    """A book of a year; once it is closed nothing is entered in it."""

    book = models.CharField(max_length=8, choices=Book)
    year = models.CharField(max_length=7, validators=[financial_year])
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["year", "book"]
        constraints = [models.UniqueConstraint(fields=["book", "year"], name="budget_bookyear_once")]

    def __str__(self):
        return f"{self.get_book_display()} {self.year}"


class EntryQuerySet(GuardedQuerySet):
    def with_postings(self):
        """With the accounts of each posting, and what they are called after."""
        about = ("fund", "income", "line", "project")
        names = [f"postings__{side}__{each}" for side in ("source", "target") for each in about]
        return self.select_related("book_year").prefetch_related(*names)


class Entry(AudienceModel):
    """Something that happened to money, on a day. It is never changed: a reversal undoes it."""

    class Sort(models.TextChoices):
        OPENING = "opening", "Brought forward"
        INCOME = "income", "Income"
        SPENDING = "spending", "Spending"
        VIREMENT = "virement", "Virement"
        REVERSAL = "reversal", "Reversal"
        CLOSING = "closing", "Carried forward"

    book_year = models.ForeignKey(BookYear, on_delete=models.PROTECT, related_name="entries")
    sort = models.CharField(max_length=8, choices=Sort)
    day = models.DateField(default=timezone.localdate)
    words = models.CharField(max_length=300)
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    cites = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cited_by",
        help_text="The closing that an opening comes from.",
    )
    import_hash = models.CharField(max_length=64, blank=True, db_index=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["book_year", "-day", "-id"], name="budget_entry_newest")]
        constraints = [
            models.CheckConstraint(
                name="budget_entry_reversal_reverses",
                condition=Q(sort="reversal", reverses__isnull=False)
                | (~Q(sort="reversal") & Q(reverses=None)),
            )
        ]

    def __str__(self):
        return f"{self.day:%-d %B %Y}: {self.words}"


class Posting(models.Model):
    """One transfer. What leaves an account arrives in another of its fund: books cannot unbalance."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="out", verbose_name="from")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="into", verbose_name="to")
    pence = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="budget_posting_above_nought", condition=Q(pence__gt=0)),
            models.CheckConstraint(name="budget_posting_moves", condition=~Q(source=F("target"))),
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"


class Nought(models.Model):
    """A nought that the plan states for a row, which a blank is not."""

    book_year = models.ForeignKey(BookYear, on_delete=models.PROTECT, related_name="noughts")
    income = models.ForeignKey(
        Income, null=True, blank=True, on_delete=models.CASCADE, related_name="noughts"
    )
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.CASCADE, related_name="noughts")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="budget_nought_of_a_row", condition=Q(income__isnull=False) ^ Q(line__isnull=False)
            )
        ]

    def __str__(self):
        return f"£0, {self.line or self.income}"


class Virement(models.Model):
    """Money moved in the budget from one line to another, when somebody else has agreed."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    book_year = models.ForeignKey(BookYear, on_delete=models.PROTECT, related_name="virements")
    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="from")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="to")
    pence = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    entry = models.OneToOneField(Entry, null=True, on_delete=models.PROTECT, related_name="virement")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="budget_virement_above_nought", condition=Q(pence__gt=0)),
            models.CheckConstraint(
                name="budget_virement_approved_has_its_entry",
                condition=Q(state="approved", entry__isnull=False, decided_by__isnull=False)
                | (~Q(state="approved") & Q(entry=None)),
            ),
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"


class Commitment(AudienceModel):
    """Money promised and not yet paid."""

    book_year = models.ForeignKey(BookYear, on_delete=models.PROTECT, related_name="commitments")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="commitments")
    pence = models.PositiveBigIntegerField()
    words = models.CharField(max_length=300)
    due = models.DateField("when it will be paid", null=True, blank=True)
    settled_by = models.OneToOneField(
        Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="settles"
    )

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(name="budget_commitment_above_nought", condition=Q(pence__gt=0))
        ]

    def __str__(self):
        return self.words
