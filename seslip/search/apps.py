from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "seslip.search"
    label = "search"
