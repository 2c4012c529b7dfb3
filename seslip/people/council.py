"""A council's people on one page: who holds which post, what each sees, and what waits for an answer."""

from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.functional import cached_property

from seslip.people import giving
from seslip.people.access import Permission
from seslip.people.models import (
    AccessRequest,
    AccessReview,
    Appointment,
    Circle,
    Delegation,
    Invitation,
    Organisation,
    Person,
    roll_for,
)


@dataclass
class Row:
    """A person, the posts they hold there, and for those who keep the council what follows from them."""

    person: Person
    posts: list = field(default_factory=list)
    sees: list[str] = field(default_factory=list)
    has_second_step: bool = False
    may_lose_it: bool = False


class Council:
    """An organisation as this person may look at it."""

    def __init__(self, organisation: Organisation, user):
        self.organisation, self.user = organisation, user

    @cached_property
    def is_kept(self) -> bool:
        return giving.keeps(self.user, self.organisation)

    @property
    def is_for_all_councils(self) -> bool:
        return self.user.may(Permission.MANAGE_PEOPLE)

    @cached_property
    def may_confirm(self) -> bool:
        return self.user.may_at(Permission.KEEP_COUNCIL, self.organisation)

    @cached_property
    def may_invite(self) -> bool:
        return bool(giving.posts_to_give(self.user, self.organisation))

    @cached_property
    def appointments(self) -> list[Appointment]:
        held = Appointment.objects.current().filter(organisation=self.organisation)
        return list(held.select_related("person__user", "organisation").order_by("person__name", "starts"))

    @cached_property
    def to_come(self) -> list[Appointment]:
        """Posts taken up that have yet to begin: for those who keep the council, who may still end them."""
        if not self.is_kept:
            return []
        found = Appointment.objects.to_come().filter(organisation=self.organisation)
        found = list(found.select_related("person", "organisation").order_by("starts", "person__name"))
        for held in found:
            held.may_be_ended = giving.may_end(self.user, held)
        return found

    @cached_property
    def rows(self) -> list[Row]:
        rows = {}
        for held in self.appointments:
            held.may_be_ended = giving.may_end(self.user, held)
            held.may_be_delegated = giving.may_delegate(self.user, held)
            rows.setdefault(held.person_id, Row(held.person)).posts.append(held)
        if self.is_kept:
            self._tell_keepers(rows)
        return list(rows.values())

    def _tell_keepers(self, rows: dict[int, Row]) -> None:
        circles = roll_for(self.user).circles_by_person(rows)
        users = [row.person.user_id for row in rows.values()]
        with_codes_only = Authenticator.Type.RECOVERY_CODES
        steps = Authenticator.objects.filter(user__in=users).exclude(type=with_codes_only)
        have = set(steps.values_list("user", flat=True))
        for pk, row in rows.items():
            row.sees = [self._words_for(circle) for circle in circles[pk]]
            row.has_second_step = row.person.user_id in have
            row.may_lose_it = (
                row.has_second_step and self.is_for_all_councils and row.person.user != self.user
            )

    def _words_for(self, circle: Circle) -> str:
        """A circle of named people has a name that may tell: for the director and the team alone."""
        if circle.kind != Circle.Kind.NAMED or self._may_read_names:
            return circle.in_words
        return "a circle of named people"

    @cached_property
    def _may_read_names(self) -> bool:
        return self.may_confirm or self.user.may(Permission.SEE_ALL_AUDIENCES)

    @cached_property
    def delegations(self) -> list[Delegation]:
        """Those that hold today and those to come: everybody at the council may know of them."""
        here = Delegation.objects.filter(
            appointment__organisation=self.organisation, ends__gte=timezone.localdate()
        )
        found = list(
            here.select_related("to__user", "appointment__person__user", "appointment__organisation")
        )
        for delegation in found:
            delegation.may_be_ended = giving.may_end_delegation(self.user, delegation)
        return found

    @cached_property
    def invitations(self) -> list[Invitation]:
        return list(self._kept(Invitation).pending().select_related("made_by__person", "organisation"))

    @cached_property
    def requests(self) -> list[AccessRequest]:
        return list(self._kept(AccessRequest).filter(state=AccessRequest.State.OPEN))

    @cached_property
    def review(self) -> AccessReview | None:
        return self._kept(AccessReview).order_by("-quarter").select_related("confirmed_by__person").first()

    def _kept(self, model):
        return model.objects.visible_to(self.user).filter(organisation=self.organisation)

    @property
    def is_their_own(self) -> bool:
        return any(held.organisation_id == self.organisation.pk for held in self.user.appointments)

    @cached_property
    def elsewhere(self) -> list[Organisation]:
        """Where else there are people to look after, for those who look after all."""
        if not self.is_for_all_councils:
            return []
        return list(Organisation.objects.in_the_programme().exclude(pk=self.organisation.pk))

    @cached_property
    def others(self) -> list[Organisation]:
        """The other councils of this person, to switch to."""
        places = {held.organisation for held in self.user.appointments} - {self.organisation}
        return sorted(places, key=lambda place: place.name)
