from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "seslip.library"
    label = "library"
