from django.contrib import admin

from newsletters.models import Item
from seslip.admin_site import ReadOnlyAdmin


@admin.register(Item)
class ItemAdmin(ReadOnlyAdmin):
    """Looking items up, across Updates. They are written on the desk of an Update."""

    list_display = ["programme", "status", "ends_on", "audience"]
    list_filter = ["status", "topics"]
    list_select_related = ["audience"]
    search_fields = ["programme", "update", "action"]
    fields = ["programme", "update", "action", "status", "audience", "ends_on", "topics", "councils"]

    def get_queryset(self, request):
        return Item.objects.visible_to(request.user)
