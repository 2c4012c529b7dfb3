"""The documents of the library that cite a topic."""

from seslip.library.models import Document
from seslip.registry import Citation
from seslip.topics.models import Topic

MOST = 50


def documents_citing(topic: Topic, user) -> list[Citation]:
    """The newest of those this person may see."""
    documents = Document.objects.visible_to(user).filter(topics=topic).order_by("-added_at")[:MOST]
    return [
        Citation("Documents", each.title, each.get_absolute_url(), each.published_on) for each in documents
    ]
