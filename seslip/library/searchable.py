"""What can be found of a document: what it is about, not what stands in its file."""

from seslip.library.models import Document
from seslip.private import blanked
from seslip.search.kinds import Kind, Words

WHY = "search keeps the words of every document, and asks who may find them each time"


def _words_of(document: Document) -> Words:
    tags = " ".join(tag.name for tag in document.tags.all())
    parts = (document.description, document.publisher, document.published, tags)
    return Words(
        title=blanked(document.title),
        body=blanked(*parts),
        url=document.get_absolute_url(),
        day=document.published_on,
    )


DOCUMENTS = Kind(
    name="document",
    one="Document",
    many="Documents",
    model=Document,
    visible_to=Document.objects.visible_to,
    everything=lambda: Document.objects.unscoped(WHY).prefetch_related("tags"),
    words_of=_words_of,
)
