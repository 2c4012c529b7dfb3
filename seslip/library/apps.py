from django.apps import AppConfig

from seslip import registry


class LibraryConfig(AppConfig):
    name = "seslip.library"
    label = "library"

    def ready(self):
        for name in ("Document", "Tag", "Version"):
            registry.offer("public pages read", f"library.{name}")
