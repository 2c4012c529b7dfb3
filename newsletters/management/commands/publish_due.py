from django.core.management.base import BaseCommand

from newsletters.actions import publishing


class Command(BaseCommand):
    help = "Publish the Updates whose time has come. Safe to run at any time, by any number of clocks."

    def handle(self, **options):
        editions = publishing.publish_due()
        self.stdout.write(
            "\n".join(f"Published {edition.update}." for edition in editions) or "Nothing is due."
        )
