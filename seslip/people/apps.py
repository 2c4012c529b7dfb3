from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "seslip.people"
    label = "people"
    verbose_name = "People and councils"
