"""What can be found of the Updates: each current edition, and each of its items for whoever may see it."""

from django.db.models import Prefetch

from newsletters.models import Edition, EditionAction, EditionItem, Update
from seslip.private import blanked
from seslip.richtext import plain
from seslip.search import actions
from seslip.search.kinds import Kind, Words

WHY = "search keeps the words of every published edition, and asks who may find them each time"


def _words_of_edition(edition: Edition) -> Words:
    contacts = (f"{contact.responsibility}: {contact.name}" for contact in edition.contacts.all())
    return Words(
        title=str(edition.update),
        body=blanked(plain(edition.introduction), *contacts),
        url=edition.update.get_absolute_url(),
        day=edition.update.date,
    )


def _words_of_item(item: EditionItem) -> Words:
    asks = (f"{action.what} {action.named}" for action in item.actions.all())
    update = item.edition.update
    return Words(
        title=blanked(item.programme),
        body=blanked(plain(item.text), plain(item.action), *asks),
        url=f"{update.get_absolute_url()}#item-{item.item_id}",
        day=update.date,
    )


def _editions():
    return Edition.objects.unscoped(WHY).select_related("update").prefetch_related("contacts")


def _items():
    asks = Prefetch("actions", EditionAction.objects.unscoped(WHY))
    return EditionItem.objects.unscoped(WHY).select_related("edition__update").prefetch_related(asks)


UPDATES = Kind(
    name="update",
    one="Update",
    many="Updates",
    model=Edition,
    visible_to=Edition.objects.visible_to,
    everything=lambda: _editions().filter(is_current=True),
    words_of=_words_of_edition,
)
ITEMS = Kind(
    name="item",
    one="Item of an Update",
    many="Items of Updates",
    model=EditionItem,
    visible_to=EditionItem.objects.visible_to,
    everything=lambda: _items().filter(edition__is_current=True),
    words_of=_words_of_item,
)


def make_findable(edition: Edition) -> None:
    """This edition and its items are found from now on, in place of the Update's earlier ones."""
    actions.forget(_editions().filter(update=edition.update).exclude(pk=edition.pk))
    actions.forget(_items().filter(edition__update=edition.update).exclude(edition=edition))
    actions.index(_editions().filter(pk=edition.pk))
    actions.index(_items().filter(edition=edition))


def forget(update: Update) -> None:
    """Nothing of this Update is found any more: its editions are about to go."""
    actions.forget(_items().filter(edition__update=update))
    actions.forget(_editions().filter(update=update))
