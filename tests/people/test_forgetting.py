"""What the privacy page says is kept for 30 days is gone after them."""

import datetime as dt

from axes.models import AccessAttempt
from django.http import QueryDict
from django.utils import timezone

from seslip import drafts
from seslip.jobs.models import Run
from seslip.people.models import Draft
from seslip.people.tasks import forget_old


def test_old_drafts_and_wrong_passwords_are_forgotten_and_new_ones_kept(cast):
    old = timezone.now() - dt.timedelta(days=31)
    for path in ("/old/", "/new/"):
        drafts.keep(
            user_id=cast["alison"].pk, path=path, fields=QueryDict("words=typed"), why=Draft.Why.SIGNED_OUT
        )
        AccessAttempt.objects.create(username=path, ip_address="192.0.2.1", failures_since_start=1)
    Draft.objects.filter(path="/old/").update(kept_at=old)
    AccessAttempt.objects.filter(username="/old/").update(attempt_time=old)

    forget_old()
    forget_old()
    assert [draft.path for draft in Draft.objects.all()] == ["/new/"]
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["/new/"]
    assert Run.objects.get(name="forget-old").outcome == "forgot 0"
