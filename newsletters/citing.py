"""The items of Updates that cite a topic."""

from newsletters.models import EditionItem
from seslip.registry import Citation
from seslip.topics.models import Topic

MOST = 50


def items_citing(topic: Topic, user) -> list[Citation]:
    """The newest of those this person may see."""
    items = EditionItem.objects.visible_to(user).filter(item__topics=topic).select_related("edition__update")
    return [_citation(item) for item in items.order_by("-edition__update__date", "position")[:MOST]]


def _citation(item: EditionItem) -> Citation:
    update = item.edition.update
    address = f"{update.get_absolute_url()}#item-{item.item_id}"
    words = f"{item.programme} (Update No {update.number})"
    return Citation("Items of Updates", words, address, update.date)
