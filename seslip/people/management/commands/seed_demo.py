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
        # Areas give their things to made-up people; how to sign in as one is printed last.
        seeds = [people.seed, topics.seed, *registry.offered("demonstration")]
        accounts, *others = [self._seeded(seed) for seed in seeds]
        self.stdout.write("\n".join([*others, accounts]))

    @transaction.atomic
    def _seeded(self, seed) -> str:
        return "\n".join(seed())
