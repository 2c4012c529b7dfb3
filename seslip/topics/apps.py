from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "seslip.topics"
    label = "topics"
