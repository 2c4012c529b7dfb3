"""The record's part of the admin's first page."""

from seslip import registry
from seslip.people.access import Permission


@registry.on("admin index")
def the_record(request) -> dict | None:
    if not request.user.may(Permission.READ_AUDIT):
        return None
    return {"template": "admin/audit/_record.html"}
