"""What the admin of the plan has in common: its keeper keeps all of it, and each change is recorded."""

from django.contrib import admin

from seslip.people.admin import DAYS, KeptAdmin
from seslip.people.forms import AudienceField
from seslip.people.models import Person
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


class PartOfPlan:
    """What inlines have in common: no empty rows, and lists to choose from that say for whom."""

    extra = 0
    formfield_overrides = DAYS

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, **scoped(db_field, kwargs))


class PlanPart(PartOfPlan, admin.TabularInline):
    """Rows of something the plan holds, side by side."""


class StackedPart(PartOfPlan, admin.StackedInline):
    """Rows with longer words, one below the other."""


class PlanAdminBase(KeptAdmin):
    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "audience":
            return AudienceField(label="Who can see it")
        return super().formfield_for_foreignkey(db_field, request, **scoped(db_field, kwargs))
