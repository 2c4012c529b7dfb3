"""What can be compared: each plan as it stands today, and each of its frozen versions."""

from dataclasses import dataclass

from workstreams import copies
from workstreams.models import Plan, PlanVersion
from workstreams.reading import copy_of

TODAY = "today"


@dataclass(frozen=True)
class Choice:
    """One side of a comparison: `key` stands in the address, such as 2021-22.1 or 2021-22.today."""

    key: str
    words: str


def choices_for(user) -> list[Choice]:
    """Everything this person may compare, newest first."""
    versions: dict[int, list[PlanVersion]] = {}
    for version in PlanVersion.objects.visible_to(user).defer("copy"):
        versions.setdefault(version.plan_id, []).append(version)
    choices = []
    for plan in Plan.objects.visible_to(user):
        choices.append(Choice(f"{plan.year}.{TODAY}", f"{plan.year}, as it stands today"))
        choices += [
            Choice(f"{plan.year}.{version.number}", f"{plan.year}, version {version.number}")
            for version in versions.get(plan.pk, [])
        ]
    return choices


def copy_for(user, key: str) -> copies.PlanCopy:
    """The copy behind a key that `choices_for` offered this person."""
    year, _, which = key.partition(".")
    if which == TODAY:
        return copy_of(Plan.objects.visible_to(user).get(year=year))
    version = PlanVersion.objects.visible_to(user).get(plan__year=year, number=which)
    return copies.from_json(copies.PlanCopy, version.copy)
