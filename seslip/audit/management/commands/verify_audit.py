import argparse

from django.core.management.base import BaseCommand, CommandError

from seslip.audit.verifying import Report, verify


def block_and_hash(words: str) -> tuple[int, str]:
    number, _, value = words.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19 and len(value) == 64):
        raise argparse.ArgumentTypeError(
            "write the number of a block, a colon, and its hash of 64 characters"
        )
    return int(number), value


class Command(BaseCommand):
    help = "Check that the record is as it was sealed. Says in words what is not, and fails then."

    def add_arguments(self, parser):
        parser.add_argument(
            "--expect",
            type=block_and_hash,
            metavar="NUMBER:HASH",
            help="What an earlier run called the newest block: finds a chain that was made anew, or cut off.",
        )

    def handle(self, *, expect, **options):
        report = verify(expect)
        for problem in report.problems:
            self.stdout.write(problem)
        self.stdout.write(found(report))
        if report.head:
            self.stdout.write(f"Newest block: {report.head.number}:{report.head.hash}")
        if report.problems:
            raise CommandError(f"The record is not as it was sealed: {len(report.problems)} found.")


def found(report: Report) -> str:
    words = f"Looked at {report.blocks} blocks with {report.events} events"
    words += f" ({report.dropped} more blocks' events were dropped in their time)" if report.dropped else ""
    return f"{words}; {report.unsealed} events are not sealed yet."
