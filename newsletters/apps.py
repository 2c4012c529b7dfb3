from django.apps import AppConfig

from seslip import registry

PUBLIC_PAGES_READ = [
    "newsletters.Edition",
    "newsletters.EditionAction",
    "newsletters.EditionContact",
    "newsletters.EditionItem",
    "newsletters.EditionTool",
    "newsletters.Item",
    "newsletters.Update",
]


class NewslettersConfig(AppConfig):
    name = "newsletters"
    verbose_name = "Weekly Update"

    def ready(self):
        for label in PUBLIC_PAGES_READ:
            registry.offer("public pages read", label)
