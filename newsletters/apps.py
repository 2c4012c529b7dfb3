from django.apps import AppConfig

from seslip import nav, registry

PUBLIC_PAGES_READ = [
    "newsletters.Action",
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
        from newsletters import demonstration
        from newsletters.actions.outbox import fill_outbox
        from newsletters.asks import asks_of
        from newsletters.citing import items_citing
        from newsletters.front import latest_update
        from newsletters.pdf import ask_ahead

        registry.offer("menu", nav.Entry("Weekly Update", "newsletters:archive", 10))
        registry.offer("menu", nav.Entry("What do I need to do", "newsletters:actions", 20))
        registry.offer("asks", asks_of)
        registry.offer("citations", items_citing)
        registry.offer("demonstration", demonstration.seed)
        registry.offer("edition published", ask_ahead)
        registry.offer("front", latest_update)
        registry.offer("edition goes out", fill_outbox)
        for label in PUBLIC_PAGES_READ:
            registry.offer("public pages read", label)
        from newsletters import searchable

        registry.offer("searchable", searchable.UPDATES)
        registry.offer("searchable", searchable.ITEMS)
        registry.offer("edition published", searchable.make_findable)
