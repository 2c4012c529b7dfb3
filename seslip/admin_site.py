from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode

from seslip import registry


class PortalAdminConfig(AdminConfig):
    default_site = "seslip.admin_site.PortalAdminSite"


class PortalAdminSite(admin.AdminSite):
    """Django's admin in our colours. Its own sign-in is never used: it would skip the second factor."""

    site_title = site_header = "SESLIP admin"
    index_title = "What would you like to do?"
    enable_nav_sidebar = False
    index_template = "admin/desk_index.html"

    def admin_view(self, view, cacheable=False):
        """The editor's import map needs a nonce; only the admin's pages carry one."""
        with_nonce = csp_replace({"script-src": settings.ADMIN_SCRIPT_SOURCES})
        return with_nonce(super().admin_view(view, cacheable))

    def index(self, request, extra_context=None):
        """What the areas offer to do comes first, each a dict with its template."""
        panels = [panel(request) for panel in registry.offered("admin index")]
        return super().index(
            request, {"panels": [panel for panel in panels if panel]} | (extra_context or {})
        )

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        if request.user.is_authenticated:
            raise PermissionDenied("Your posts do not include work in the admin.")
        back = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return redirect(f"{reverse('account_login')}?{back}")

    def password_change(self, request, extra_context=None):
        """The account's own page is the only one: it writes to the owner that the password was changed."""
        return redirect("account_change_password")


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at: they are written elsewhere."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
