"""What every installation needs.

Council names and codes: DfE and ONS. People of 0 to 17: ONS, mid-2024. Open Government Licence v3.0.
"""

import csv
import datetime as dt
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from seslip.people.actions import make_built_in_circles
from seslip.people.models import Membership, Organisation

COUNCILS = Path(__file__).parents[2] / "reference" / "councils.csv"
REGION = "South East"
ALLIANCE_BEGAN = dt.date(2011, 4, 1)
DATA_ONLY = ["somerset", "swindon"]
OTHERS = [
    ("seslip", "South East Sector-Led Improvement Programme", Organisation.Kind.REGIONAL, "SESLIP, SESLI"),
    ("lga", "Local Government Association", Organisation.Kind.PARTNER, "LGA"),
    ("dfe", "Department for Education", Organisation.Kind.PARTNER, "DfE"),
    ("adcs", "Association of Directors of Children's Services", Organisation.Kind.PARTNER, "ADCS"),
    ("segfl", "South East Grid for Learning", Organisation.Kind.PARTNER, "SEGfL"),
    ("sespm", "South East Strategic Partnership for Migration", Organisation.Kind.PARTNER, "SESPM"),
]


class Command(BaseCommand):
    help = "Load councils, partners, memberships and built-in circles. Safe to run again."

    @transaction.atomic
    def handle(self, **options):
        with COUNCILS.open(newline="") as file:
            rows = list(csv.DictReader(file))
        load_organisations(rows)
        load_memberships()
        make_built_in_circles()
        self.stdout.write(f"{len(rows)} councils, {Organisation.objects.members().count()} of them members.")


def load_organisations(rows: list[dict]) -> None:
    councils = [Organisation(kind=Organisation.Kind.COUNCIL, **fields_of(row)) for row in rows]
    Organisation.objects.bulk_create(
        councils, update_conflicts=True, unique_fields=["slug"], update_fields=[*fields_of(rows[0])]
    )
    others = [Organisation(slug=s, name=n, kind=k, also_known_as=a) for s, n, k, a in OTHERS]
    Organisation.objects.bulk_create(others, ignore_conflicts=True)
    by_slug = Organisation.objects.in_bulk([row["successor"] for row in rows], field_name="slug")
    for row in rows:
        if row["successor"]:
            Organisation.objects.filter(slug=row["slug"]).update(successor=by_slug[row["successor"]])


def fields_of(row: dict) -> dict:
    unknown = {name: row[name] or None for name in ("valid_from", "valid_to", "children")}
    return {name: value for name, value in row.items() if name != "successor"} | unknown


def load_memberships() -> None:
    """Members and data-only subscribers; those already known keep the dates they were given."""
    councils = Organisation.objects.councils().filter(valid_to=None, memberships=None)
    members = councils.filter(region=REGION)
    data_only = councils.filter(slug__in=DATA_ONLY)
    Membership.objects.bulk_create(
        [Membership(organisation=o, kind=Membership.Kind.MEMBER, starts=ALLIANCE_BEGAN) for o in members]
        + [
            Membership(organisation=o, kind=Membership.Kind.DATA_ONLY, starts=ALLIANCE_BEGAN)
            for o in data_only
        ]
    )
