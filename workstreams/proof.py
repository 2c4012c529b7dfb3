"""Every check of the plan with its figures, over the plan as it stands and the document it came from."""

from dataclasses import dataclass

from seslip import registry
from workstreams import copies
from workstreams.checks import check_all
from workstreams.checks.findings import Checked, Finding
from workstreams.models import Anomaly, Plan
from workstreams.posts import councils_are_known, sponsors_hold_their_posts
from workstreams.reading import copy_of


@dataclass(frozen=True)
class Row:
    """One check: what it looked at in the plan today, what it finds there, and in the document only."""

    checked: Checked
    mended: list[Finding]

    @property
    def is_right(self) -> bool:
        return not self.checked.findings


@dataclass(frozen=True)
class Proof:
    rows: list[Row]
    anomalies: list[Anomaly]

    @property
    def findings(self) -> list[Finding]:
        return [finding for row in self.rows for finding in row.checked.findings]

    @property
    def for_a_reader(self) -> list[Anomaly]:
        """Slips that no rule finds."""
        return [anomaly for anomaly in self.anomalies if not anomaly.code]

    @property
    def found_by_rule(self) -> list[Anomaly]:
        return [anomaly for anomaly in self.anomalies if anomaly.code]


def checked(copy: copies.PlanCopy) -> list[Checked]:
    """The plan's own checks and those other areas offer, in one order."""
    offered = [each for check in registry.offered("plan checks") for each in check(copy)]
    return [*check_all(copy), councils_are_known(copy), *offered]


def proof_of(plan: Plan) -> Proof:
    """Today's plan checked; beside each check what the document had and the plan has no more."""
    then = {each.check.code: each.findings for copy in documents_of(plan) for each in checked(copy)}
    rows = []
    for each in [*checked(copy_of(plan)), sponsors_hold_their_posts(plan)]:
        still = {(finding.code, finding.place) for finding in each.findings}
        document = then.get(each.check.code, [])
        rows.append(Row(each, [one for one in document if (one.code, one.place) not in still]))
    return Proof(rows, list(plan.anomalies.all()))


def documents_of(plan: Plan) -> list[copies.PlanCopy]:
    """What the plan was brought in from, as it was read."""
    return [copies.from_json(copies.PlanCopy, source.copy) for source in plan.sources.all()]
