from django.apps import AppConfig

from seslip import registry


class PeopleConfig(AppConfig):
    name = "seslip.people"
    label = "people"
    verbose_name = "People and councils"

    def ready(self):
        from seslip.people.review_views import asks_of

        registry.offer("asks", asks_of)
        for name in ("Circle", "Membership", "Organisation", "Person"):
            registry.offer("public pages read", f"people.{name}")
