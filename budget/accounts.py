"""The account of each thing money comes from, is held in, or goes to; made when it is first needed."""

from budget.models import Account, Fund, Income, Line, Project
from seslip.people.models import Organisation
from seslip.refusals import Refused


def core() -> Fund:
    """The programme's own fund, which may be spent on any line."""
    return Fund.objects.filter(is_restricted=False).first() or _no_core()


def _no_core():
    raise Refused(
        "There is no fund of the programme's own yet. Add one that is not restricted, in the admin."
    )


def held(fund: Fund) -> Account:
    return _account(f"held/{fund.pk}", fund, Account.Kind.HELD)


def forward(fund: Fund) -> Account:
    """Where what is left at a year's end waits for the next."""
    return _account(f"forward/{fund.pk}", fund, Account.Kind.FORWARD)


def of_income(income: Income, council: Organisation | None = None) -> Account:
    key = f"income/{income.pk}" + (f"/{council.pk}" if council else "")
    return _account(key, income.fund, Account.Kind.INCOME, income=income, council=council)


def of_line(line: Line, fund: Fund | None = None) -> Account:
    """What a fund that is not restricted spends on a line."""
    fund = fund or core()
    if fund.is_restricted:
        raise Refused(f"{fund} is restricted: its money is spent through its projects.")
    return _account(f"line/{line.pk}/{fund.pk}", fund, Account.Kind.LINE, line=line)


def of_project(project: Project) -> Account:
    key = f"project/{project.pk}"
    return _account(key, project.fund, Account.Kind.PROJECT, project=project, line=project.line)


def _account(key: str, fund: Fund, kind: str, **about) -> Account:
    return Account.objects.get_or_create(key=key, defaults={"fund": fund, "kind": kind, **about})[0]
