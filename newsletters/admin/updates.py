"""The list of Updates, and the addresses of everything that is done to one."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path

from newsletters.admin import beginning, desk, findings, letters, pasting, previews, stages
from newsletters.models import Update
from seslip.people.access import Permission

# What can be done with one Update, each at its own address.
PAGES = {
    "change": desk.edit,
    "preview": previews.page,
    "paste": pasting.paste,
    "publish": stages.publish,
    "schedule": stages.schedule,
    "unschedule": stages.unschedule,
    "correct": stages.correct,
    "withdraw": stages.withdraw,
    "letters": letters.page,
    "letter": letters.preview,
    "settle": findings.settle,
}


@admin.register(Update)
class UpdateAdmin(admin.ModelAdmin):
    """Each page is a view of its own, in the modules beside this one."""

    list_display = ["__str__", "state", "publish_at", "audience"]
    list_filter = ["state"]
    list_select_related = ["audience"]
    search_fields = ["number"]
    date_hierarchy = "date"
    actions = None

    def get_queryset(self, request):
        return Update.objects.visible_to(request.user)

    def has_delete_permission(self, request, obj=None):
        """What has a number stays: it can be withdrawn."""
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Django's own form answers at "12 /change/" too, and would save past the version and the record."""
        raise Http404

    def get_urls(self):
        return [
            path("add/", self._for_writers(beginning.new), name="newsletters_update_add"),
            path("paste/", self._for_writers(pasting.paste_new), name="newsletters_update_paste_new"),
            *(self._page(name, view) for name, view in PAGES.items()),
            *super().get_urls(),
        ]

    def _page(self, name: str, view):
        guarded = self.admin_site.admin_view(partial(_with_update, view, self.admin_site))
        return path(f"<int:pk>/{name}/", guarded, name=f"newsletters_update_{name}")

    def _for_writers(self, view):
        return self.admin_site.admin_view(partial(_writers_only, view, self.admin_site))


def _writers_only(view, site, request, **kwargs):
    if not request.user.may(Permission.PUBLISH_UPDATES):
        raise PermissionDenied
    return view(request, site.each_context(request), **kwargs)


def _with_update(view, site, request, pk, **kwargs):
    """The Update as it is now, for a view that is given a page's context to add to."""
    if not request.user.may(Permission.PUBLISH_UPDATES):
        raise PermissionDenied
    update = get_object_or_404(Update.objects.visible_to(request.user), pk=pk)
    return view(request, site.each_context(request) | {"update": update}, update, **kwargs)
