from django.contrib import admin, messages

from seslip.admin_site import ReadOnlyAdmin
from seslip.jobs.actions import try_again
from seslip.jobs.clockwork import standing
from seslip.jobs.handlers import handler_of
from seslip.jobs.models import Job, Rendition, Run


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["what", "key", "where_it_stands", "reason", "asked_at", "finished_at"]
    list_filter = ["state", "kind"]
    search_fields = ["key"]
    date_hierarchy = "asked_at"
    actions = ["try_again"]
    fields = [*list_display, "attempts", "max_attempts", "not_before"]

    @admin.display(description="what")
    def what(self, job):
        return handler_of(job.kind).words

    @admin.display(description="where it stands", ordering="state")
    def where_it_stands(self, job):
        return job.in_words

    @admin.action(description="Try again")
    def try_again(self, request, jobs):
        again = sum(try_again(job) for job in jobs)
        messages.info(request, f"{again} of {len(jobs)} will be tried again; only what has failed can be.")


@admin.register(Rendition)
class RenditionAdmin(ReadOnlyAdmin):
    list_display = ["title", "where_it_stands", "reason", "size", "asked_at", "ready_at"]
    list_filter = ["job__state"]
    list_select_related = ["job"]
    search_fields = ["title", "content_hash"]
    actions = ["try_again"]
    fields = [*list_display, "content_hash"]

    @admin.display(description="where it stands", ordering="job__state")
    def where_it_stands(self, rendition):
        return rendition.in_words

    @admin.action(description="Try again")
    def try_again(self, request, renditions):
        again = sum(try_again(rendition.job) for rendition in renditions)
        messages.info(request, f"{again} of {len(renditions)} will be made again; only failed ones can be.")


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ["name", "where_it_stands", "started_at", "finished_at"]
    fields = [*list_display, "outcome"]

    @admin.display(description="where it stands")
    def where_it_stands(self, run):
        return standing(run.name).words
