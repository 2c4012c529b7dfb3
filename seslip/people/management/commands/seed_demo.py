from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from seslip import registry
from seslip.people import demonstration as people
from seslip.topics import demonstration as topics


class Command(BaseCommand):
    help = "Add the demonstration: made-up people, and Updates in our own words. Safe to run again."

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("This is a real installation: the demonstration stays out of it.")
        call_command("load_reference", stdout=self.stdout)
        for seed in [topics.seed, *registry.offered("demonstration"), people.seed]:
            with transaction.atomic():
                self.stdout.write("\n".join(seed()))
