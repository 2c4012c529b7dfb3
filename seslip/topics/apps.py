from django.apps import AppConfig

from seslip import registry


class TopicsConfig(AppConfig):
    name = "seslip.topics"
    label = "topics"

    def ready(self):
        registry.offer("public pages read", "topics.Topic")
