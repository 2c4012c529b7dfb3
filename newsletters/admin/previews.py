"""The draft as readers would get it, from what was saved last."""

from django.contrib.auth.models import AnonymousUser
from django.template.response import TemplateResponse

from newsletters.models import Update
from newsletters.reading import draft_copy


def page(request, context, update: Update):
    """As everybody would see it, or as the writer does: restricted items show only to the second."""
    as_everyone = request.GET.get("as") != "me"
    reader = AnonymousUser() if as_everyone else request.user
    context = {"update": update, "copy": draft_copy(update, reader), "as_everyone": as_everyone}
    return TemplateResponse(request, "admin/newsletters/update/preview.html", context)
