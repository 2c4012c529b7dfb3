from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublicPagesConfig(AppConfig):
    name = "seslip.public_pages"
    label = "public_pages"

    def ready(self):
        from seslip.public_pages.watching import watch_tables

        # After every migrate: SQLite drops a table's triggers when Django remakes the table.
        post_migrate.connect(watch_tables, sender=self)
