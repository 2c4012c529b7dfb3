"""The wall around the register of memoranda, which belongs to no round; its rules are those of wall.py."""

from typing import Self

from networks.peer_challenge.access import MEMORANDUM_READERS, Standing
from networks.peer_challenge.wall import LEADS, Insider, insider
from seslip.people.access import Post
from seslip.people.visibility import GuardedQuerySet


class MemorandumQuerySet(GuardedQuerySet):
    def visible_to(self, user) -> Self:
        """The kinds of memorandum that access.py gives to one of this person's standings."""
        mine = _standings_outside_rounds(insider(user))
        return self.filter(kind__in=[kind for kind, who in MEMORANDUM_READERS.items() if who & mine]).scoped()


def _standings_outside_rounds(person: Insider) -> set[Standing]:
    stands = {
        Standing.ANY_DCS: person.at(Post.DCS),
        Standing.ANY_CHIEF_EXECUTIVE: person.at(Post.CHIEF_EXECUTIVE),
        Standing.ANY_LEAD_MEMBER: person.at(Post.LEAD_MEMBER),
        Standing.OWN_DEPUTY: any(person.deputises.get(post) for post in LEADS.values()),
        Standing.FACILITATOR: person.rounds,
        Standing.LGA_ADVISER: Post.LGA_ADVISER in person.posts,
        Standing.TEAM: person.is_team,
    }
    return {standing for standing, holds in stands.items() if holds}
