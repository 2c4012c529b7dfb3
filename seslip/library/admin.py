from django.contrib import admin, messages
from django.db import models
from django.utils.html import format_html, format_html_join

from seslip.library import actions
from seslip.library.forms import DocumentForm
from seslip.library.models import Document, Folder, Tag, Version
from seslip.people.admin import DAYS
from seslip.people.forms import AudienceField


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Folder)
class FolderAdmin(admin.ModelAdmin):
    """Folders of the library. Whoever keeps it keeps all of them; one that holds something is not deleted."""

    list_display = ["name", "audience", "position"]
    list_select_related = ["audience"]
    search_fields = ["name"]
    fields = ["name", "description", "audience", "position"]

    def get_queryset(self, request):
        return Folder.objects.visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "audience":
            return AudienceField(label="Who can see the folder")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        actions.save_folder(folder=obj, changed=form.changed_data, by=request.user)

    def has_delete_permission(self, request, obj=None):
        return False


class FolderFilter(admin.SimpleListFilter):
    title, parameter_name = "folder", "folder"

    def lookups(self, request, model_admin):
        return [(folder.pk, folder.name) for folder in Folder.objects.visible_to(request.user)]

    def queryset(self, request, documents):
        return documents.filter(folder=self.value()) if (self.value() or "").isdecimal() else documents


class ReviewFilter(admin.SimpleListFilter):
    title, parameter_name = "review", "review"

    def lookups(self, request, model_admin):
        return [("due", "Due"), ("nobody", "Due, and nobody owns it")]

    def queryset(self, request, documents):
        due = documents.due_for_review()
        return {"due": due, "nobody": due.filter(owner=None)}.get(self.value(), documents)


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    """Documents of the library. Nothing is deleted: a withdrawn document is kept for the team."""

    form = DocumentForm
    list_display = ["title", "folder", "kind", "audience", "owner", "review_on", "list_until", "on_request"]
    list_filter = [FolderFilter, ReviewFilter, "kind", "on_request", "topics"]
    list_select_related = ["audience", "folder", "owner"]
    search_fields = ["title", "publisher", "description"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}, **DAYS}
    date_hierarchy = "added_at"
    actions = ["withdraw"]
    readonly_fields = ["files"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "folder",
                    "audience",
                    "kind",
                    "url",
                    "file",
                    "files",
                    "take_back",
                    "description",
                ]
            },
        ),
        ("Where it comes from", {"fields": ["publisher", "published_on", "published_text", "cite_as"]}),
        ("How it is found", {"fields": ["topics", "tags", "new_tags", "list_until"]}),
        ("Who looks after it", {"fields": ["owner", "review_on"]}),
        ("On request", {"fields": ["on_request", "conditions"]}),
    ]

    def get_queryset(self, request):
        return Document.objects.visible_to(request.user)

    def get_fieldsets(self, request, obj=None):
        """What has no file yet has nothing to take back."""
        if obj:
            return self.fieldsets
        (title, first), *others = self.fieldsets
        fields = [name for name in first["fields"] if name != "take_back"]
        return [(title, first | {"fields": fields}), *others]

    def get_changeform_initial_data(self, request):
        """Added from a folder, a document is proposed for those who see the folder."""
        initial = super().get_changeform_initial_data(request)
        number = str(initial.get("folder", ""))
        folders = Folder.objects.visible_to(request.user).filter(pk=number if number.isdecimal() else None)
        folder = folders.first()
        return initial | {"audience": folder.audience_id} if folder else initial

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
            ((v.get_absolute_url(), v.number, _named(v)) for v in versions),
        )
        return format_html("<ul>{}</ul>", links) if links else "None yet."

    def save_model(self, request, obj, form, change):
        upload = form.cleaned_data["file"]
        changed = [name for name in form.changed_data if name != "file"]
        actions.save_document(document=obj, upload=upload, changed=changed, by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for version in form.cleaned_data["take_back"]:
            actions.take_back(version=version, by=request.user)
        actions.tag(document=form.instance, names=form.cleaned_data["new_tags"], by=request.user)
        messages.info(request, f"Who can see it: {form.instance.audience.sentence()}.")
        self._say_unfiled(request, form.instance)
        for other in form.same_elsewhere():
            messages.warning(request, f"The same file is also in the library as “{other}”.")

    def _say_unfiled(self, request, document):
        if document.folder and document.folder.audience_id != document.audience_id:
            words = f"Those who do not see the folder “{document.folder}” see the document without it."
            messages.info(request, words)

    @admin.action(description="Withdraw: only the programme team sees them from now on")
    def withdraw(self, request, queryset):
        for document in queryset:
            actions.withdraw(document=document, by=request.user)
        messages.success(request, "Withdrawn. Only the programme team sees them now.")


def _named(version: Version) -> str:
    return f"{version.name} (taken back)" if version.taken_back_at else version.name
