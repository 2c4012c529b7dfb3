"""What each allocation is made of: its projects with their amounts, their lines and who leads them."""

from dataclasses import dataclass

from budget import sums
from budget.models import Account, Award, Book, BookYear, Fund, Project
from workstreams.models import Plan


@dataclass(frozen=True)
class Funded:
    """A project and its pence in the year's budget."""

    project: Project
    amount: int


@dataclass(frozen=True)
class Allocation:
    """A fund with what came in, its projects, and what is left, which is nought where it closes."""

    fund: Fund
    awards: list[Award]
    came_in: int
    projects: list[Funded]

    @property
    def spent(self) -> int:
        return sum(each.amount for each in self.projects)

    @property
    def left(self) -> int:
        return self.came_in - self.spent


def allocations(plan: Plan) -> list[Allocation]:
    """Every restricted fund with money in the plan's budget, in order."""
    moves = sums.moved(BookYear.objects.filter(book=Book.BUDGET, year=plan.year).first())
    came_in: dict[int, int] = {}
    for move in moves:
        if move.account.kind in (Account.Kind.INCOME, Account.Kind.FORWARD):
            came_in[move.account.fund_id] = came_in.get(move.account.fund_id, 0) - move.net
    spent = {move.account.project_id: move.net for move in moves if move.account.project_id}
    funds = Fund.objects.filter(is_restricted=True, pk__in={move.account.fund_id for move in moves})
    projects = Project.objects.filter(pk__in=spent).select_related("line", "lead_council", "fund")
    awards = Award.objects.filter(year=plan.year)
    return [
        Allocation(
            fund,
            [award for award in awards if award.fund_id == fund.pk],
            came_in.get(fund.pk, 0),
            [Funded(project, spent[project.pk]) for project in projects if project.fund_id == fund.pk],
        )
        for fund in funds
    ]


def states(plan: Plan) -> list[tuple[str, int]]:
    """How much of the year's money is applied for, awarded and received, in words and pence."""
    awards = list(Award.objects.filter(year=plan.year))
    sums_ = [(state, sum(award.pence for award in awards if award.state == state)) for state in Award.State]
    return [(state.label, amount) for state, amount in sums_ if amount]
