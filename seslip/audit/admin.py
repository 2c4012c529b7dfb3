from django.contrib import admin

from seslip.admin_site import ReadOnlyAdmin
from seslip.audit.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "verb", "kind", "object_id", "by"]
    list_filter = ["verb", "kind"]
    list_select_related = ["by"]
    date_hierarchy = "at"

    def get_fields(self, request, obj=None):
        """The details can hold its words: they are for whoever may open the thing itself in the admin."""
        app, _, model = obj.kind.partition(".")
        details = ["details"] if request.user.has_perm(f"{app}.view_{model}") else []
        return [*self.list_display, *details]

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("details") and super().lookup_allowed(lookup, value, request)
