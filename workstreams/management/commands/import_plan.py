from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from seslip.refusals import Refused
from workstreams.actions.bringing_in import bring_in, hash_of_text
from workstreams.importing import Unreadable, read_plan
from workstreams.proof import checked

HELP = """Bring in a plan from the text of its document: sections, workstreams, sponsors, and the budget.

It is checked first, and what is wrong in the document is said and registered; nothing is mended.
The same document a second time changes nothing.
"""


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="only check the document")

    def handle(self, file, **options):
        text = read(file)
        try:
            copy = read_plan(text)
        except Unreadable as error:
            raise CommandError(f"{file} is no plan that can be read. {error} Nothing was changed.") from error
        self.report(copy)
        if options["dry_run"]:
            self.stdout.write("Nothing was changed: this was a dry run.")
            return
        try:
            with transaction.atomic():
                plan = bring_in(copy=copy, name=Path(file).name, text_hash=hash_of_text(text), by=None)
        except Refused as refused:
            raise CommandError(f"{refused} Nothing was changed.") from refused
        self.stdout.write(f"{plan} is in, as a draft: {len(copy.lines)} workstreams.")

    def report(self, copy):
        findings = [finding for each in checked(copy) for finding in each.findings]
        for finding in findings:
            self.stdout.write(f"{finding.code}: {finding.place}: {finding.words}")
        self.stdout.write(f"{len(findings)} to look at in the document.")


def read(file: str) -> str:
    """The text of a file, or a sentence that says why there is none."""
    try:
        return Path(file).read_bytes().decode("utf-8")
    except OSError as error:
        raise CommandError(f"{file} could not be opened: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not a text in UTF-8. Save it as plain text.") from error
