"""Readers, what was sent to them and what came back. Only who manages readers sees any of it (access.py)."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from newsletters.actions import reader_lists, readers
from newsletters.models import Bounce, Delivery, Reader
from seslip.admin_site import ReadOnlyAdmin
from seslip.forms import error_list, name_what_is_missing

ON_THE_PAGE = "the subscribe page"


@admin.register(Reader)
class ReaderAdmin(admin.ModelAdmin):
    list_display = ["email", "state", "frequency", "asked_at", "confirmed_at", "why_stopped"]
    list_filter = ["state", "frequency", "topics", "source"]
    search_fields = ["email"]
    fields = [
        "email",
        "state",
        "frequency",
        "topics",
        "user",
        "lawful_basis",
        "source",
        "asked_at",
        "confirmed_at",
        "left_at",
        "came_back",
    ]
    readonly_fields = ["email", "state", "user", "asked_at", "confirmed_at", "left_at", "came_back"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    actions = ["works_again", "replace_link", "erase"]
    change_list_template = "admin/newsletters/reader/change_list.html"

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("bounces")

    def save_model(self, request, obj, form, change):
        readers.change(reader=obj, fields=form.changed_data, by=request.user)

    @admin.display(description="why letters stopped")
    def why_stopped(self, reader):
        if reader.state != Reader.State.BOUNCED:
            return ""
        return next((bounce.reason for bounce in reader.bounces.all()), "")

    @admin.display(description="letters that came back")
    def came_back(self, reader):
        lines = ((f"{bounce.at:%-d %B %Y}", bounce.reason) for bounce in reader.bounces.all()[:20])
        return format_html_join("", "<p>{}: {}</p>", lines) or "none"

    @admin.action(description="The address works again")
    def works_again(self, request, queryset):
        count = sum(readers.works_again(reader=reader, by=request.user) for reader in queryset)
        self.message_user(request, f"{count} of the addresses get the Update again.")

    @admin.action(description="Make the links in letters sent so far stop working")
    def replace_link(self, request, queryset):
        for reader in queryset:
            readers.replace_link(reader=reader, by=request.user)
        self.message_user(request, "The links were replaced. The next letter carries the new ones.")

    @admin.action(description="Erase: the address, what was sent to it and what came back")
    def erase(self, request, queryset):
        count = len(queryset)
        for reader in queryset:
            readers.erase(reader=reader, by=request.user)
        self.message_user(request, f"{count} erased.", messages.WARNING)

    def changelist_view(self, request, extra_context=None):
        counts = Reader.objects.aggregate(
            active=Count("pk", filter=Q(state=Reader.State.ACTIVE)),
            pending=Count("pk", filter=Q(state=Reader.State.PENDING)),
            bounced=Count("pk", filter=Q(state=Reader.State.BOUNCED)),
            asked=Count("pk", filter=Q(source=ON_THE_PAGE)),
            never=Count("pk", filter=Q(source=ON_THE_PAGE, confirmed_at=None)),
        )
        return super().changelist_view(request, {"counts": counts, **(extra_context or {})})

    def get_urls(self):
        view = self.admin_site.admin_view(self.bring_in)
        return [path("bring-in/", view, name="newsletters_reader_bring_in"), *super().get_urls()]

    def bring_in(self, request):
        """Look at a list first; the same words, looked at, are then brought in."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = BringInForm(request.POST or None, request.FILES or None)
        look = None
        if request.method == "POST" and form.is_valid():
            if "bring-in" in request.POST and self._brought_in(request, form):
                return redirect("admin:newsletters_reader_changelist")
            look = reader_lists.look(form.content)
            form = form.with_the_list_kept()
        trail = [("Readers", reverse("admin:newsletters_reader_changelist"))]
        context = {**self.admin_site.each_context(request), "title": "Bring in readers", "trail": trail}
        context["errors"] = error_list(form)
        return TemplateResponse(
            request, "admin/newsletters/reader/bring_in.html", {**context, "form": form, "look": look}
        )

    def _brought_in(self, request, form) -> bool:
        answers = form.cleaned_data
        try:
            found = reader_lists.bring_in(
                content=form.content,
                basis=answers["basis"],
                source=answers["source"],
                leave_out_wrong=answers["leave_out_wrong"],
                by=request.user,
            )
        except reader_lists.CannotBringIn as reason:
            self.message_user(request, str(reason).splitlines()[0], messages.ERROR)
            return False
        self.message_user(request, f"{len(found.newcomers)} readers were brought in.", messages.SUCCESS)
        return True


class BringInForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        required=False,
        help_text="A column headed “email”; “frequency” and “topics” if you like.",
    )
    pasted = forms.CharField(
        label="Or the list itself",
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    basis = forms.CharField(
        label="Lawful basis",
        max_length=120,
        help_text="Why we may write to them, such as “legitimate interests, officers of member councils”.",
    )
    source = forms.CharField(label="Where the list comes from", max_length=120)
    leave_out_wrong = forms.BooleanField(label="Leave out the rows that are wrong", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name_what_is_missing(self)

    def clean(self):
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("pasted")
        if not file and not pasted:
            raise forms.ValidationError("Choose a file, or paste the list.")
        self.content = file.read(reader_lists.MOST_BYTES + 1) if file else pasted.encode()
        return self.cleaned_data

    def with_the_list_kept(self):
        """The same answers, the file's words in the box: a browser does not send a file twice."""
        return BringInForm(initial={**self.cleaned_data, "pasted": reader_lists.text_of(self.content)})


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["reader", "update", "state", "due_at", "sent_at", "attempts", "reason"]
    list_filter = ["state", "reader__frequency"]
    list_select_related = ["reader", "update"]
    search_fields = ["reader__email", "=update__number", "message_id"]
    date_hierarchy = "due_at"


@admin.register(Bounce)
class BounceAdmin(ReadOnlyAdmin):
    list_display = ["address", "kind", "status", "reason", "at", "of_reader", "settled"]
    list_filter = ["kind", "settled", ("reader", admin.EmptyFieldListFilter)]
    list_select_related = ["reader"]
    search_fields = ["address", "reason"]
    actions = ["works_again"]

    @admin.display(description="reader")
    def of_reader(self, bounce):
        if bounce.reader is None:
            return "not a reader"
        address = reverse("admin:newsletters_reader_change", args=[bounce.reader_id])
        return format_html('<a href="{}">{}</a>', address, bounce.reader.get_state_display())

    @admin.action(description="The address works again")
    def works_again(self, request, queryset):
        found = {bounce.reader for bounce in queryset if bounce.reader}
        count = sum(readers.works_again(reader=reader, by=request.user) for reader in found)
        self.message_user(request, f"{count} of the addresses get the Update again.")
