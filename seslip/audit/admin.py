from django.contrib import admin

from seslip.admin_site import ReadOnlyAdmin
from seslip.audit import front  # noqa: F401 - its part of the admin's first page, below that of the Updates
from seslip.audit.exporting import may_read_details
from seslip.audit.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "sort", "verb", "kind", "object_id", "by"]
    list_filter = ["sort", "verb", "kind"]
    list_select_related = ["by"]
    date_hierarchy = "at"

    def has_module_permission(self, request):
        """The record has a page of its own, with names; here is one event in full."""
        return False

    def get_fields(self, request, obj=None):
        details = ["details"] if may_read_details(request.user, obj.kind) else []
        return [*self.list_display, *details]

    def lookup_allowed(self, lookup, value, request):
        return not lookup.startswith("details") and super().lookup_allowed(lookup, value, request)
