"""What the demonstration adds to the budget of 2021-22: subscriptions, a few payments, something promised.

How the councils share what they pay together is made up: evenly, to the penny.
"""

import datetime as dt

from budget import accounts
from budget.actions.ledger import receive, spend
from budget.models import Book, BookYear, Commitment, Income, Line, Subscription
from budget.shares import split
from seslip.people.models import Circle, Organisation, User
from workstreams.models import Plan

WHY = "the demonstration's own budget"
YEAR = "2021-22"
PAID_ON = dt.date(2021, 6, 30)
HAVE_PAID = ["kent", "surrey", "hampshire", "isle-of-wight", "medway", "somerset"]
SPENT = [
    ("Website maintenance", 96_000, "Hosting, April to September"),
    ("Programme Management", 750_000, "Second quarter"),
    ("AD Education", 180_000, "Two network meetings"),
]
PROMISED = ("SE ADCS Rooms", 120_000, "Rooms for the autumn meetings", dt.date(2022, 2, 28))


def seed() -> list[str]:
    plan = Plan.objects.unscoped(WHY).filter(year=YEAR).first()
    if plan and not Subscription.objects.filter(income__plan=plan).exists():
        _subscriptions(plan)
        _spending(plan)
    return [f"{Subscription.objects.count()} subscriptions."]


def _subscriptions(plan: Plan) -> None:
    for name, councils in (
        ("SE subs", Organisation.objects.members()),
        ("Data only subs", Organisation.objects.data_only()),
    ):
        income = Income.objects.get(plan=plan, name=name)
        _share(income, list(councils))


def _share(income: Income, councils: list[Organisation]) -> None:
    total = {"SE subs": 16_250_000, "Data only subs": 225_000}[income.name]
    treasurer = User.objects.get(email="treasurer@example.org")
    for council, owed in zip(councils, split(total, [1] * len(councils)), strict=True):
        Subscription.objects.create(income=income, council=council, owed=owed)
        if council.slug in HAVE_PAID:
            about = {"income": income, "council": council, "pence": owed, "day": PAID_ON, "by": treasurer}
            receive(book=Book.ACTUAL, year=YEAR, words=f"Subscription of {council}", **about)


def _spending(plan: Plan) -> None:
    treasurer = User.objects.get(email="treasurer@example.org")
    for name, pence, words in SPENT:
        line = Line.objects.get(plan=plan, name=name)
        about = {"line": line, "pence": pence, "day": dt.date(2021, 10, 1), "words": words}
        spend(book=Book.ACTUAL, year=YEAR, by=treasurer, **about)
    name, pence, words, due = PROMISED
    Commitment.objects.create(
        book_year=BookYear.objects.get(book=Book.ACTUAL, year=YEAR),
        account=accounts.of_line(Line.objects.get(plan=plan, name=name)),
        pence=pence,
        words=words,
        due=due,
        audience=Circle.objects.members(),
    )
