"""Celery only wakes workers up: what must happen is a row in seslip.jobs."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seslip.settings")

app = Celery("seslip")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
