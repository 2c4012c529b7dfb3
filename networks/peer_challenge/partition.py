"""The room's own check: every council of a round stands in exactly one of its groups.

That no council stands in two, the database holds; here is who stands in none, and which groups are empty.
"""

from dataclasses import dataclass

from networks.peer_challenge.models import Round


@dataclass(frozen=True)
class Partition:
    """How many councils and groups there are, and what is missing, in names."""

    councils: int
    sizes: list[int]
    without_group: list[str]
    empty_groups: list[str]

    @property
    def holds(self) -> bool:
        return not (self.without_group or self.empty_groups)

    @property
    def sentence(self) -> str:
        """ "19 councils: 3 + 3 + 4 + 3 + 3 + 3, each in exactly one group."."""
        sizes = " + ".join(map(str, self.sizes)) or "0"
        if self.holds:
            return f"{self.councils} councils: {sizes}, each in exactly one group."
        parts = [f"Not in a group yet: {', '.join(self.without_group)}." if self.without_group else ""]
        parts.append(f"Without a council: {', '.join(self.empty_groups)}." if self.empty_groups else "")
        return " ".join(part for part in parts if part)


def partition(round_: Round, places) -> Partition:
    """Of a round whose places the reader may see."""
    by_group: dict[int, int] = {}
    without = []
    for place in places:
        if place.group_id is None:
            without.append(place.council.name)
        else:
            by_group[place.group_id] = by_group.get(place.group_id, 0) + 1
    groups = list(round_.groups.all())
    return Partition(
        councils=len(places),
        sizes=[by_group[group.pk] for group in groups if group.pk in by_group],
        without_group=sorted(without),
        empty_groups=[str(group) for group in groups if group.pk not in by_group],
    )
