from django.contrib import admin, messages
from django.db import models
from django.utils.html import format_html, format_html_join

from seslip.library import actions
from seslip.library.forms import DocumentForm
from seslip.library.models import Document, Tag, Version


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    """Documents of the library. Nothing is deleted: a withdrawn document is kept for the team."""

    form = DocumentForm
    list_display = ["title", "kind", "audience", "publisher", "published", "list_until", "on_request"]
    list_filter = ["kind", "on_request", "topics"]
    list_select_related = ["audience"]
    search_fields = ["title", "publisher", "description"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    date_hierarchy = "added_at"
    actions = ["withdraw"]
    readonly_fields = ["files"]
    fieldsets = [
        (None, {"fields": ["title", "audience", "kind", "url", "file", "files", "description"]}),
        ("Where it comes from", {"fields": ["publisher", "published_on", "published_text", "cite_as"]}),
        ("How it is found", {"fields": ["topics", "tags", "new_tags", "list_until", "owner"]}),
        ("On request", {"fields": ["on_request", "conditions"]}),
    ]

    def get_queryset(self, request):
        return Document.objects.visible_to(request.user)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("DocumentForm", (form,), {"user": request.user})

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="Versions")
    def files(self, document):
        if not document.pk:
            return "None yet."
        versions = Version.objects.unscoped("shown to whoever keeps the library").filter(document=document)
        links = format_html_join(
            "",
            "<li><a href='{}'>{}: {}</a></li>",
            ((v.get_absolute_url(), v.number, v.name) for v in versions),
        )
        return format_html("<ul>{}</ul>", links) if links else "None yet."

    def save_model(self, request, obj, form, change):
        upload = form.cleaned_data["file"]
        changed = [name for name in form.changed_data if name != "file"]
        actions.save_document(document=obj, upload=upload, changed=changed, by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        actions.tag(document=form.instance, names=form.cleaned_data["new_tags"], by=request.user)
        messages.info(request, f"Who can see it: {form.instance.audience.sentence()}.")
        for other in form.same_elsewhere():
            messages.warning(request, f"The same file is also in the library as “{other}”.")

    @admin.action(description="Withdraw: only the programme team sees them from now on")
    def withdraw(self, request, queryset):
        for document in queryset:
            actions.withdraw(document=document, by=request.user)
        messages.success(request, "Withdrawn. Only the programme team sees them now.")
