"""What the admin of the plan has in common: its keeper keeps all of it, and each change is recorded."""

from django.contrib import admin
from js_asset import Media

from seslip.people.admin import DAYS, KeptAdmin
from seslip.people.forms import AudienceField
from seslip.people.models import Organisation, Person
from workstreams.models import Plan, Workstream

WHY = "whoever keeps the plan keeps all of it (access.py)"
GUARDED = (Plan, Workstream, Person)


def scoped(db_field, kwargs: dict) -> dict:
    """A list to choose from reads its rows, so it says for whom."""
    if db_field.related_model in GUARDED:
        kwargs["queryset"] = db_field.related_model.objects.unscoped(WHY)
        if db_field.related_model is Workstream:
            kwargs["queryset"] = kwargs["queryset"].select_related("plan").order_by("-plan__year", "number")
    return kwargs


class YearFilter(admin.SimpleListFilter):
    """Of which plan, by its year."""

    title, parameter_name = "year", "year"

    def lookups(self, request, model_admin):
        return [(plan.year, plan.year) for plan in Plan.objects.visible_to(request.user)]

    def queryset(self, request, rows):
        return rows.filter(plan__year=self.value()) if self.value() else rows


class PlanPart(admin.StackedInline):
    """Rows of something the plan holds, each with its fields side by side."""

    extra = 0
    formfield_overrides = DAYS
    side_by_side = True

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return [tuple(fields)] if self.side_by_side else fields

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **scoped(db_field, kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Of the councils of England those that ever had a part in the programme."""
        kwargs["queryset"] = Organisation.objects.ever_in_the_programme().councils()
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class PlanAdminBase(KeptAdmin):
    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "audience":
            return AudienceField(label="Who can see it")
        return super().formfield_for_foreignkey(db_field, request, **scoped(db_field, kwargs))

    def render_change_form(self, request, context, *args, **kwargs):
        """The editor's import map carries the page's nonce."""
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)
