"""Who is in which circle today: the rule of `Circle.objects.ids_of`, seen from the circles' side."""

from collections import defaultdict
from collections.abc import Iterable

from seslip.people.models.circles import Circle, CircleMember
from seslip.people.models.organisations import Organisation
from seslip.people.models.people import Appointment


class Roll:
    """Everybody in every circle, from five small queries, however many circles are asked about."""

    def __init__(self):
        self._circles = {circle.pk: circle for circle in Circle.objects.select_related("organisation")}
        self._members = frozenset(Organisation.objects.members().values_list("pk", flat=True))
        self._held = list(Appointment.objects.current().values_list("person", "post", "organisation"))
        self._inner = _grouped(Circle.includes.through.objects.values_list("from_circle_id", "to_circle_id"))
        holding = {person for person, _, _ in self._held}
        named = CircleMember.objects.current().values_list("circle", "person")
        self._named = _grouped(pair for pair in named if pair[1] in holding)

    def people_in(self, circle: Circle) -> set[int]:
        """The people of a circle, with those of the circles it includes."""
        return set().union(*(self._own(self._circles[pk]) for pk in self.within(circle)))

    def within(self, circle: Circle) -> list[int]:
        """The circle itself and every circle it includes, directly or by another."""
        found = [circle.pk]
        for pk in found:
            found += [inner for inner in self._inner[pk] if inner not in found]
        return found

    def circles_by_person(self, people) -> dict[int, list[Circle]]:
        """For each of these people, by number, the circles they are in."""
        found = {pk: [] for pk in people}
        for circle in self._circles.values():
            for pk in self.people_in(circle) & found.keys():
                found[pk].append(circle)
        return found

    def opened_by(self, post: str, organisation: Organisation) -> list[Circle]:
        """The circles that a post at an organisation lets somebody into by itself."""
        return [
            circle
            for circle in self._circles.values()
            if any(self._admits(self._circles[pk], post, organisation.pk) for pk in self.within(circle))
        ]

    def sentence(self, circle: Circle) -> str:
        """Who will see a thing kept for this circle: "Directors of children's services: 21 people"."""
        if circle.is_public:
            return "everyone, signed in or not"
        count = len(self.people_in(circle))
        return f"{circle.in_words}: {count} {'person' if count == 1 else 'people'}"

    def why(self, user, circle: Circle) -> str:
        """What lets this person see what is kept for the circle: "Director of Children's Services of Kent".

        A post comes before being named, and both before the programme team, who see every circle's things.
        """
        within = [self._circles[pk] for pk in self.within(circle)]
        posts = [
            held.in_words
            for held in user.appointments
            if not held.is_team and any(self._admits(one, held.post, held.organisation_id) for one in within)
        ]
        if posts:
            return " and ".join(dict.fromkeys(posts))
        named = CircleMember.objects.current().filter(person__user=user, circle__in=within)
        named = named.select_related("circle").first()
        return f"somebody named in “{named.circle}”" if named else "a member of the programme team"

    def _own(self, circle: Circle) -> set[int]:
        held = {person for person, post, at in self._held if self._admits(circle, post, at)}
        return held.union(self._named[circle.pk])

    def _admits(self, circle: Circle, post: str, organisation_id: int) -> bool:
        return circle.admits(post, is_member=organisation_id in self._members, at=organisation_id)


def roll_for(user) -> Roll:
    """The roll of this request, called at most once."""
    if not hasattr(user, "_roll"):
        user._roll = Roll()
    return user._roll


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups
