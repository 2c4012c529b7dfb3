import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsletters.bounces import mailbox


class Command(BaseCommand):
    help = "Takes in letters that came back: files (one message each, or mbox), or standard input."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", metavar="FILE")

    def handle(self, *, files, **options):
        tally = mailbox.Tally()
        for raw in map(self.content_of, files or ["-"]):
            tally.update(mailbox.take_in_all(mailbox.messages_in(raw)))
        self.stdout.write(f"{tally}.")

    def content_of(self, name) -> bytes:
        if name == "-":
            return sys.stdin.buffer.read()
        try:
            return Path(name).read_bytes()
        except OSError as error:
            raise CommandError(f"{name} could not be read: {error.strerror}.") from error
