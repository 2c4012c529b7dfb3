"""Days and times of day as the house writes them: 4 June 2017, 7:02pm. A built-in of every template."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.dateformat import format as words

register = template.Library()


@register.filter(expects_localtime=True)
def clock(at: dt.datetime | None) -> str:
    """The time of day: 7:02pm."""
    return words(_here(at), "g:iA").lower() if at else ""


@register.filter(expects_localtime=True)
def moment(at: dt.datetime | None) -> str:
    """The day and the time of day: 4 June 2017, 7:02pm."""
    return f"{words(_here(at), 'j F Y')}, {clock(at)}" if at else ""


def _here(at: dt.datetime) -> dt.datetime:
    return timezone.localtime(at) if timezone.is_aware(at) else at
