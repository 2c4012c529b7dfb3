from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "seslip.audit"
    label = "audit"
    verbose_name = "Record of what was done"

    def ready(self):
        import seslip.audit.front  # noqa: F401 - offers its part of the admin's first page
