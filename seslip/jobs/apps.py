from pathlib import Path

from django.apps import AppConfig
from django.conf import settings


class JobsConfig(AppConfig):
    name = "seslip.jobs"
    label = "jobs"
    verbose_name = "What the portal is doing"

    def ready(self):
        """Learn to make PDFs. The embedded broker is two folders; it does not make them itself."""
        import seslip.pdf.renditions  # noqa: F401 - registers its kind of job and its check

        for name in ("data_folder_in", "control_folder"):
            if folder := settings.CELERY_BROKER_TRANSPORT_OPTIONS.get(name):
                Path(folder).mkdir(parents=True, exist_ok=True)
