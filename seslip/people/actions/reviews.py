"""The quarterly look at who at a council can see what."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from seslip.audit.actions import record
from seslip.people.access import Permission
from seslip.people.actions.appointments import end_post
from seslip.people.models import AccessReview, Appointment, Organisation, User
from seslip.people.models.reviews import quarter_of
from seslip.refusals import Refused

TIME_TO_CONFIRM = dt.timedelta(days=28)


class Changed(Refused):
    """The list is not the one that was shown."""


def ask_for_reviews(day: dt.date | None = None) -> int:
    """One for each member council and quarter; those that are there stay as they are."""
    day = day or timezone.localdate()
    quarter = quarter_of(day)
    councils = Organisation.objects.councils().members(day)
    missing = councils.exclude(reviews__quarter=quarter)
    reviews = [
        AccessReview(organisation=council, quarter=quarter, due=day + TIME_TO_CONFIRM) for council in missing
    ]
    AccessReview.objects.bulk_create(reviews, ignore_conflicts=True)
    return len(reviews)


def posts_at(organisation: Organisation) -> QuerySet[Appointment]:
    return Appointment.objects.current().filter(organisation=organisation)


@transaction.atomic
def confirm_review(
    *, review: AccessReview, shown: Collection[int], ending: Collection[int], by: User
) -> list[Appointment]:
    """The list is right, once these posts are ended: it answers with them.

    Refused where the list has changed since it was shown.
    """
    found = AccessReview.objects.unscoped("found through what this person may see")
    review = found.select_for_update(of=("self",)).select_related("organisation").get(pk=review.pk)
    if review.confirmed_at:
        raise Refused("This has been confirmed already.")
    if not by.may_at(Permission.KEEP_COUNCIL, review.organisation):
        raise Refused(f"Only the director at {review.organisation}, or who acts for them, confirms this.")
    held = {
        appointment.pk: appointment for appointment in posts_at(review.organisation).select_related("person")
    }
    if set(shown) != set(held):
        raise Changed("Somebody came or left since you opened this page. Look at the list again.")
    ending = sorted(set(ending) & set(held))
    for pk in ending:
        end_post(appointment=held[pk], by=by)
    review.shown, review.ended = sorted(held), ending
    review.confirmed_by, review.confirmed_at = by, timezone.now()
    review.save()
    acting_for = by.acting_for(Permission.KEEP_COUNCIL, review.organisation)
    record("access review confirmed", by=by, on=review, acting_for=acting_for, ended=ending)
    return [held[pk] for pk in ending]
