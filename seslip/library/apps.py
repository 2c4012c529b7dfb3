from django.apps import AppConfig
from django.core import checks

from seslip import registry
from seslip.nav import Entry


class LibraryConfig(AppConfig):
    name = "seslip.library"
    label = "library"

    def ready(self):
        from seslip.library import letters  # noqa: F401 - registers its job
        from seslip.library.asks import asks_of
        from seslip.library.checks import buckets_are_private, files_stay_behind_the_gate
        from seslip.library.citing import documents_citing
        from seslip.library.demonstration import seed
        from seslip.library.handing_over import bring_documents
        from seslip.library.searchable import DOCUMENTS

        checks.register(files_stay_behind_the_gate, checks.Tags.files)
        checks.register(buckets_are_private, checks.Tags.files, deploy=True)
        registry.offer("menu", Entry("Library", "library:list", place=40))
        registry.offer("searchable", DOCUMENTS)
        registry.offer("asks", asks_of)
        registry.offer("citations", documents_citing)
        registry.offer("demonstration", seed)
        registry.offer("post handed over", bring_documents)
        for model in ("library.Document", "library.Version", "library.Tag", "library.Folder"):
            registry.offer("public pages read", model)
