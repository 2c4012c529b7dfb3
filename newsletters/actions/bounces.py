"""What follows when a letter comes back."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from newsletters.bounces import parsing
from newsletters.models import Bounce, Delivery, Reader
from seslip.audit.actions import record

logger = logging.getLogger(__name__)
SOFT_IN_A_ROW = 3
# Anybody can write a report. One that does not name a letter of ours counts only soon after one was sent.
WITHIN = dt.timedelta(days=14)


def take_in(raw: bytes) -> list[str]:
    """Take in one message: what became of it, in words, one for each address it names. Never raises."""
    try:
        reports = parsing.read(raw)
    except Exception:
        logger.warning("A message in the mailbox for bounces could not be read", exc_info=True)
        reports = []
    return [_take_in(report) for report in reports] or ["not about a letter that came back"]


@transaction.atomic
def _take_in(report: parsing.Report) -> str:
    """Taking the same report in twice is taking it in once."""
    delivery = _delivery_of(report)
    bounce, is_new = Bounce.objects.get_or_create(
        fingerprint=report.fingerprint,
        defaults={
            "delivery": delivery,
            "reader": delivery.reader if delivery else None,
            "address": report.address,
            "kind": report.kind,
            "status": report.status,
            "reason": report.reason,
        },
    )
    if not is_new:
        return "known already"
    if delivery is None:
        return "for nobody we wrote to"
    _mark_letter(delivery, report)
    return _count_against(delivery.reader, bounce)


def _delivery_of(report: parsing.Report) -> Delivery | None:
    sent = Delivery.objects.filter(sent_at__isnull=False).select_related("reader").order_by("-sent_at")
    if report.letter_ids:
        return sent.filter(message_id__in=report.letter_ids).first()
    lately = sent.filter(sent_at__gt=timezone.now() - WITHIN)
    return lately.filter(reader__email__iexact=report.address).first()


def _mark_letter(delivery: Delivery, report: parsing.Report) -> None:
    letter = Delivery.objects.filter(message_id=delivery.message_id, state=Delivery.State.SENT)
    letter.update(state=Delivery.State.FAILED, reason=f"It came back: {report.reason}"[:300])


def _count_against(reader: Reader, bounce: Bounce) -> str:
    """A wrong address counts at once; one not reached this time only after three letters in a row."""
    if bounce.kind == Bounce.Kind.SOFT and not _three_in_a_row(reader):
        return "came back this time"
    active = Reader.objects.filter(pk=reader.pk, state=Reader.State.ACTIVE)
    if active.update(state=Reader.State.BOUNCED):
        record("reader's address bounced", by=None, on=reader, bounce=bounce.pk)
    return "stopped: the address does not work"


def _three_in_a_row(reader: Reader) -> bool:
    sent = reader.deliveries.filter(sent_at__isnull=False).order_by("-sent_at")
    letters = list(dict.fromkeys(sent.values_list("message_id", flat=True)[:30]))[:SOFT_IN_A_ROW]
    back = reader.bounces.filter(settled=False, delivery__message_id__in=letters)
    came_back = set(back.values_list("delivery__message_id", flat=True))
    return len(letters) == SOFT_IN_A_ROW and came_back == set(letters)
