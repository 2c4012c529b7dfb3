from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from seslip.audit.actions import record_read
from seslip.audit.exporting import lines
from seslip.audit.filters import EventFilter
from seslip.audit.models import Event
from seslip.audit.naming import names_of, thing_in_words
from seslip.people.access import Permission

PER_PAGE = 50


def for_readers_of_the_record(view):
    @wraps(view)
    def guarded(request):
        if not request.user.may(Permission.READ_AUDIT):
            raise PermissionDenied(
                "The record is read by the programme team and the portal's administrators."
            )
        return view(request)

    return guarded


@require_safe
@for_readers_of_the_record
def record_list(request):
    """What was done, read and refused. Names are looked up now: the record holds numbers."""
    events = Event.objects.select_related("by__person", "acting_for__organisation", "acting_for__person")
    narrowed = EventFilter(request.GET, events, request=request)
    is_valid = narrowed.is_valid() or not request.GET
    page = Paginator(narrowed.qs if is_valid else events.none(), PER_PAGE).get_page(request.GET.get("page"))
    names = names_of(page, request.user)
    rows = [(event, who_in_words(event), thing_in_words(event, names)) for event in page]
    context = {"form": narrowed.form, "page": page, "rows": rows, "is_valid": is_valid}
    return render(request, "audit/record.html", context)


@require_safe
@for_readers_of_the_record
def record_export(request):
    """The same rows as a file; that they were taken out is itself recorded, with what was asked for."""
    narrowed = EventFilter(request.GET, Event.objects.all(), request=request)
    if not narrowed.is_valid() and request.GET:
        return record_list(request)
    record_read("exported", by=request.user, on=Event(), **narrowed.asked())
    response = StreamingHttpResponse(lines(narrowed.qs, request.user), content_type="text/csv; charset=utf-8")
    name = f"record-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def who_in_words(event: Event) -> str:
    if event.by_id is None:
        return "The portal itself" if event.sort == Event.Sort.DONE else "Nobody signed in"
    if event.by is None:
        return f"Account {event.by_id}, since deleted"
    person = getattr(event.by, "person", None)
    return person.name if person else event.by.email
