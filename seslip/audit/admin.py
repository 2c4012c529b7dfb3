from django.contrib import admin

from seslip.admin_site import ReadOnlyAdmin
from seslip.audit.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "verb", "kind", "object_id", "by"]
    list_filter = ["verb", "kind"]
    list_select_related = ["by"]
    date_hierarchy = "at"
