from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "seslip.audit"
    label = "audit"
    verbose_name = "Record of what was done"

    def ready(self):
        from seslip.audit.guarding import guard

        # After every migrate: SQLite drops a table's triggers when Django remakes the table.
        post_migrate.connect(guard, sender=self)
