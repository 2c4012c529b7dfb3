"""The plan in the admin: its text, its groups, its figures, and the slips of its document."""

from django.contrib import admin
from django.urls import path, reverse

from workstreams.actions import anomalies
from workstreams.admin import stages
from workstreams.admin.kept import PlanAdminBase, PlanPart, YearFilter
from workstreams.models import Anomaly, Group, Paragraph, Plan, RegionFigure, Section
from workstreams.searchable import make_findable


class SectionPart(PlanPart):
    model = Section
    fields = ["number", "title", "position"]
    show_change_link = True


class GroupPart(PlanPart):
    model = Group
    fields = ["position", "title", "note", "stated"]
    show_change_link = True


class FigurePart(PlanPart):
    model = RegionFigure
    fields = ["position", "words", "earlier", "later", "is_percentage"]


SCREENS = {
    "freeze": (stages.freeze, "Freeze a version"),
    "agree": (stages.agree, "Agree or revise"),
    "next_year": (stages.next_year, "Begin next year’s plan"),
}


@admin.register(Plan)
class PlanAdmin(PlanAdminBase):
    """Sections and groups open on pages of their own; the buttons freeze, agree and begin the next year."""

    list_display = ["year", "title", "status", "audience"]
    fields = ["year", "title", "audience", "opening"]
    inlines = [SectionPart, GroupPart, FigurePart]
    change_form_template = "admin/workstreams/plan/change_form.html"

    def get_queryset(self, request):
        return Plan.objects.visible_to(request.user)

    def get_urls(self):
        screens = [
            path(f"<number:pk>/{name}/", self.admin_site.admin_view(view), name=f"workstreams_plan_{name}")
            for name, (view, _) in SCREENS.items()
        ]
        return screens + super().get_urls()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        make_findable(form.instance)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context["screens"] = [
                (words, reverse(f"admin:workstreams_plan_{name}", args=[obj.pk]))
                for name, (_, words) in SCREENS.items()
            ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


class ParagraphPart(PlanPart):
    model = Paragraph
    side_by_side = False
    fields = [
        ("number", "position"),
        "text",
        "footnotes",
        ("table", "table_number"),
        "caption",
        "table_source",
    ]


@admin.register(Section)
class SectionAdmin(PlanAdminBase):
    """A section with its numbered paragraphs."""

    list_display = ["plan", "number", "title"]
    list_display_links = ["title"]
    list_filter = [YearFilter]
    list_select_related = ["plan"]
    fields = ["plan", "number", "title", "position"]
    inlines = [ParagraphPart]


@admin.register(Group)
class GroupAdmin(PlanAdminBase):
    list_display = ["plan", "title", "stated"]
    list_display_links = ["title"]
    list_filter = [YearFilter]
    list_select_related = ["plan"]
    fields = ["plan", "position", "title", "note", "stated", "introduction"]


DECIDED = ["decided_by", "decided_on"]


@admin.register(Anomaly)
class AnomalyAdmin(PlanAdminBase):
    """A slip of the document: what is to become of it, and why. Who decided and when is written down."""

    list_display = ["place", "what", "code", "decision", "decided_on"]
    list_filter = [YearFilter, "decision"]
    fields = [
        "plan",
        "place",
        "quotation",
        "what",
        "code",
        "decision",
        "decision_words",
        "decided_by",
        "decided_on",
    ]
    readonly_fields = ["code", "decided_by", "decided_on"]

    def save_model(self, request, obj, form, change):
        anomalies.decide(anomaly=obj, decision=obj.decision, words=obj.decision_words, by=request.user)
