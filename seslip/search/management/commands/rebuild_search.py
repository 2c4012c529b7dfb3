from django.core.management.base import BaseCommand

from seslip.search.actions import rebuild


class Command(BaseCommand):
    help = "Make everything that can be found findable afresh. Safe to repeat."

    def handle(self, *args, **options):
        for kinds, count in rebuild().items():
            self.stdout.write(f"{kinds}: {count}")
