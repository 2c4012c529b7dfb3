from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "seslip.jobs"
    label = "jobs"
    verbose_name = "What the portal is doing"
