"""Tasks are referred in the admin; notes and versions are only looked at."""

from django.contrib import admin

from seslip.admin_site import ReadOnlyAdmin
from workstreams.admin.kept import PlanAdminBase
from workstreams.models import PlanVersion, ProgressNote, Task


@admin.register(Task)
class TaskAdmin(PlanAdminBase):
    list_display = ["words", "owner", "due", "answered_on", "audience"]
    list_filter = ["answered_on"]
    list_select_related = ["owner", "audience"]
    fields = ["words", "referrer", "referred_on", "workstream", "topic", "owner", "due", "audience"]

    def get_queryset(self, request):
        return Task.objects.visible_to(request.user)


@admin.register(ProgressNote)
class ProgressNoteAdmin(ReadOnlyAdmin):
    """A note is never changed; its sponsor writes the next."""

    list_display = ["workstream", "status", "day", "audience"]
    list_select_related = ["workstream", "audience"]

    def get_queryset(self, request):
        return ProgressNote.objects.visible_to(request.user)


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin):
    list_display = ["plan", "number", "status", "day", "reason", "short_hash"]
    list_select_related = ["plan"]
    exclude = ["copy"]

    def get_queryset(self, request):
        return PlanVersion.objects.visible_to(request.user).defer("copy")
