"""A workstream in the admin, with everything that belongs to it."""

from django.contrib import admin

from workstreams.admin.kept import PlanAdminBase, PlanPart, YearFilter
from workstreams.models import (
    Measure,
    MeasureValue,
    Milestone,
    Output,
    Participation,
    Partner,
    Reference,
    Sponsorship,
    Workstream,
)
from workstreams.searchable import make_findable


class SponsorshipPart(PlanPart):
    """Who stood for it when; one that is over gets its last day and stays."""

    model = Sponsorship
    side_by_side = False
    fields = [
        ("name", "post"),
        "person",
        "councils",
        ("through", "on_behalf_of"),
        "stated",
        ("starts", "ends", "position"),
    ]


class OutputPart(PlanPart):
    model = Output


class ReferencePart(PlanPart):
    model = Reference


class ParticipationPart(PlanPart):
    model = Participation


class PartnerPart(PlanPart):
    model = Partner


class MilestonePart(PlanPart):
    model = Milestone


class MeasurePart(PlanPart):
    model = Measure
    show_change_link = True


class LastYearPart(PlanPart):
    """Last year's lines; a line of its own each, for they may be several."""

    model = Workstream.continues.through
    fk_name = "from_workstream"
    verbose_name = "line of last year"
    verbose_name_plural = "last year's lines it goes on with"


@admin.register(Workstream)
class WorkstreamAdmin(PlanAdminBase):
    list_display = ["plan", "number", "title", "group", "lead_council"]
    list_display_links = ["title"]
    list_filter = [YearFilter, "group__title"]
    list_select_related = ["plan", "group", "lead_council"]
    search_fields = ["title"]
    fields = ["plan", "group", "number", "title", "purpose", "topic", "lead_council"]
    inlines = [
        SponsorshipPart,
        OutputPart,
        ReferencePart,
        ParticipationPart,
        PartnerPart,
        MilestonePart,
        MeasurePart,
        LastYearPart,
    ]

    def get_queryset(self, request):
        return Workstream.objects.visible_to(request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        make_findable(form.instance.plan)


class ValuePart(PlanPart):
    model = MeasureValue


@admin.register(Measure)
class MeasureAdmin(PlanAdminBase):
    """What is measured, with its values over time."""

    list_display = ["name", "workstream", "unit"]
    list_select_related = ["workstream"]
    fields = ["workstream", "name", "unit", "position"]
    inlines = [ValuePart]
