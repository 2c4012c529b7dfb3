"""Writing to whoever can put in what a council still owes."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from networks.peer_challenge.actions.setting_up import lock
from networks.peer_challenge.board import overdue_councils
from networks.peer_challenge.models import Nudge, Round
from networks.peer_challenge.running import require_runs
from networks.peer_challenge.wall import LEADS
from seslip import mail
from seslip.audit.actions import record
from seslip.people.models import Appointment, Delegation, Organisation, Person, User


@dataclass(frozen=True)
class Nudged:
    """What pressing the button did: letters, people written to already today, councils without anybody."""

    letters: int
    already: int
    silent: list[Organisation]


@transaction.atomic
def nudge(*, round_: Round, by: User) -> Nudged:
    """One letter to each leader and nominated deputy of the councils that are late; none twice on a day."""
    from networks.peer_challenge.tasks import send_nudges

    round_ = lock(round_)
    require_runs(by, round_)
    late = overdue_councils(round_)
    whom = whom_to_write(round_, late)
    people = set().union(*whom.values())
    made = [
        Nudge.objects.get_or_create(
            person_id=person, day=timezone.localdate(), defaults={"round": round_, "by": by}
        )[1]
        for person in sorted(people)
    ]
    councils = [council.pk for council in late]
    record("councils nudged", by=by, on=round_, councils=councils, letters=sum(made))
    send_nudges.delay_on_commit()
    silent = [council for council in late if not whom[council.pk]]
    return Nudged(sum(made), len(made) - sum(made), silent)


def whom_to_write(round_: Round, councils: list[Organisation]) -> dict[int, set[int]]:
    """The people with an account who lead each council in this round, or deputise in the room."""
    whom = {council.pk: set() for council in councils}
    has_account = Q(person__user__is_active=True)
    posts = Appointment.objects.current().filter(post=LEADS[round_.kind], organisation__in=whom)
    for council, person in posts.filter(has_account).values_list("organisation", "person"):
        whom[council].add(person)
    deputies = Delegation.objects.current().filter(
        appointment__in=posts, in_the_room=True, to__user__is_active=True
    )
    for council, person in deputies.values_list("appointment__organisation", "to"):
        whom[council].add(person)
    return whom


def send_waiting() -> int:
    """Send every letter that has not gone. Run twice at once, each letter is taken by one of the two."""
    waiting = list(Nudge.objects.filter(sent_at=None).values_list("pk", flat=True))
    return sum(_send(pk) for pk in waiting)


@transaction.atomic
def _send(pk: int) -> bool:
    nudge = Nudge.objects.select_for_update(skip_locked=True).filter(pk=pk, sent_at=None).first()
    if nudge is None:
        return False
    person = Person.objects.unscoped("the reader of a letter").select_related("user").get(pk=nudge.person_id)
    nudge.sent_at = timezone.now()
    nudge.save(update_fields=["sent_at"])
    if person.user:
        link = settings.SITE_ADDRESS + reverse("peer_challenge:room")
        mail.room_reminder(to=person.user.email, link=link).send()
    return True
