"""The budget's rows in the admin. Money is entered, reversed and moved on the budget's own pages."""

from django.contrib import admin, messages
from django.shortcuts import redirect

from budget.models import Award, Commitment, Entry, Fund, Income, Line, Project, Subscription
from seslip.admin_site import ReadOnlyAdmin
from seslip.people.access import Permission
from workstreams.admin.kept import PlanAdminBase, PlanPart, YearFilter
from workstreams.models import Plan


class AwardPart(PlanPart):
    model = Award


@admin.register(Fund)
class FundAdmin(PlanAdminBase):
    """Whether a fund is restricted stays as it is once there is money in it."""

    list_display = ["name", "giver", "is_restricted"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AwardPart]

    def get_readonly_fields(self, request, obj=None):
        return ["is_restricted"] if obj and obj.accounts.exists() else []


class SubscriptionPart(PlanPart):
    """What each council owes, in pence."""

    model = Subscription


@admin.register(Income)
class IncomeAdmin(PlanAdminBase):
    list_display = ["plan", "name", "fund"]
    list_display_links = ["name"]
    list_filter = [YearFilter]
    list_select_related = ["plan", "fund"]
    inlines = [SubscriptionPart]


class PaysForPart(PlanPart):
    model = Line.workstreams.through
    verbose_name = "workstream"
    verbose_name_plural = "workstreams it pays for"


class ContinuesPart(PlanPart):
    model = Line.continues.through
    fk_name = "from_line"
    verbose_name = "row of last year"
    verbose_name_plural = "last year's rows it goes on with"


class ProjectPart(PlanPart):
    model = Project

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Line)
class LineAdmin(PlanAdminBase):
    list_display = ["plan", "ref", "name", "lead_council", "is_closed"]
    list_display_links = ["name"]
    list_filter = [YearFilter, "is_closed"]
    list_select_related = ["plan", "lead_council"]
    search_fields = ["name"]
    fields = ["plan", "position", "ref", "name", "note", "lead_council", "sends_to", "is_closed"]
    inlines = [PaysForPart, ProjectPart, ContinuesPart]


@admin.register(Commitment)
class CommitmentAdmin(PlanAdminBase):
    """Money promised and not paid; the entry that pays it settles it."""

    list_display = ["words", "account", "pence", "due", "settled_by"]
    list_select_related = ["account__fund", "account__line", "account__project", "settled_by"]
    fields = ["book_year", "account", "pence", "words", "due", "audience"]

    def get_queryset(self, request):
        return Commitment.objects.visible_to(request.user)


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Entries are only looked at; adding one leads to the page where money is entered."""

    list_display = ["day", "words", "book_year", "sort", "audience"]
    list_filter = ["book_year", "sort"]
    list_select_related = ["book_year", "audience"]

    def get_queryset(self, request):
        return Entry.objects.visible_to(request.user)

    def has_add_permission(self, request):
        return request.user.is_authenticated and request.user.may(Permission.KEEP_BUDGET)

    def add_view(self, request, form_url="", extra_context=None):
        plan = Plan.objects.visible_to(request.user).current().first()
        if plan is None:
            messages.info(request, "There is no plan yet, so there is no budget to enter money in.")
            return redirect("admin:budget_entry_changelist")
        return redirect("budget:entry-write", plan.year)
