"""What each council owes the programme for a year, and what it has paid."""

from dataclasses import dataclass

from django.db.models import Sum

from budget.models import Account, Book, Entry, Posting, Subscription
from seslip.people.models import Organisation
from workstreams.models import Plan


@dataclass(frozen=True)
class Row:
    """Pence owed and paid by a council for one source of income."""

    council: Organisation
    income: str
    owed: int
    paid: int

    @property
    def left(self) -> int:
        return self.owed - self.paid


def subscriptions_of(plan: Plan, user) -> list[Row]:
    """By council, as far as this person may read the entries of what was paid."""
    owed = Subscription.objects.filter(income__plan=plan).select_related("council", "income")
    paid = _paid(plan, user)
    return [
        Row(each.council, each.income.name, each.owed, paid.get((each.income_id, each.council_id), 0))
        for each in owed
    ]


def _paid(plan: Plan, user) -> dict[tuple[int, int], int]:
    accounts = Account.objects.filter(income__plan=plan, council__isnull=False)
    entries = Entry.objects.visible_to(user).filter(book_year__book=Book.ACTUAL, book_year__year=plan.year)
    postings = Posting.objects.filter(entry__in=entries).order_by()
    paid: dict[tuple[int, int], int] = {}
    for side, sign in (("source", 1), ("target", -1)):
        keys = (f"{side}__income", f"{side}__council")
        sums = postings.filter(**{f"{side}__in": accounts}).values_list(*keys).annotate(sum=Sum("pence"))
        for income, council, amount in sums:
            paid[income, council] = paid.get((income, council), 0) + sign * amount
    return paid
