from django.apps import AppConfig
from django.db.models.signals import post_migrate

from seslip import registry


class SearchConfig(AppConfig):
    name = "seslip.search"
    label = "search"

    def ready(self):
        from seslip.search.tables import make_tables

        post_migrate.connect(make_tables, sender=self)
        registry.offer("public pages read", "search.SearchEntry")
