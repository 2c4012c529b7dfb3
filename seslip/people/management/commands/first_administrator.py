from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from seslip.people.access import Permission, Post
from seslip.people.actions import appoint, make_account, one_time_link
from seslip.people.models import Appointment, Organisation, User


class Command(BaseCommand):
    help = "Make the first programme manager's account and print the one-time link to choose a password."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="Programme manager")

    @transaction.atomic
    def handle(self, *, email, name, **options):
        managers = Appointment.objects.current().filter(
            post=Post.PROGRAMME_MANAGER, person__user__isnull=False
        )
        others = managers.exclude(person__user__email__iexact=email)
        if others.exists():
            raise CommandError(f"{others.first().person} already runs the portal and can invite others.")
        user = User.objects.filter(email__iexact=email).first() or make_account(
            email=email, name=name, by=None
        )
        if not user.may(Permission.USE_ADMIN):
            appoint(
                person=user.person,
                post=Post.PROGRAMME_MANAGER,
                organisation=Organisation.objects.get(slug="seslip"),
                by=None,
            )
        self.stdout.write("Open this once, to choose a password. It stops working when it has been used:")
        self.stdout.write(f"{settings.SITE_ADDRESS}{one_time_link(user)}")
