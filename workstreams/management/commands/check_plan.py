from django.core.management.base import BaseCommand, CommandError

from workstreams import copies
from workstreams.changes import changes
from workstreams.importing import Unreadable, read_plan
from workstreams.management.commands.import_plan import read
from workstreams.models import Plan
from workstreams.proof import checked, proof_of
from workstreams.reading import copy_of

HELP = """Every check of a plan with its figures: the plan as it stands here, or the text of a document.
"""
WHY = "checking a plan at the prompt"


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser):
        parser.add_argument("year", metavar="YEAR", help="such as 2021-22")
        parser.add_argument("--file", help="check the text of a document, and nothing in the database")
        parser.add_argument("--against", metavar="FILE", help="say what is different in this document")

    def handle(self, year, **options):
        if options["file"]:
            self.say(self.read(options["file"]))
            return
        plan = Plan.objects.unscoped(WHY).filter(year=year).first()
        if plan is None:
            raise CommandError(
                f"There is no plan of {year} here. Bring it in with “manage.py import_plan FILE”."
            )
        if options["against"]:
            self.compare(copy_of(plan), self.read(options["against"]))
            return
        self.prove(plan)

    def read(self, file: str) -> copies.PlanCopy:
        try:
            return read_plan(read(file))
        except Unreadable as error:
            raise CommandError(f"{file} is no plan that can be read. {error}") from error

    def say(self, copy: copies.PlanCopy) -> None:
        for each in checked(copy):
            self.one(each, each.findings)

    def prove(self, plan: Plan) -> None:
        proof = proof_of(plan)
        for row in proof.rows:
            self.one(row.checked, row.checked.findings, row.mended)
        self.stdout.write("\nSlips that only a reader finds:")
        for anomaly in proof.for_a_reader:
            self.stdout.write(f"  {anomaly.place}: {anomaly.what} [{anomaly.get_decision_display()}]")

    def one(self, each, findings, mended=()) -> None:
        self.stdout.write(
            f"{'!!' if findings else 'ok'} {each.check.code}: {each.check.title}. {each.looked_at}"
        )
        for finding in findings:
            self.stdout.write(f"     {finding.code}: {finding.place}: {finding.words}")
        for finding in mended:
            self.stdout.write(f"     in the document only: {finding.code}: {finding.place}: {finding.words}")

    def compare(self, ours: copies.PlanCopy, theirs: copies.PlanCopy) -> None:
        found = changes(ours, theirs)
        for change in found:
            self.stdout.write(f"{change.place}: {change.words}")
        self.stdout.write(f"{len(found)} different.")
