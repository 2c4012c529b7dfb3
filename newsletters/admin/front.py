"""The admin's first page: this week's Update, and whether everything that runs by itself does."""

from newsletters.actions.outbox import sending_summary
from newsletters.admin import findings
from newsletters.models import Update
from seslip import registry
from seslip.jobs.clockwork import standing
from seslip.jobs.models import Job
from seslip.people.access import Permission


@registry.on("admin index")
def this_week(request) -> dict | None:
    if not request.user.may(Permission.PUBLISH_UPDATES):
        return None
    updates = Update.objects.visible_to(request.user).order_by("-number")
    open_ones = updates.filter(state__in=[Update.State.DRAFT, Update.State.SCHEDULED])
    drafts = [(update, findings.panel(update)) for update in open_ones[:3]]
    latest = updates.published().first()
    return {
        "template": "admin/newsletters/_this_week.html",
        "drafts": drafts,
        "latest": latest,
        "letters": sending_summary(latest) if latest else None,
        "scheduler": standing("publish-due"),
        "failed_jobs": Job.objects.filter(state=Job.State.FAILED).count(),
    }
