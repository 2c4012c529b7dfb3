"""Keeping people, the posts they hold, councils and circles. Whoever keeps them keeps all of them."""

from django.contrib import admin
from django.db import models
from django.urls import reverse

from seslip.audit.actions import record
from seslip.forms import DayInput
from seslip.people.actions import make_built_in_circles
from seslip.people.models import (
    Appointment,
    Circle,
    CircleMember,
    Invitation,
    Membership,
    Organisation,
    Person,
)
from seslip.people.post_lines import CircleForm, MembershipLines, NameLines, PostLines

WHY = "whoever keeps people keeps all of them (access.py)"


# Django's own calendar sets inline styles, which the policy refuses.
DAYS = {models.DateField: {"widget": DayInput}}


class KeptAdmin(admin.ModelAdmin):
    """Every change leaves a record; nothing is deleted that something else still tells of."""

    formfield_overrides = DAYS

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **_everybody(db_field, kwargs))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        fields = [*form.changed_data, *(each.prefix for each in formsets if each.has_changed())]
        kind = self.model._meta.verbose_name
        record(f"{kind} {'changed' if change else 'added'}", by=request.user, on=form.instance, fields=fields)

    def has_delete_permission(self, request, obj=None):
        return False


def _everybody(db_field, kwargs: dict) -> dict:
    if db_field.related_model is Person:
        kwargs["queryset"] = Person.objects.unscoped(WHY)
    return kwargs


class Lines(admin.StackedInline):
    """Posts, memberships and names have a last day; they are ended, not deleted."""

    extra = 1
    can_delete = False
    formfield_overrides = DAYS

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **_everybody(db_field, kwargs))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset


class AppointmentLines(Lines):
    model = Appointment
    formset = PostLines
    fk_name = "person"
    fields = ["post", "organisation", "starts", "ends", "on_behalf_of"]
    verbose_name_plural = "posts"


class PlaceLines(Lines):
    model = Membership
    formset = MembershipLines
    fields = ["kind", "starts", "ends"]


class CircleMemberLines(Lines):
    model = CircleMember
    formset = NameLines
    fields = ["person", "starts", "ends"]
    verbose_name_plural = "people named (each sees what is kept for this circle while they hold any post)"


@admin.register(Person)
class PersonAdmin(KeptAdmin):
    list_display = ["name", "posts_held_today", "email", "has_an_account"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "telephone", "details_audience"]
    inlines = [AppointmentLines]

    def get_queryset(self, request):
        return Person.objects.unscoped(WHY).with_posts_today()

    def posts_held_today(self, person):
        return "; ".join(map(str, person.posts_today))

    @admin.display(boolean=True)
    def has_an_account(self, person):
        return person.user_id is not None


class RegionFilter(admin.SimpleListFilter):
    """Partners have no region: it is not offered as a choice without a name."""

    title, parameter_name = "region", "region"

    def lookups(self, request, model_admin):
        regions = Organisation.objects.exclude(region="").order_by("region")
        return [(region, region) for region in regions.values_list("region", flat=True).distinct()]

    def queryset(self, request, organisations):
        return organisations.filter(region=self.value()) if self.value() else organisations


@admin.register(Organisation)
class OrganisationAdmin(KeptAdmin):
    list_display = ["name", "kind", "region", "valid_from", "valid_to"]
    list_filter = ["kind", RegionFilter]
    search_fields = ["name", "also_known_as"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [PlaceLines]

    def view_on_site(self, organisation):
        """The page of its people, where they are invited."""
        return reverse("council", args=[organisation.slug])

    def save_related(self, request, form, formsets, change):
        """Things can be meant for the people of a new council from its first day."""
        super().save_related(request, form, formsets, change)
        make_built_in_circles()


@admin.register(Circle)
class CircleAdmin(KeptAdmin):
    """Built-in circles follow the posts people hold; only circles of named people are kept by hand."""

    list_display = ["name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]
    form = CircleForm
    fields = ["name", "includes"]
    inlines = [CircleMemberLines]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("CircleForm", (form,), {"user": request.user})

    def has_change_permission(self, request, obj=None):
        is_kept_by_hand = obj is None or obj.kind == Circle.Kind.NAMED
        return is_kept_by_hand and super().has_change_permission(request, obj)


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """To look at; what is done to an invitation is done on the council's page."""

    list_display = ["name", "post", "organisation", "state", "made_by", "expires_at"]
    list_filter = ["state"]
    list_select_related = ["organisation", "made_by"]
    search_fields = ["name", "email"]

    def get_queryset(self, request):
        return Invitation.objects.visible_to(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
