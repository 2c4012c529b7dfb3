"""A small budget: the programme's own fund, a grant with one project, three lines, and money in each."""

import datetime as dt

from budget import accounts
from budget.actions.ledger import receive, spend
from budget.actions.virements import ask_virement
from budget.models import Book, Fund, Income, Line, Project
from seslip.people.models import Circle
from workstreams.models import Workstream
from workstreams.years import first_day


class Ledger:
    """The rows of a plan's budget, and ways to enter money on them."""

    def __init__(self, plan):
        self.plan, self.year = plan, plan.year
        self.core, self.grant = _fund("SESLIP core", False), _fund("Grant", True)
        about = {"plan": plan}
        self.subs, _ = Income.objects.get_or_create(**about, name="SE subs", defaults={"fund": self.core})
        self.given, _ = Income.objects.get_or_create(**about, name="DfE Grant", defaults={"fund": self.grant})
        self.data, self.hubs, self.rooms = (
            Line.objects.get_or_create(**about, name=name, defaults={"ref": ref, "position": place})[0]
            for place, (ref, name) in enumerate([("1", "Data"), ("2", "Hubs"), ("other", "Rooms")])
        )
        self._pay_for(plan)
        self.project, _ = Project.objects.get_or_create(fund=self.grant, line=self.hubs, reference="1:1")

    def _pay_for(self, plan) -> None:
        lines = {each.number: each for each in Workstream.objects.unscoped("test").filter(plan=plan)}
        for number, line in ((1, self.data), (2, self.hubs)):
            if number in lines:
                line.workstreams.add(lines[number])

    def day(self) -> dt.date:
        return first_day(self.year)

    def received(self, income=None, pence=100_000, book=Book.ACTUAL, **fields):
        fields = {"day": self.day(), "words": "It came", "by": None} | fields
        return receive(book=book, year=self.year, income=income or self.subs, pence=pence, **fields)

    def spent(self, line=None, pence=1_000, book=Book.ACTUAL, **fields):
        fields = {"day": self.day(), "words": "It went", "by": None} | fields
        return spend(book=book, year=self.year, line=line or self.data, pence=pence, **fields)

    def budgeted(self):
        """£1,000 comes in and goes out on two lines; the grant's £500 through its project."""
        for income, pence in ((self.subs, 100_000), (self.given, 50_000)):
            self.received(income, pence, Book.BUDGET, audience=Circle.objects.everyone())
        self.spent(self.data, 60_000, Book.BUDGET, audience=Circle.objects.everyone())
        self.spent(self.rooms, 40_000, Book.BUDGET, audience=Circle.objects.everyone())
        self.spent(self.hubs, 50_000, Book.BUDGET, project=self.project, audience=Circle.objects.everyone())
        return self

    def virement(self, by, pence=1_000):
        source, target = accounts.of_line(self.data), accounts.of_line(self.rooms)
        return ask_virement(
            year=self.year, source=source, target=target, pence=pence, reason="More rooms", by=by
        )


def _fund(name: str, is_restricted: bool) -> Fund:
    defaults = {"slug": name.lower().replace(" ", "-"), "is_restricted": is_restricted}
    return Fund.objects.get_or_create(name=name, defaults=defaults)[0]


def make_budget(plan) -> Ledger:
    """With its budget entered, once for a plan."""
    known = Line.objects.filter(plan=plan).exists()
    ledger = Ledger(plan)
    return ledger if known else ledger.budgeted()
