import datetime as dt
import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from newsletters.actions import sending
from newsletters.models import Delivery

LONGEST_PAUSE = 60


class Command(BaseCommand):
    help = "Sends the letters that are due. Any number of these may run, and be killed, at the same time."

    def add_arguments(self, parser):
        parser.add_argument(
            "--until-empty",
            action="store_true",
            help="Go on, with pauses while the server is lost or letters are put off, until nothing is left "
            "that falls due within the hour.",
        )

    def handle(self, *, until_empty, **options):
        pause = 0.5
        while True:
            batch = sending.send_batch()
            self.stdout.write(f"{batch}.")
            if not until_empty or not self.something_left():
                return
            pause = 0.5 if batch.done else min(2 * pause, LONGEST_PAUSE)
            if not sending.something_due() or batch.stopped:
                time.sleep(pause)

    def something_left(self) -> bool:
        return Delivery.objects.to_send(timezone.now() + dt.timedelta(hours=1)).exists()
