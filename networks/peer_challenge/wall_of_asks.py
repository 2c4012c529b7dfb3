"""The wall around asks, offers, their matches and the themes of a round; its rules are those of wall.py."""

from typing import Self

from django.db.models import Q

from networks.peer_challenge.access import Document, Standing
from networks.peer_challenge.wall import (
    CHANGE,
    LEADS,
    READ,
    STANDS_WITH_THE_COUNCIL,
    Guarded,
    allowed,
    insider,
)
from seslip.people.access import Post
from seslip.people.visibility import GuardedQuerySet

ASK_OR_OFFER = Guarded(owner="organisation")
THEMES = Guarded(owner="round")
STANDS_WITH_ITS_OWNER = STANDS_WITH_THE_COUNCIL | {Standing.OWN_PARTNER}


class AskOrOfferQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        """What the tables let this person read: a confirmed one.

        What is only proposed is for those who stand with the council or partner, and for the facilitator.
        """
        if insider(user).is_emergency:
            return self.all().scoped()
        every = allowed(user, Document.ASKS_AND_OFFERS, READ, ASK_OR_OFFER)
        return self.filter(_own(user) | Q(confirmed_at__isnull=False) & every).scoped()

    def in_full_to(self, user) -> Self:
        """Those whose words this person reads even after they were withdrawn."""
        if insider(user).is_emergency:
            return self.all().scoped()
        return self.filter(_own(user)).scoped()

    def open_to(self, user) -> Self:
        """Those this person may change at this stage. What was withdrawn stays as it was."""
        change = allowed(user, Document.ASKS_AND_OFFERS, CHANGE, ASK_OR_OFFER)
        return self.filter(change, withdrawn_at=None).scoped()

    def spoken_for_by(self, user) -> Self:
        """Those this person confirms: of the councils they lead in the round, or of their own partner."""
        person = insider(user)
        own = Q(organisation__in=person.partners)
        for kind, post in LEADS.items():
            own |= Q(round__kind=kind, organisation__in=person.at(post))
        return self.visible_to(user).filter(own)

    def to_confirm(self, user) -> Self:
        return self.spoken_for_by(user).filter(confirmed_at=None, withdrawn_at=None)

    def watched_by(self, user) -> Self:
        """Those whose readers this person sees: the owner's leader, its director, and their deputy."""
        person = insider(user)
        own = Q(organisation__in=person.partners | person.at(Post.DCS))
        for kind, post in LEADS.items():
            councils = person.at(post) | person.deputises.get(post, frozenset())
            own |= Q(round__kind=kind, organisation__in=councils)
        return self.visible_to(user).filter(own)

    def live(self) -> Self:
        """Confirmed and not withdrawn."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None)


def _own(user) -> Q:
    return allowed(user, Document.ASKS_AND_OFFERS, READ, ASK_OR_OFFER, among=STANDS_WITH_ITS_OWNER)


class MatchQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        """A match shows both its sides, so it is for whoever may read both.

        What is only proposed is for the round's facilitators, until they introduce the two.
        """
        from networks.peer_challenge.models import Ask, Offer

        asks, offers = Ask.objects.visible_to(user), Offer.objects.visible_to(user)
        both = self.filter(ask__in=asks, offer__in=offers).scoped()
        if insider(user).is_emergency:
            return both
        mine = Q(ask__round__in=insider(user).rounds)
        return both.filter(mine | Q(introduced_at__isnull=False))

    def open_to(self, user) -> Self:
        """Those this person follows up: the facilitators of the round."""
        return self.visible_to(user).filter(ask__round__in=insider(user).rounds)


class ThemesQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        return self.filter(allowed(user, Document.THEMES, READ, THEMES)).scoped()

    def open_to(self, user) -> Self:
        return self.filter(allowed(user, Document.THEMES, CHANGE, THEMES)).scoped()
