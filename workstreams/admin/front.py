"""The plan's part of the admin's first page."""

from seslip import registry
from seslip.people.access import Permission
from workstreams.models import Plan


@registry.on("admin index")
def the_plan(request) -> dict | None:
    if not request.user.may(Permission.KEEP_PLAN):
        return None
    plans = Plan.objects.visible_to(request.user)
    return {"template": "admin/workstreams/_plan.html", "plans": plans[:3]}
