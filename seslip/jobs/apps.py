from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class JobsConfig(AppConfig):
    name = "seslip.jobs"
    label = "jobs"
    verbose_name = "What the portal is doing"

    def ready(self):
        """The embedded broker is two folders; it does not make them itself."""
        for name in ("data_folder_in", "control_folder"):
            if folder := settings.CELERY_BROKER_TRANSPORT_OPTIONS.get(name):
                Path(folder).mkdir(parents=True, exist_ok=True)
