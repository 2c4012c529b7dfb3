"""The days by which something must be done, as a file that calendars take in."""

import datetime as dt

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from icalendar import Calendar, Event

from newsletters.asks import open_actions
from newsletters.copies import AnyUser, Showing
from newsletters.models import EditionAction
from seslip.people.visibility import audience_q

TIME_ZONE = "Europe/London"


def actions_calendar(user: AnyUser) -> bytes:
    """The open actions with a day, as this person may see them."""
    calendar = Calendar()
    calendar.add("prodid", "-//SESLIP//Weekly Update//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "SESLIP: what do I need to do")
    calendar.add("x-wr-timezone", TIME_ZONE)
    actions = list(open_actions(user).exclude(by_when=None).exclude(origin=None))
    showing = Showing(user)
    times = _times_printed([action.origin_id for action in actions], user)
    for action in actions:
        calendar.add_component(_event(action, showing, sequence=times[action.origin_id] - 1))
    return calendar.to_ical()


def _times_printed(origins: list[int], user: AnyUser) -> dict[int, int]:
    """How often each was printed, corrections included: it only ever rises, as calendars expect.

    Only in Updates for this person's circles: an Update they may not know of must not raise it.
    """
    printed = EditionAction.objects.unscoped("how often, not what, of actions the reader sees")
    known = audience_q(user, "edition_item__edition__update__audience")
    counted = printed.filter(known, origin__in=origins).values_list("origin").annotate(times=Count("pk"))
    return dict(counted.order_by())


def _event(action: EditionAction, showing: Showing, *, sequence: int) -> Event:
    printed = action.edition_item.edition
    event = Event()
    event.add("uid", f"action-{action.origin_id}@seslip")
    event.add("sequence", sequence)
    event.add("dtstamp", printed.published_at)
    event.add("summary", showing.words(action.what))
    event.add("dtstart", action.by_when)
    event.add("dtend", action.by_when + dt.timedelta(days=1))
    event.add("description", f"{showing.words(action.edition_item.programme)}\n{printed.update}")
    event.add("url", settings.SITE_ADDRESS + reverse("newsletters:action", args=[action.origin_id]))
    event.add("transp", "TRANSPARENT")
    return event
