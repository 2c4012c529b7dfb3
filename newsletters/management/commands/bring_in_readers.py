from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsletters.actions import reader_lists


class Command(BaseCommand):
    help = "Brings in a list of readers (CSV with a column “email”, and perhaps “frequency” and “topics”)."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument(
            "--basis", required=True, help='Lawful basis, such as "legitimate interests, 2019".'
        )
        parser.add_argument("--source", required=True, help='Such as "the list of the old site".')
        parser.add_argument("--look", action="store_true", help="Only say what would happen.")
        parser.add_argument("--leave-out-wrong", action="store_true", help="Bring in the rest all the same.")

    def handle(self, *, file, basis, source, look, leave_out_wrong, **options):
        try:
            content = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} could not be read: {error.strerror}.") from error
        found = reader_lists.look(content) if look else self.bring_in(content, basis, source, leave_out_wrong)
        for line in found.problems + found.stays_out:
            self.stdout.write(line)
        self.stdout.write(f"{found}.{' Nothing was changed.' if look else ''}")

    def bring_in(self, content, basis, source, leave_out_wrong) -> reader_lists.Look:
        try:
            return reader_lists.bring_in(
                content=content, basis=basis, source=source, by=None, leave_out_wrong=leave_out_wrong
            )
        except reader_lists.CannotBringIn as reason:
            raise CommandError(str(reason)) from reason
